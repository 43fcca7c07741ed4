using Dynamics.Geometry;
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

    /// <summary>Each example with its label, all equally likely.</summary>
    public ExpectationRule LabelsAsRule =>
        new([.. Labels.Select((label, i) => (double[])[i, label])], [.. Labels.Select(_ => 1.0 / Examples)]);

    public IEnumerable<LabelledRegression> Simpler =>
    [
        .. Laws.Simpler.Count(Examples, floor: 1)
            .Select(n => new LabelledRegression(inputs.SubMatrix(0, n, 0, inputs.ColumnCount), classes, theta, firstLabel)),
        .. Laws.Simpler.Vector(theta).Select(simpler => new LabelledRegression(inputs, classes, simpler, firstLabel)),
    ];

    public IEnumerable<Trait> Traits =>
        [Trait.Of("N", Examples), Trait.Of("D", inputs.ColumnCount), Trait.Of("K", Classes), Trait.Of("|θ|", theta.L2Norm())];

    public override string ToString() =>
        $"{At.Model} at θ = ({string.Join(", ", theta.Take(6))}{(theta.Count > 6 ? ", …" : "")}), labels {string.Join(", ", Labels)}";
}
