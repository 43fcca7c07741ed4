using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>
/// A symmetry of the loss is a law of conservation for gradient descent, and none for an optimiser that looks at each coordinate alone.
/// </summary>
[Chapter("Training dynamics")]
public sealed class SymmetryLaws : ISubjectsOf<SymmetryLaws.Classifier>
{
    const int Examples = 6;
    const double Rate = .1;

    /// <summary>A tanh network with one hidden layer and some classes.</summary>
    public sealed record Classifier(int Inputs, int Width, int Classes, int Seed)
    {
        public Network Network => new(new(Shape.Vector(Inputs), new Dense(Width), new Activated(Activations.Tanh), new Dense(Classes)));

        public Vector<double> Theta => Network.DrawParameters(Stream.Substream("theta"));

        public Matrix<double> X => Stream.Substream("inputs").NormalMatrix(Examples, Inputs);

        public Matrix<double> Rotation => Stream.Substream("rotation").NormalMatrix(Inputs, Inputs).QR().Q;

        /// <summary>θ after one step on the mean loss.</summary>
        public Vector<double> Trained(Loss loss, Optimiser optimiser, Matrix<double> inputs, Vector<double> start)
        {
            var targets = Matrix<double>.Build.Dense(Examples, Classes, (i, k) => i % Classes == k ? 1 : 0);
            var run = new TrainingRun(new FullBatch(Objective.Mean(Network, loss, inputs, targets)), optimiser, start);
            run.Run(1);
            return run.Parameters;
        }

        /// <summary>θ with Qᵀ W_1 for W_1.</summary>
        public Vector<double> Turned(Vector<double> theta)
        {
            var (turned, first) = (theta.Clone(), Network.Blocks[0]);
            turned.SetSubVector(first.Offset, first.Count,
                Vector<double>.Build.DenseOfArray(Rotation.TransposeThisAndMultiply(Layer(theta, first)).ToColumnMajorArray()));
            return turned;
        }

        public string NameOf(int parameter)
        {
            var block = Network.Blocks.Last(block => block.Offset <= parameter);
            return $"{block.Name}[{parameter - block.Offset}]";
        }

        RandomStream Stream => RandomStream.FromSeed((ulong)Seed);
    }

    public Subjects<Classifier> Subjects => new(
        from inputs in Gen.Choose(2, 4)
        from width in Gen.Choose(1, 6)
        from classes in Gen.Choose(2, 5)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Classifier(inputs, width, classes, seed),
        at => [.. Simpler.Count(at.Width, 1).Select(width => at with { Width = width }),
            .. Simpler.Count(at.Classes, 2).Select(classes => at with { Classes = classes })],
        at => [Trait.Of("D", at.Inputs), Trait.Of("width", at.Width), Trait.Of("classes", at.Classes)]);

    [Law("N17a", LawKind.Identity, @"\sum_k W'_{jk} = \sum_k W_{jk}", Source = "Kunin et al. 2021",
        Given = "softmax cross-entropy, whose outputs may all be shifted alike; the last layer's weights, summed over the classes; one "
            + "step of gradient descent", Within = nameof(Shifts))]
    public Measurement Softmax_shift_symmetry_conserves_the_class_sums_of_the_last_layer(Classifier at) =>
        KeepsTheSums(at, Loss.SoftmaxCrossEntropy, new GradientDescent(Rate));

    [HypothesisDropped(nameof(Softmax_shift_symmetry_conserves_the_class_sums_of_the_last_layer), "the squared loss")]
    public Measurement With_the_squared_loss_it_moves(Classifier at) => KeepsTheSums(at, Loss.Squared, new GradientDescent(Rate));

    [HypothesisDropped(nameof(Softmax_shift_symmetry_conserves_the_class_sums_of_the_last_layer), "Adam for gradient descent")]
    public Measurement With_Adam_it_moves(Classifier at) => KeepsTheSums(at, Loss.SoftmaxCrossEntropy, new Adam(Rate));

    [Law("N17b", LawKind.Identity, @"\theta'(X Q, Q^\top W_1) = Q^\top \theta'(X, W_1)", Source = "Li, Zhang and Arora 2021",
        Given = "a dense first layer; Q a rotation of the inputs; one step of gradient descent; Qᵀ turns the first layer's weights, and "
            + "all parameters are compared", Within = nameof(Rotations))]
    public Measurement Gradient_descent_is_equivariant_to_rotations_of_the_inputs(Classifier at) =>
        RotatesWithTheInputs(at, new GradientDescent(Rate));

    [HypothesisDropped(nameof(Gradient_descent_is_equivariant_to_rotations_of_the_inputs),
        "Adam for gradient descent, on both sides", Spoils = Spoiled.Both)]
    public Measurement Adam_sees_how_the_inputs_are_rotated(Classifier at) => RotatesWithTheInputs(at, new Adam(Rate));

    static Rule Shifts => Roundoff.Within(Gamma(N + Classes + 16) * Sqrt(Classes) * (Last + Rate * Sqrt(Width)))
        .Because("the shares of an example add up to 1, and its targets too");

    static Rule Rotations =>
        Roundoff.Within(Gamma(8 * D * Sqrt(D) + 2 * N + 4 * Width + 16) * (Theta + Rate * Slope * (1 + Before * (1 + After))))
        .Because("no derivative of the loss is above √2 / N, of tanh above 1; what rounds before the tanh moves outputs by |W_2|/√width "
            + "times that");

    static Quantity<Classifier> D => new("D", at => at.Inputs);

    static Quantity<Classifier> Width => new("width", at => at.Width);

    static Quantity<Classifier> Classes => new("classes", at => at.Classes);

    static Quantity<Classifier> Theta => new("|θ|", at => at.Theta.L2Norm());

    static Quantity<Classifier> Last => new("|W_2|", at => Layer(at.Theta, at.Network.Blocks[^1]).FrobeniusNorm());

    static Quantity<Classifier> X => new("|X|", at => at.X.FrobeniusNorm());

    static Quantity<Classifier> Before =>
        X * new Quantity<Classifier>("|W_1|", at => Layer(at.Theta, at.Network.Blocks[0]).FrobeniusNorm()) / Sqrt(D);

    static Quantity<Classifier> After => Last / Sqrt(Width);

    static Quantity<Classifier> Slope => Sqrt(2 / N) * (Sqrt(N) + X * After / Sqrt(D));

    static Quantity<Classifier> N => new("N", _ => Examples);

    static Measurement KeepsTheSums(Classifier at, Loss loss, Optimiser optimiser)
    {
        var last = at.Network.Blocks[^1];
        return Measure.Distance("Σ_k W'", Layer(at.Trained(loss, optimiser, at.X, at.Theta), last).RowSums(),
            "Σ_k W", Layer(at.Theta, last).RowSums());
    }

    static Measurement RotatesWithTheInputs(Classifier at, Optimiser optimiser) => Measure.Distance(
        "θ'(X Q)", at.Trained(Loss.SoftmaxCrossEntropy, optimiser, at.X * at.Rotation, at.Turned(at.Theta)),
        "Qᵀ θ'(X)", at.Turned(at.Trained(Loss.SoftmaxCrossEntropy, optimiser, at.X, at.Theta))).Naming(at.NameOf);

    static Matrix<double> Layer(Vector<double> theta, ParameterBlock block) =>
        Matrix<double>.Build.Dense(block.Rows, block.Columns, theta.SubVector(block.Offset, block.Count).ToArray());
}
