using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.RichRegime;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Reproducibility;

/// <summary>The experiments of the rich regime, small, as numbers whose bits must not depend on the machine.</summary>
public static class RichRegimeFingerprints
{
    public static IEnumerable<(string Name, Func<IEnumerable<double>> Values)> All =>
    [
        ("tune", () =>
            Grokking.Run(
                new() { Clusters = new() { Dimension = 60, MeanNorm = 10, TrainingSizes = [4, 4, 4, 4], Flips = 1, TestSize = 3 },
                    Width = 10, Steps = 3 }, Stream)
            .SelectMany(point => point.SignalWeights.Enumerate().Append(point.TestAccuracy).Append(point.OwnGrowth))),
        ("maximise", () => MarginMaximisation.Run(new() { Hidden = [5, 4], Power = 1, Steps = 40 }, Stream).Points.SelectMany(Entries)),
        ("maximise, stochastic", () =>
            MarginMaximisation.Run(new() { Batch = 4, Step = .05, Steps = 40 }, Stream).Points.SelectMany(Entries)),
        ("find", () => Entries(XorParity.Train(new() { Dimension = 10, Width = 8, Steps = 12, TestCount = 20 }, Stream))),
        ("find, by the kernel", () =>
            [XorParity.KernelTestError(new() { Dimension = 10, ExamplesPerDimension = 4, TestCount = 50 }, 1e-6, Stream)]),
        ("feature change", () => [FeatureChange.Relative(Parameterization.MaximalUpdate, 16, .1, Stream)]),
        ("diagonal network", () =>
            [.. new DiagonalLinearNetwork(.1).Limit(Wide, Targets), .. new DiagonalLinearNetwork(.1).Descend(Wide, Targets, .1, 20)[^1]]),
        ("exponential loss", () => Entries(ExponentialLossFlow.Follow(Separable, Vector<double>.Build.Dense(2), 5)[^1])),
        ("shortest solution", () => MinimumNorm.LeastSquares(Wide, Targets)),
        ("chi-square numbers", () => [ChiSquare.Next(Stream, 1), ChiSquare.Next(Stream, 2), ChiSquare.Next(Stream, 9998)]),
    ];

    static Matrix<double> Wide => Stream.NormalMatrix(2, 5);

    static Matrix<double> Separable => Stream.NormalMatrix(4, 2).PointwiseAbs();

    static Vector<double> Targets => Vector<double>.Build.Dense([1, -2]);

    static RandomStream Stream => RandomStream.FromSeed(7);

    static IEnumerable<double> Entries(MarginPoint point) =>
        [point.Time, point.LogLoss, point.Norm, point.Margin, point.Stationarity, point.Complementarity, point.Turn];

    static IEnumerable<double> Entries(ExponentialLossMoment moment) =>
        [moment.LogTime, .. moment.Weights, moment.LogLoss, Margin.Of(Separable, moment.Weights)];

    static IEnumerable<double> Entries(XorParityResult result) =>
        [result.TestError, .. result.SignalEnergy, .. result.SignalWeight, .. result.NoiseWeight, .. result.PredictedSignalWeight];
}
