using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>A ReLU neuron can give a factor from its incoming to its outgoing weight: what it conserves is the difference of their squares.</summary>
[Chapter("Training dynamics")]
public sealed class NeuronBalanceLaws : ISubjectsOf<NeuronBalanceLaws.Neurons>
{
    const int Examples = 5;
    const double Rate = .05;

    /// <summary>One hidden ReLU layer with biases, one output, some steps of gradient descent.</summary>
    public sealed record Neurons(int Width, int Inputs, int Steps, int Seed);

    public Subjects<Neurons> Subjects => new(
        from width in Gen.Choose(1, 8)
        from inputs in Gen.Choose(1, 4)
        from steps in Gen.Choose(1, 6)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Neurons(width, inputs, steps, seed),
        at => [.. Simpler.Count(at.Width, 1).Select(width => at with { Width = width }), .. Simpler.Count(at.Steps, 1).Select(steps => at with { Steps = steps })],
        at => [Trait.Of("neurons", at.Width), Trait.Of("D", at.Inputs), Trait.Of("steps", at.Steps)]);

    [Law("N5b", LawKind.Identity, @"\Delta (a_j^2 - |w_j|^2 - b_j^2) = \eta^2 \sum_t \left( (\partial_{a_j} L)^2 - |\partial_{w_j} L|^2 - (\partial_{b_j} L)^2 \right)", Source = "Du, Hu and Lee 2018",
        Given = "ReLU neurons with biases and one output, gradient descent; of second order in η, so the flow conserves the left side, neuron by neuron", Within = "roundoff: " + Added)]
    public Measurement Every_neuron_keeps_its_balance_to_second_order(Neurons at) => KeepsItsBalance(at, 1, 1);

    [Mistake(nameof(Every_neuron_keeps_its_balance_to_second_order), "the bias left out of what comes in")]
    public Measurement Without_its_bias_it_does_not(Neurons at) => KeepsItsBalance(at, 1, 0);

    [Mistake(nameof(Every_neuron_keeps_its_balance_to_second_order), "half the learning rate in the last layer")]
    public Measurement With_unequal_rates_it_does_not(Neurons at) => KeepsItsBalance(at, .5, 1);

    const string Added = "γ(steps × (4 (D + N) + 16)) × Σ_t (|θ_t| + η |g_t|)² + η |θ_t| × what the gradient adds up";

    static Measurement KeepsItsBalance(Neurons at, double lastRate, double bias)
    {
        var stream = RandomStream.FromSeed((ulong)at.Seed);
        var network = new Network(new(Shape.Vector(at.Inputs), new Dense(at.Width, 2, 1), new Activated(Activations.Relu), new Dense(1)));
        var (inputs, targets) = (stream.Substream("inputs").NormalMatrix(Examples, at.Inputs), stream.Substream("targets").NormalMatrix(Examples, 1));
        var objective = Objective.Mean(network, Loss.Squared, inputs, targets);
        var (theta, second, magnitude) = (network.Draw(stream.Substream("theta")), Vector<double>.Build.Dense(at.Width), 0.0);
        var (own, start) = (theta, Balances(network, theta, bias));
        for (var step = 0; step < at.Steps; step++)
        {
            second += Rate * Rate * Balances(network, objective.Gradient(theta), 1);
            theta -= Rate * objective.Gradient(theta);
            var gradient = objective.Gradient(own);
            var addedUp = inputs.FrobeniusNorm() * own.L2Norm() * (inputs.FrobeniusNorm() * own * own + targets.FrobeniusNorm());
            magnitude += Math.Pow(own.L2Norm() + Rate * gradient.L2Norm(), 2) + Rate * own.L2Norm() * addedUp;
            own -= Rate * Vector<double>.Build.Dense(own.Count, i => i < network.Blocks[^1].Offset ? gradient[i] : lastRate * gradient[i]);
        }

        return Closed(network, start, Balances(network, own, bias)) ? Measurement.NoCase("a neuron that is closed everywhere does not move")
            : Measure.Distance("Δ(a² − |w|² − b²)", Balances(network, own, bias) - start, "η² Σ (∂a² − |∂w|² − ∂b²)", second)
                .Within(LegacyRoundoff.Of(at.Steps * (4 * (at.Inputs + Examples) + 16), magnitude, Added));
    }

    static bool Closed(Network network, Vector<double> before, Vector<double> after) => network.ParameterCount > 0 && (after - before).L2Norm() == 0;

    static Vector<double> Balances(Network network, Vector<double> vector, double bias)
    {
        var (weights, biases, last) = (network.Blocks[0], network.Blocks[1], network.Blocks[2]);
        return Vector<double>.Build.Dense(last.Count, j =>
        {
            var incoming = vector.SubVector(weights.Offset + j * weights.Rows, weights.Rows);
            var (b, a) = (vector[biases.Offset + j], vector[last.Offset + j]);
            return a * a - incoming * incoming - bias * b * b;
        });
    }
}
