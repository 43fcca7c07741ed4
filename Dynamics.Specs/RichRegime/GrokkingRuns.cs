using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;

namespace Dynamics.Specs.RichRegime;

/// <summary>Whose means a neuron's weights lose: those of the label that it votes for, or those of the other.</summary>
enum Means
{
    Own,
    Other,
}

/// <summary>A run with the network at its end.</summary>
sealed record GrokkingRun(GrokkingSettings Settings, XorClusterSample Sample, RandomStream Stream, IReadOnlyList<GrokkingPoint> Points)
{
    Grokking? _end;

    /// <summary>A run; those of one replicate share what is random as far as their settings allow.</summary>
    public static GrokkingRun Of(Replicate replicate, GrokkingSettings settings)
    {
        var stream = replicate.Stream.Substream("grokking");
        var sample = XorClusterSample.Reduced(settings.Clusters, stream.Substream("sample"));
        return new(settings, sample, stream, Grokking.Run(settings, stream));
    }

    /// <summary>The network at the end.</summary>
    public Grokking End => _end ??= After(Settings.Steps);

    /// <summary>The test accuracy at the end.</summary>
    public double TestAccuracy => Points[^1].TestAccuracy;

    /// <summary>The mean loss of the training examples at the end.</summary>
    public double Loss => Points[^1].Loss;

    /// <summary>
    /// What of Σ f² over the test examples is that of the odd part of f, Σ a z / 2 over the neurons, which is linear; the even one is
    /// Σ a |z| / 2.
    /// </summary>
    public double ShareOfTheLinearPart(int step)
    {
        var z = After(step).PreActivations;
        var (odd, even) = (0.0, 0.0);
        for (var example = Settings.Clusters.TrainingCount; example < z.RowCount; example++)
        {
            var signed = z.Row(example).MapIndexed((neuron, x) => 2 * neuron < Settings.Width ? x : -x);
            odd += Math.Pow(signed.Sum(), 2);
            even += Math.Pow(signed.MapIndexed((neuron, x) => 2 * neuron < Settings.Width ? Math.Abs(x) : -Math.Abs(x)).Sum(), 2);
        }

        return odd / (odd + even);
    }

    /// <summary>The test accuracy at the end, of weights whose component along some means is taken away.</summary>
    public double TestAccuracyWithout(Means means)
    {
        var (preActivations, weights, clusters) = (End.PreActivations, Points[^1].SignalWeights, Settings.Clusters);
        return Enumerable.Range(clusters.TrainingCount, clusters.Count - clusters.TrainingCount)
            .Average(example => Output(example) * Sample.Labels[example] > 0 ? 1.0 : 0);

        double Output(int example) => Enumerable.Range(0, Settings.Width).Sum(neuron =>
        {
            var isPositive = 2 * neuron < Settings.Width;
            var along = isPositive == (means == Means.Own) ? 0 : 1;
            var left = preActivations[example, neuron] - Sample.Signal[example, along] * weights[neuron, along];
            return (isPositive ? 1 : -1) * Math.Max(0, left);
        });
    }

    Grokking After(int steps)
    {
        var weights = Settings.InitialScale * Stream.Substream("weights").NormalMatrix(Settings.Width, 2 + Sample.Noise.ColumnCount);
        Grokking network = new(Settings, Sample, weights);
        for (var step = 0; step < steps; step++) network.Step();
        return network;
    }
}
