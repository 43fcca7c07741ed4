using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>Inputs with labels, and a point in the parameters of softmax regression on them.</summary>
public sealed class LabelledRegression(Matrix<double> inputs, int classes, Vector<double> theta, int firstLabel)
{
    public int Examples => inputs.RowCount;

    public int Classes => classes;

    /// <summary>The generic machinery, at the point.</summary>
    public AtPoint<SoftmaxRegression> At { get; } = new(new(inputs, classes), theta, theta);

    /// <summary>One class after another, from the first on.</summary>
    public int[] Labels { get; } = [.. Enumerable.Range(firstLabel, inputs.RowCount).Select(i => i % classes)];

    /// <summary>The closed form on all examples.</summary>
    public SoftmaxRegressionPoint ClosedForm => new SoftmaxRegressionLoss(inputs, Labels, classes).At(theta);

    /// <summary>The closed form on one example alone.</summary>
    public SoftmaxRegressionPoint ClosedFormOf(int example) =>
        new SoftmaxRegressionLoss(inputs.SubMatrix(example, 1, 0, inputs.ColumnCount), [Labels[example]], classes).At(theta);

    /// <summary>The inputs of an example with a 1 for the bias.</summary>
    public Vector<double> WithBias(int example) => Vector<double>.Build.Dense([.. inputs.Row(example), 1]);

    /// <summary>The class probabilities of an example.</summary>
    public Vector<double> Probabilities(int example) => Softmax.Probabilities(Weights * WithBias(example));

    /// <summary>The largest sum of the absolute values of what is added up in a logit.</summary>
    public double LargestLogit => Enumerable.Range(0, Examples).Max(i => (Weights.PointwiseAbs() * WithBias(i).PointwiseAbs()).Maximum());

    /// <summary>A row for each class: its weights and its bias.</summary>
    Matrix<double> Weights => Matrix<double>.Build.DenseOfRowMajor(classes, inputs.ColumnCount + 1, theta);

    public IEnumerable<LabelledRegression> Simpler =>
    [
        .. Laws.Simpler.Count(Examples, floor: 1).Select(n => new LabelledRegression(inputs.SubMatrix(0, n, 0, inputs.ColumnCount), classes, theta, firstLabel)),
        .. Laws.Simpler.Vector(theta).Select(simpler => new LabelledRegression(inputs, classes, simpler, firstLabel)),
    ];

    public IEnumerable<Trait> Traits => [Trait.Of("N", Examples), Trait.Of("D", inputs.ColumnCount), Trait.Of("K", Classes), Trait.Of("|θ|", theta.L2Norm())];

    public override string ToString() => $"{At.Model} at θ = ({string.Join(", ", theta.Take(6))}{(theta.Count > 6 ? ", …" : "")}), labels {string.Join(", ", Labels)}";
}
