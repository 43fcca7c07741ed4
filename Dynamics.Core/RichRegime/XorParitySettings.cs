using Dynamics.Geometry;

namespace Dynamics.RichRegime;

/// <summary>
/// y = -x1 x2 for x uniform on {-1, 1}^d, learned by f = sum a_j relu(w_j x) / m, both layers by stochastic gradient descent on the
/// logistic loss, each neuron with the step eta.
/// </summary>
public sealed record XorParitySettings
{
    /// <summary>d.</summary>
    public int Dimension { get; init => field = Require.Between(value, 4, 1_000_000, nameof(Dimension)); } = 50;

    /// <summary>n / d, training examples a dimension.</summary>
    public int ExamplesPerDimension { get; init => field = Require.Between(value, 1, 1000, nameof(ExamplesPerDimension)); } = 8;

    /// <summary>m, even.</summary>
    public int Width { get; init => field = Require.Between(value, 2, 1_000_000, nameof(Width)); } = 100;

    /// <summary>theta: w ~ N(0, theta^2 I / d), a = +-|w|.</summary>
    public double InitialScale { get; init => field = Require.Positive(value, nameof(InitialScale)); } = 1;

    /// <summary>eta, for each neuron: the gradient of m times the loss.</summary>
    public double LearningRate { get; init => field = Require.Positive(value, nameof(LearningRate)); } = 1;

    /// <summary>Steps; each on d / 2 examples, epoch after epoch in new order.</summary>
    public int Steps { get; init => field = Require.Steps(value, nameof(Steps)); } = 128;

    /// <summary>
    /// alpha: the network's output is alpha f, its loss is divided by alpha^2. With another value than 1 neurons come in pairs, so that f
    /// = 0 at the start.
    /// </summary>
    public double OutputScale { get; init => field = Require.Positive(value, nameof(OutputScale)); } = 1;

    /// <summary>Test examples.</summary>
    public int TestCount { get; init => field = Require.Size(value, nameof(TestCount)); } = 1000;

    /// <summary>n.</summary>
    public int TrainingCount => Dimension * ExamplesPerDimension;
}
