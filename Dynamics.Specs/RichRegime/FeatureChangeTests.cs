using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.RichRegime;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.RichRegime;

public class FeatureChangeTests
{
    /// <summary>By the training loop, and pre-activations neuron by neuron.</summary>
    [Test]
    public void It_is_the_relative_change_of_the_pre_activations([Values(1, 5)] int width)
    {
        const double rate = .05;

        var network =
            new Network(new(Shape.Vector(2), new Dense(width), new Activated(Activations.Tanh), new Dense(1)), Parameterization.Ntk);
        double[] angles = [.. Enumerable.Range(0, 8).Select(i => Math.PI * (i + .5) / 8)];
        var inputs = Matrix<double>.Build.Dense(8, 2, (i, k) => k == 0 ? Math.Cos(angles[i]) : Math.Sin(angles[i]));
        var targets = Matrix<double>.Build.Dense(8, 1, (i, _) => Math.Sin(2 * angles[i]) + .5 * Math.Cos(3 * angles[i]));
        var start = network.DrawParameters(RandomStream.FromSeed(4));
        var objective = Objective.Sum(network, Loss.Squared, inputs, targets);
        var theta = start;
        for (var step = 0; step < 8; step++) theta -= rate * objective.Gradient(theta);
        var (change, size) = (0.0, 0.0);
        for (var neuron = 0; neuron < width; neuron++)
        {
            foreach (var angle in angles)
            {
                var (before, after) = (PreActivation(start, neuron, angle), PreActivation(theta, neuron, angle));
                change += Math.Pow(after - before, 2);
                size += Math.Pow(before, 2);
            }
        }

        var points = FeatureChange.Follow(Parameterization.Ntk, width, rate, 8, RandomStream.FromSeed(4));
        Assert.That(points, Has.Count.EqualTo(9));
        Assert.That(points[^1].Change, Is.EqualTo(Math.Sqrt(change / size)).Within(1e-12));
        Assert.That(points[0].Change, Is.Zero);
        Assert.That(points[^1].Loss, Is.EqualTo(objective.Value(theta)).Within(1e-12));
        Assert.That(points[0].Loss, Is.EqualTo(objective.Value(start)).Within(1e-12));
        Assert.That(FeatureChange.Relative(Parameterization.Ntk, width, rate, RandomStream.FromSeed(4)), Is.EqualTo(points[^1].Change));

        static double PreActivation(Vector<double> theta, int neuron, double angle) =>
            theta[2 * neuron] * Math.Cos(angle) + theta[2 * neuron + 1] * Math.Sin(angle);
    }
}
