using System.Collections.Immutable;

namespace Dynamics.RichRegime;

/// <summary>A homogeneous network on a few unit vectors whose labels are those of XOR, under the sum of exponential losses.</summary>
public sealed record MarginSettings
{
    /// <summary>Examples.</summary>
    public int Examples { get; init; } = 12;

    /// <summary>The dimension of the inputs.</summary>
    public int Dimension { get; init; } = 3;

    /// <summary>The least |x1 x2| of an example.</summary>
    public double Gap { get; init; } = .12;

    /// <summary>The widths of the hidden layers.</summary>
    public ImmutableArray<int> Hidden { get; init; } = [40];

    /// <summary>q: 1 for ReLU, 2 for its square.</summary>
    public int Power { get; init; } = 2;

    /// <summary>The standard deviation of a weight at the start.</summary>
    public double InitialScale { get; init; } = .2;

    /// <summary>
    /// h: the flow's step, in units of one over the largest squared gradient norm; or the step size of stochastic gradient descent.
    /// </summary>
    public double Step { get; init; } = .5;

    /// <summary>Steps.</summary>
    public int Steps { get; init; } = 6000;

    /// <summary>The batch of stochastic gradient descent; 0 for the flow in log-loss time.</summary>
    public int Batch { get; init; }

    /// <summary>
    /// The longest step of stochastic gradient descent, in units of one over the trace of the batch's Gauss-Newton matrix, the sum of l''
    /// |grad f|^2: where the loss is too curved for <see cref="Step"/>, it is shortened. Infinite: it never is.
    /// </summary>
    public double LongestStep { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// If it is given, the loss is the squared one, the sum of 1/2 (f - y Target)^2, in place of the exponential one; the flow's step is
    /// then in units of one over the sum of |grad f|^2.
    /// </summary>
    public double? Target { get; init; }

    /// <summary>How many points are kept besides the first.</summary>
    public int Points { get; init; } = 200;
}
