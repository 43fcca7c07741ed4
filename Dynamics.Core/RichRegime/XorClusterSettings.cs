using System.Collections.Immutable;

namespace Dynamics.RichRegime;

/// <summary>
/// Four Gaussian clusters of identity covariance at mu1, -mu1 (label 1), mu2, -mu2 (label -1), mu1 orthogonal to mu2, and some labels
/// turned.
/// </summary>
public sealed record XorClusterSettings
{
    /// <summary>p, the dimension of the inputs.</summary>
    public int Dimension { get; init; } = 10_000;

    /// <summary>|mu1| = |mu2|; 2.5 sqrt(p / n) for the defaults.</summary>
    public double MeanNorm { get; init; } = 27.95;

    /// <summary>Training examples of each cluster, in the order mu1, -mu1, mu2, -mu2.</summary>
    public ImmutableArray<int> TrainingSizes { get; init; } = [22, 18, 22, 18];

    /// <summary>How many training labels are turned in each cluster.</summary>
    public int Flips { get; init; } = 2;

    /// <summary>Test examples of each cluster; their labels are never turned.</summary>
    public int TestSize { get; init; } = 50;

    /// <summary>n, the number of training examples.</summary>
    public int TrainingCount => TrainingSizes.Sum();

    /// <summary>Training and test examples.</summary>
    public int Count => TrainingCount + 4 * TestSize;
}
