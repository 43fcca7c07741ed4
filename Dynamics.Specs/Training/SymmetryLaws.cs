using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>A symmetry of the loss is a law of conservation for gradient descent, and none for an optimiser that looks at each coordinate alone.</summary>
[Chapter("Training dynamics")]
public sealed class SymmetryLaws : ISubjectsOf<SymmetryLaws.Classifier>
{
    const int Examples = 6;
    const double Rate = .1;

    /// <summary>A tanh network with one hidden layer and some classes.</summary>
    public sealed record Classifier(int Inputs, int Width, int Classes, int Seed)
    {
        public Network Network => new(new(Shape.Vector(Inputs), new Dense(Width), new Activated(Activations.Tanh), new Dense(Classes)));

        public Vector<double> Theta => Network.Draw(Stream.Substream("theta"));

        public Matrix<double> X => Stream.Substream("inputs").NormalMatrix(Examples, Inputs);

        public Matrix<double> Rotation => Stream.Substream("rotation").NormalMatrix(Inputs, Inputs).QR().Q;

        public Objective Objective(Loss loss, Matrix<double> inputs) =>
            Dynamics.Networks.Objective.Mean(Network, loss, inputs, Matrix<double>.Build.Dense(Examples, Classes, (i, k) => i % Classes == k ? 1 : 0));

        RandomStream Stream => RandomStream.FromSeed((ulong)Seed);
    }

    public Subjects<Classifier> Subjects => new(
        from inputs in Gen.Choose(2, 4)
        from width in Gen.Choose(1, 6)
        from classes in Gen.Choose(2, 5)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Classifier(inputs, width, classes, seed),
        at => [.. Simpler.Count(at.Width, 1).Select(width => at with { Width = width }), .. Simpler.Count(at.Classes, 2).Select(classes => at with { Classes = classes })],
        at => [Trait.Of("D", at.Inputs), Trait.Of("width", at.Width), Trait.Of("classes", at.Classes)]);

    [Law("N17a", LawKind.Identity, @"\sum_k W'_{jk} = \sum_k W_{jk}", Source = "Kunin et al. 2021",
        Given = "softmax cross-entropy, whose outputs may all be shifted alike; the last layer's weights, summed over the classes; one step of gradient descent", Within = "roundoff: " + Shifted)]
    public Measurement What_all_classes_share_stays_where_it_is(Classifier at) => KeepsTheSums(at, Loss.SoftmaxCrossEntropy, new GradientDescent(Rate));

    [Mistake(nameof(What_all_classes_share_stays_where_it_is), "the squared loss")]
    public Measurement With_the_squared_loss_it_moves(Classifier at) => KeepsTheSums(at, Loss.Squared, new GradientDescent(Rate));

    [Mistake(nameof(What_all_classes_share_stays_where_it_is), "Adam for gradient descent")]
    public Measurement With_Adam_it_moves(Classifier at) => at.Classes == 2 ? Measurement.NoCase("of two classes the gradients are opposite, and so are Adam's steps") : KeepsTheSums(at, Loss.SoftmaxCrossEntropy, new Adam(Rate));

    [Law("N17b", LawKind.Identity, @"\theta'(X Q, Q^\top W_1) = Q^\top \theta'(X, W_1)", Source = "Li, Zhang and Arora 2021",
        Given = "a dense first layer; Q a rotation of the inputs; one step of gradient descent; compared in the first layer's weights", Within = "roundoff: " + Rotated)]
    public Measurement Training_does_not_see_how_the_inputs_are_rotated(Classifier at) => RotatesWithTheInputs(at, new GradientDescent(Rate));

    [Mistake(nameof(Training_does_not_see_how_the_inputs_are_rotated), "Adam for gradient descent")]
    public Measurement With_Adam_it_sees(Classifier at) => RotatesWithTheInputs(at, new Adam(Rate));

    const string Shifted = "γ(N + classes + 16) × (|W| + η |h|) √classes: the shares of an example add up to 1, and its targets too";
    const string Rotated = "γ(4 D + 2 N + 8 width + 32) × D × (|W_1| + η |X| |W_2|): no derivative of the loss is above 1 / N, of tanh above 1";

    static Measurement KeepsTheSums(Classifier at, Loss loss, Optimiser optimiser)
    {
        var last = at.Network.Blocks[^1];
        var hidden = Math.Sqrt(last.Rows);
        return Measure.Distance("Σ_k W'", Sums(Trained(at.Objective(loss, at.X), optimiser, at.Theta), last), "Σ_k W", Sums(at.Theta, last))
            .Within(LegacyRoundoff.Of(Examples + at.Classes + 16, (at.Theta.SubVector(last.Offset, last.Count).L2Norm() + Rate * hidden) * Math.Sqrt(at.Classes), Shifted));
    }

    static Measurement RotatesWithTheInputs(Classifier at, Optimiser optimiser)
    {
        var (first, q) = (at.Network.Blocks[0], at.Rotation);
        var turned = at.Theta.Clone();
        turned.SetSubVector(first.Offset, first.Count, Flat(q.TransposeThisAndMultiply(Layer(at.Theta, first))));
        var rotated = Layer(Trained(at.Objective(Loss.SoftmaxCrossEntropy, at.X * q), optimiser, turned), first);
        var plain = q.TransposeThisAndMultiply(Layer(Trained(at.Objective(Loss.SoftmaxCrossEntropy, at.X), new GradientDescent(Rate), at.Theta), first));
        var size = Layer(at.Theta, first).FrobeniusNorm() + Rate * at.X.FrobeniusNorm() * at.Theta.SubVector(at.Network.Blocks[^1].Offset, at.Network.Blocks[^1].Count).L2Norm();
        return Measure.Distance("θ'(X Q)", rotated, "Qᵀ θ'(X)", plain).Within(LegacyRoundoff.Of(4 * at.Inputs + 2 * Examples + 8 * at.Width + 32, at.Inputs * size, Rotated));
    }

    static Vector<double> Trained(Objective objective, Optimiser optimiser, Vector<double> theta)
    {
        var run = new TrainingRun(new FullBatch(objective), optimiser, theta);
        run.Run(1);
        return run.Parameters;
    }

    static Vector<double> Sums(Vector<double> theta, ParameterBlock block) => Layer(theta, block).RowSums();

    static Matrix<double> Layer(Vector<double> theta, ParameterBlock block) => Matrix<double>.Build.Dense(block.Rows, block.Columns, theta.SubVector(block.Offset, block.Count).ToArray());

    static Vector<double> Flat(Matrix<double> layer) => Vector<double>.Build.DenseOfArray(layer.ToColumnMajorArray());
}
