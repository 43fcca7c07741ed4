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
sealed record GrokkingRun(GrokkingSettings Settings, XorClusterSample Sample, Grokking End, IReadOnlyList<GrokkingPoint> Points)
{
    /// <summary>A run; those of one replicate share what is random as far as their settings allow.</summary>
    public static GrokkingRun Of(Replicate replicate, GrokkingSettings settings)
    {
        var stream = replicate.Stream.Substream("grokking");
        var sample = XorClusterSample.Reduced(settings.Clusters, stream.Substream("sample"));
        var weights = settings.InitialScale * stream.Substream("weights").NormalMatrix(settings.Width, 2 + sample.Noise.ColumnCount);
        Grokking end = new(settings, sample, weights);
        for (var step = 0; step < settings.Steps; step++) end.Step();
        return new(settings, sample, end, Grokking.Run(settings, stream));
    }

    /// <summary>The test accuracy at the end.</summary>
    public double TestAccuracy => Points[^1].TestAccuracy;

    /// <summary>The mean loss of the training examples at the end.</summary>
    public double Loss => Points[^1].Loss;

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
}
