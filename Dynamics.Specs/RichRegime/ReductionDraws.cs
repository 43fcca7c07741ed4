using Dynamics.Numerics;
using Dynamics.RichRegime;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>Many small networks, each on examples of its own.</summary>
public sealed class ReductionDraws(ulong seed)
{
    public const int SignalDimension = 2;

    /// <summary>N.</summary>
    public const int Examples = 8;

    static readonly GrokkingSettings Small = new()
    {
        Clusters = new() { Dimension = 10, MeanNorm = 1, TrainingSizes = [2, 2, 2, 2], Flips = 0, TestSize = 0 },
        Width = 8,
        LearningRate = .1,
        Steps = 3,
    };

    /// <summary>The statistic of networks on examples whose coordinates are drawn.</summary>
    public double[] Direct(int networks) => Statistics(networks, "direct", stream => XorClusterSample.Direct(Small.Clusters, stream));

    /// <summary>The statistic of networks on examples whose factor is drawn.</summary>
    public double[] Reduced(int networks, int signalDimension) =>
        Statistics(networks, "reduced", stream => XorClusterSample.Reduced(Small.Clusters, stream, signalDimension));

    /// <summary>Factors that are drawn.</summary>
    public Matrix<double>[] DrawnFactors(int count, int signalDimension) =>
        Factors(count, "drawn factors", stream => XorClusterSample.Reduced(Small.Clusters, stream, signalDimension).Noise);

    /// <summary>Factors of examples whose coordinates are drawn.</summary>
    /// <param name="change">What becomes of the noise.</param>
    public Matrix<double>[] FactorsOfExamples(int count, Func<Matrix<double>, Matrix<double>> change) =>
        Factors(count, "factors of examples", stream =>
        {
            var noise = change(XorClusterSample.Direct(Small.Clusters, stream).Noise);
            return noise.TransposeAndMultiply(noise).Cholesky().Factor;
        });

    /// <summary>The largest distance of two empirical distribution functions.</summary>
    public static double Distance(double[] a, double[] b)
    {
        var (sortedA, sortedB) = (a.Order().ToArray(), b.Order().ToArray());
        return sortedA.Concat(sortedB).Max(x => Math.Abs(Share(sortedA, x) - Share(sortedB, x)));
    }

    public override string ToString() => $"seed {seed}";

    Matrix<double>[] Factors(int count, string name, Func<RandomStream, Matrix<double>> draw)
    {
        var stream = RandomStream.FromSeed(seed).Substream(name);
        return [.. Enumerable.Range(0, count).Select(i => draw(stream.Substream(i)))];
    }

    double[] Statistics(int networks, string name, Func<RandomStream, XorClusterSample> draw)
    {
        var stream = RandomStream.FromSeed(seed).Substream(name);
        return [.. Enumerable.Range(0, networks).Select(
            i => Statistic(draw(stream.Substream(i).Substream("sample")), stream.Substream(i)))];
    }

    static double Statistic(XorClusterSample sample, RandomStream stream)
    {
        var training =
            new Grokking(Small, sample, .01 * stream.Substream("weights").NormalMatrix(Small.Width, 2 + sample.Noise.ColumnCount));
        for (var step = 0; step < Small.Steps; step++) training.Step();
        var outputs = training.Outputs();
        return Enumerable.Range(0, Small.Clusters.TrainingCount).Average(example => sample.Labels[example] * outputs[example]);
    }

    static double Share(double[] sorted, double x)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= x) low = middle + 1;
            else high = middle;
        }

        return low / (double)sorted.Length;
    }
}
