using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>
/// A ReLU neuron can give a factor from its incoming to its outgoing weight: what it conserves is the difference of their squares.
/// </summary>
[Chapter("Training dynamics")]
public sealed class NeuronBalanceLaws : ISubjectsOf<NeuronBalanceLaws.Neurons>
{
    const double Rate = .05;

    /// <summary>One hidden ReLU layer with biases and one output on five examples, and some steps of gradient descent.</summary>
    public sealed record Neurons(int Width, int Inputs, int Steps, int Seed)
    {
        public const int Examples = 5;

        Network Network => new(new(Shape.Vector(Inputs), new Dense(Width, 2, 1), new Activated(Activations.Relu), new Dense(1)));

        Matrix<double> X => Stream.Substream("inputs").NormalMatrix(Examples, Inputs);

        Matrix<double> Y => Stream.Substream("targets").NormalMatrix(Examples, 1);

        RandomStream Stream => RandomStream.FromSeed((ulong)Seed);

        Objective Objective => Objective.Mean(Network, Loss.Squared, X, Y);

        /// <summary>θ from the start on, with a learning rate of its own for the last layer.</summary>
        public IReadOnlyList<Vector<double>> Path(double ofTheLast)
        {
            var (objective, last) = (Objective, Network.Blocks[^1].Offset);
            List<Vector<double>> path = [Network.DrawParameters(Stream.Substream("theta"))];
            for (var step = 0; step < Steps; step++)
                path.Add(path[^1] - objective.Gradient(path[^1]).MapIndexed((i, g) => (i < last ? Rate : ofTheLast) * g));
            return path;
        }

        /// <summary>The gradients of all steps of the same length.</summary>
        public IEnumerable<Vector<double>> Gradients => Path(Rate).SkipLast(1).Select(theta => Objective.Gradient(theta));

        /// <summary>a² − |w|² − b² of each neuron.</summary>
        public Vector<double> Balances(Vector<double> vector, double bias)
        {
            var (weights, biases, last) = (Network.Blocks[0], Network.Blocks[1], Network.Blocks[2]);
            return Vector<double>.Build.Dense(last.Count, j =>
            {
                var incoming = vector.SubVector(weights.Offset + j * weights.Rows, weights.Rows);
                var (b, a) = (vector[biases.Offset + j], vector[last.Offset + j]);
                return a * a - incoming * incoming - bias * b * b;
            });
        }

        /// <summary>Σ_t |θ|, squares of θ and η g neuron by neuron, and η |θ| times the gradient of norms: |f| ≤ x |θ|² / 2.</summary>
        public double AddedUp
        {
            get
            {
                var (x, y) = (Math.Sqrt((2 * Math.Pow(X.FrobeniusNorm(), 2) / Inputs + Examples) / Width), Y.FrobeniusNorm());
                return Path(Rate).Zip(Gradients, (theta, gradient) => Squares(theta.PointwiseAbs() + Rate * gradient.PointwiseAbs())
                    + Rate * theta.L2Norm() * x * theta.L2Norm() * (x * theta * theta / 2 + y) / Examples).Sum();
            }
        }

        /// <summary>The norm of a² + |w|² + b² over neurons: the balances, with twice those of the incoming weights taken off.</summary>
        double Squares(Vector<double> vector) =>
            (Balances(vector, 1) - 2 * Balances(vector.MapIndexed((i, v) => i < Network.Blocks[^1].Offset ? v : 0), 1)).L2Norm();
    }

    public Subjects<Neurons> Subjects => new(
        from width in Gen.Choose(1, 8)
        from inputs in Gen.Choose(1, 4)
        from steps in Gen.Choose(1, 6)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Neurons(width, inputs, steps, seed),
        at => [.. Simpler.Count(at.Width, 1).Select(width => at with { Width = width }),
            .. Simpler.Count(at.Steps, 1).Select(steps => at with { Steps = steps })],
        at => [Trait.Of("neurons", at.Width), Trait.Of("D", at.Inputs), Trait.Of("steps", at.Steps)]);

    [Law("N5b", LawKind.Identity,
        @"\Delta (a_j^2 - |w_j|^2 - b_j^2) = "
            + @"\eta^2 \sum_t \left( (\partial_{a_j} L)^2 - |\partial_{w_j} L|^2 - (\partial_{b_j} L)^2 \right)",
        Source = "Du, Hu and Lee 2018",
        Given = "ReLU neurons with biases and one output, gradient descent with one learning rate; of second order in η, so the flow "
            + "conserves the left side, neuron by neuron", Within = nameof(Added))]
    public Measurement Every_neuron_keeps_its_balance_to_second_order(Neurons at) => KeepsItsBalance(at, Rate, 1);

    [Mistake(nameof(Every_neuron_keeps_its_balance_to_second_order), "the bias left out of what comes in")]
    public Measurement Without_its_bias_it_does_not(Neurons at) => KeepsItsBalance(at, Rate, 0);

    [HypothesisDropped(nameof(Every_neuron_keeps_its_balance_to_second_order), "a learning rate one percent larger in the last layer")]
    public Measurement With_unequal_rates_it_does_not(Neurons at) => KeepsItsBalance(at, 1.01 * Rate, 1);

    static Rule Added => Roundoff.Within(Gamma(4 * (D + N) + T + 16) * AddedUp)
        .Because("each step keeps the balance but for its own roundings");

    static Quantity<Neurons> T => new("steps", at => at.Steps);

    static Quantity<Neurons> D => new("D", at => at.Inputs);

    static Quantity<Neurons> N => new("N", _ => Neurons.Examples);

    static Quantity<Neurons> AddedUp => new("Σ_t |(|θ_j| + η|g_j|)²| + η|θ| × what a gradient adds up", at => at.AddedUp);

    static Measurement KeepsItsBalance(Neurons at, double ofTheLast, double bias)
    {
        var path = at.Path(ofTheLast);
        return Measure.Distance("Δ(a² − |w|² − b²)", at.Balances(path[^1], bias) - at.Balances(path[0], bias), "η² Σ (∂a² − |∂w|² − ∂b²)",
            Rate * Rate * at.Gradients.Select(gradient => at.Balances(gradient, 1)).Aggregate((sum, balances) => sum + balances));
    }
}
