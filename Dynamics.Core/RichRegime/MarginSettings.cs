using System.Collections.Immutable;
using Dynamics.Geometry;

namespace Dynamics.RichRegime;

/// <summary>A homogeneous network on a few unit vectors whose labels are those of XOR, under the sum of exponential losses.</summary>
public sealed record MarginSettings
{
    /// <summary>Examples.</summary>
    public int Examples { get; init => field = Require.Size(value, nameof(Examples)); } = 12;

    /// <summary>The dimension of the inputs.</summary>
    public int Dimension { get; init => field = Require.Between(value, 2, 1_000_000, nameof(Dimension)); } = 3;

    /// <summary>The least |x1 x2| of an example.</summary>
    public double Gap
    {
        get;
        init => field = value is >= 0 and < .5 ? value : throw new ArgumentOutOfRangeException(
            nameof(Gap), value, $"Gap is {value}; it needs to be at least 0 and below 1/2, the largest |x1 x2| of a unit vector.");
    } = .12;

    /// <summary>The widths of the hidden layers.</summary>
    public ImmutableArray<int> Hidden { get; init => field = Layers(value); } = [40];

    /// <summary>q: 1 for ReLU, 2 for its square.</summary>
    public int Power { get; init => field = Require.Between(value, 1, 2, nameof(Power)); } = 2;

    /// <summary>The standard deviation of a weight at the start.</summary>
    public double InitialScale { get; init => field = Require.Positive(value, nameof(InitialScale)); } = .2;

    /// <summary>
    /// h: the flow's step, in units of one over the largest squared gradient norm; or the step size of stochastic gradient descent.
    /// </summary>
    public double Step { get; init => field = Require.Positive(value, nameof(Step)); } = .5;

    /// <summary>Steps.</summary>
    public int Steps { get; init => field = Require.Steps(value, nameof(Steps)); } = 6000;

    /// <summary>The batch of stochastic gradient descent, which divides the examples; 0 for the flow in log-loss time.</summary>
    public int Batch { get; init => field = Require.AtLeast(value, 0, nameof(Batch)); }

    /// <summary>
    /// The longest step of stochastic gradient descent, in units of one over the trace of the batch's Gauss-Newton matrix, the sum of l''
    /// |grad f|^2: where the loss is too curved for <see cref="Step"/>, it is shortened. Infinite: it never is.
    /// </summary>
    public double LongestStep
    {
        get;
        init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(
            nameof(LongestStep), value, $"LongestStep is {value}; it needs to be above 0, infinite where no step is shortened.");
    } = double.PositiveInfinity;

    /// <summary>
    /// If it is given, the loss is the squared one, the sum of 1/2 (f - y Target)^2, in place of the exponential one; the flow's step is
    /// then in units of one over the sum of |grad f|^2.
    /// </summary>
    public double? Target { get; init => field = value is { } target ? Require.Finite(target, nameof(Target)) : null; }

    /// <summary>How many points are kept besides the first.</summary>
    public int Points { get; init => field = Require.Size(value, nameof(Points)); } = 200;

    static ImmutableArray<int> Layers(ImmutableArray<int> widths) =>
        !Require.Each(widths, nameof(Hidden), Require.Size).IsEmpty ? widths
            : throw new ArgumentException("Hidden is empty; there needs to be a hidden layer.", nameof(Hidden));
}
