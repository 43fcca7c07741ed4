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

    /// <exception cref="ArgumentException">A setting makes no sense; names it.</exception>
    internal void RequireSense()
    {
        if (TrainingSizes.IsDefault || TrainingSizes.Length != 4)
            throw new ArgumentException("settings.TrainingSizes needs to be four numbers, one for each cluster.", "settings");
        if (TrainingSizes.Min() < 0 || TrainingCount < 1)
            throw new ArgumentException(
                $"settings.TrainingSizes is {string.Join(", ", TrainingSizes)}; none can be negative, and not all be 0.", "settings");
        if (!(MeanNorm >= 0 && double.IsFinite(MeanNorm)))
            throw new ArgumentException($"settings.MeanNorm is {MeanNorm}; it needs to be finite and at least 0.", "settings");
        if (Flips < 0 || Flips > TrainingSizes.Min())
            throw new ArgumentException(
                $"settings.Flips is {Flips}; it needs to be from 0 to the smallest cluster, {TrainingSizes.Min()}.", "settings");
        if (TestSize < 0) throw new ArgumentException($"settings.TestSize is {TestSize}; it needs to be at least 0.", "settings");
    }
}
