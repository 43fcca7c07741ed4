using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.RichRegime;

/// <summary>The labels of XOR, which are seen through losses and errors alone, against their definitions.</summary>
public sealed class XorLabelTests
{
    const double UnitRoundoff = 1.1102230246251565e-16;

    [Property(Cases = 40)]
    public void A_direction_has_the_sign_of_the_product_of_its_first_two_coordinates(Seed seed)
    {
        var settings = new MarginSettings { Hidden = [3], InitialScale = 1, Steps = 1, Points = 1 };
        var start = MarginMaximisation.Run(settings, seed.Open()).Points[0];

        var examples = seed.Open().Substream("examples");
        var directions = Enumerable.Repeat(0, int.MaxValue).Select(_ => examples.NormalVector(settings.Dimension).Normalize(2))
            .Where(x => Math.Abs(x[0] * x[1]) > settings.Gap).Take(settings.Examples).ToArray();
        var network = new HomogeneousNetwork(settings.Dimension, settings.Hidden, settings.Power);
        var outputs = network.Pass(
            seed.Open().Substream("weights").NormalVector(network.ParameterCount)
                .ToArray(), Matrix<double>.Build.DenseOfRowVectors(directions), outputs => outputs).Outputs;
        var labels = directions.Select(x => Math.Sign(x[0] * x[1])).ToArray();
        var logLoss = Elementary.Log(labels.Zip(outputs).Sum(pair => Elementary.Exp(-pair.First * pair.Second)));
        Assert.That(start.LogLoss, Is.EqualTo(logLoss).Within(64 * UnitRoundoff * (1 + outputs.Max(Math.Abs))));
    }

    /// <summary>After no step, the errors are those of the network as it was drawn.</summary>
    [Property(Cases = 20)]
    public void A_corner_of_the_cube_has_the_sign_of_minus_the_product_of_its_first_two_coordinates(Seed seed)
    {
        var settings = new XorParitySettings { Dimension = 6, ExamplesPerDimension = 10, Width = 6, Steps = 0, TestCount = 90 };
        var result = XorParity.Train(settings, seed.Open());
        var network = new ParityNetwork(settings, seed.Open().Substream("weights"));
        Assert.That(result.TrainingError, Is.EqualTo(Error("training", settings.TrainingCount)));
        Assert.That(result.TestError, Is.EqualTo(Error("test", settings.TestCount)));

        double Error(string name, int count)
        {
            var stream = seed.Open().Substream(name);
            var corners = Matrix<double>.Build.DenseOfRows(count, settings.Dimension,
                Enumerable.Range(0, count).Select(_ =>
                    Enumerable.Range(0, settings.Dimension).Select(_ => stream.NextUInt64() >> 63 == 0 ? 1.0 : -1).ToArray()).ToArray());
            var labels = corners.EnumerateRows().Select(x => -x[0] * x[1]).ToArray();
            Assert.That(labels.Distinct(), Is.EquivalentTo(new[] { 1.0, -1 }), "both classes occur");
            return network.Outputs(corners).Zip(labels).Count(pair => !(pair.First * pair.Second > 0)) / (double)count;
        }
    }
}
