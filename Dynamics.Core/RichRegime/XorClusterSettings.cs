using System.Collections.Immutable;
using Dynamics.Geometry;

namespace Dynamics.RichRegime;

/// <summary>
/// Four Gaussian clusters of identity covariance at mu1, -mu1 (label 1), mu2, -mu2 (label -1), mu1 orthogonal to mu2, and some labels
/// turned.
/// </summary>
public sealed record XorClusterSettings
{
    /// <summary>p, the dimension of the inputs.</summary>
    public int Dimension { get; init => field = Require.Between(value, 3, 1_000_000, nameof(Dimension)); } = 10_000;

    /// <summary>|mu1| = |mu2|; 2.5 sqrt(p / n) for the defaults.</summary>
    public double MeanNorm { get; init => field = Require.NotNegative(value, nameof(MeanNorm)); } = 27.95;

    /// <summary>Training examples of each cluster, in the order mu1, -mu1, mu2, -mu2.</summary>
    public ImmutableArray<int> TrainingSizes { get; init => field = FourSizes(value); } = [22, 18, 22, 18];

    /// <summary>How many training labels are turned in each cluster.</summary>
    public int Flips { get; init => field = Require.AtLeast(value, 0, nameof(Flips)); } = 2;

    /// <summary>Test examples of each cluster; their labels are never turned.</summary>
    public int TestSize { get; init => field = Require.Between(value, 0, 1_000_000, nameof(TestSize)); } = 50;

    /// <summary>n, the number of training examples.</summary>
    public int TrainingCount => TrainingSizes.Sum();

    /// <summary>Training and test examples.</summary>
    public int Count => TrainingCount + 4 * TestSize;

    /// <exception cref="ArgumentException">A setting makes no sense; names it.</exception>
    internal void RequireSense()
    {
        if (Flips > TrainingSizes.Min())
            throw new ArgumentException(
                $"settings.Flips is {Flips}; it needs to be from 0 to the smallest cluster, {TrainingSizes.Min()}.", "settings");
    }

    static ImmutableArray<int> FourSizes(ImmutableArray<int> sizes)
    {
        if (sizes.IsDefault || sizes.Length != 4)
            throw new ArgumentException("TrainingSizes needs to be four numbers, one for each cluster.", nameof(TrainingSizes));
        if (sizes.Min() < 0 || sizes.Max() is < 1 or > 1_000_000)
            throw new ArgumentException(
                $"TrainingSizes is {string.Join(", ", sizes)}; each needs to be from 0 to 1,000,000, and not all 0.",
                nameof(TrainingSizes));
        return sizes;
    }
}
