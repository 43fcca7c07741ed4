using Dynamics.Data;
using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Reproducibility;

/// <summary>
/// The experiments behind the figures of information geometry, small, as numbers whose bits must not depend on the machine.
/// </summary>
public static class ExperimentFingerprints
{
    public static IEnumerable<(string Name, Func<IEnumerable<double>> Values)> All =>
    [
        ("two charts", () => Entries(TwoCharts.Run(new()
        {
            PathDuration = .5, NaturalPathSteps = 5, PlainPathSteps = 20, NaturalSteps = [8, 16], PlainSteps = [64, 128],
        }))),
        ("Fisher ellipses", () =>
            FisherEllipses.Run(new(new Reparameterised(new Categorical(3), new LogOddsChart(2)), [(.2, .5)], .3) { Directions = 6 })
            .Ellipses.SelectMany(ellipse => ellipse.Ellipse.Concat(ellipse.DivergenceBall))
                .SelectMany(point => new[] { point.X, point.Y })),
        ("Gaussian half-plane", () => Entries(GaussianHalfPlane.Run(new() { Points = 8, FlowSteps = 20 }))),
        ("image classification", () => Entries(ImageClassification.Run(new(Images(4), Images(5))
        {
            GradientSteps = [.5], GradientStepCount = 10, Dampings = [.01], NaturalStepCount = 2,
        }))),
        ("softmax regression in closed form", () => Entries(new SoftmaxRegressionLoss(Images(3).Pixels, [0, 1, 2], 3)
            .At(Vector<double>.Build.Dense(51, i => .05 * i - 1)))),
    ];

    static IEnumerable<double> Entries(TwoChartsResult result) =>
    [
        .. result.Paths.SelectMany(path => path.Points).SelectMany(point => new[] { point.X, point.Y, point.P, point.Q }),
        .. result.Distances.Select(distance => distance.Distance),
        result.SlopeOf(GradientMethod.Natural),
    ];

    static IEnumerable<double> Entries(GaussianHalfPlaneResult result) =>
        result.Geodesics.Concat(result.Balls).Concat(result.Descents.SelectMany(way => new[] { way.Forward, way.Reverse, way.Geodesic }))
            .SelectMany(curve => curve.Points.SelectMany(point => new[] { point.Mean, point.Scale }).Append(curve.Length));

    static IEnumerable<double> Entries(ImageClassificationResult result) => result.Plain.Concat(result.Natural)
        .SelectMany(run => run.Points).SelectMany(point => new[] { point.Work, point.Loss, point.TrainingError, point.TestError });

    static IEnumerable<double> Entries(SoftmaxRegressionPoint at) =>
        [at.Loss, at.ErrorRate, .. at.Gradient(), .. at.FisherInformation().Enumerate()];

    /// <summary>Averaged to 4 x 4.</summary>
    static LabelledImages Images(int count) => LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, count).AveragePooled(7);
}
