using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Specs.Training;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A loss that sees a weight vector divided by its length has a gradient orthogonal to that vector, so that every step of gradient descent
/// makes it longer.
/// </summary>
[Chapter("Networks")]
public sealed class ScaleInvarianceLaws : ISubjectsOf<NormalisedNetwork>
{
    public Subjects<NormalisedNetwork> Subjects => NormalisedNetwork.Subjects;

    [Law("N13a", LawKind.Identity, @"\langle w, \nabla_w L \rangle = 0",
        Source = "Salimans and Kingma 2016; van Laarhoven 2017; Li and Arora 2020",
        Given = "the loss depends on each unit's w through w / |w|, without an epsilon", Within = nameof(OfTheProjection))]
    public Measurement The_gradient_of_a_weight_normalised_unit_is_orthogonal_to_its_weights(NormalisedNetwork at) =>
        IsOrthogonal(at, at.Gradient);

    [Mistake(nameof(The_gradient_of_a_weight_normalised_unit_is_orthogonal_to_its_weights), "weight decay of a hundredth in the gradient")]
    public Measurement With_weight_decay_it_is_not(NormalisedNetwork at) => IsOrthogonal(at, at.Gradient + .01 * at.Weights);

    [Mistake(nameof(The_gradient_of_a_weight_normalised_unit_is_orthogonal_to_its_weights),
        "all units divided by the length of the whole layer")]
    public Measurement With_the_length_of_the_layer_it_is_not(NormalisedNetwork at) => IsOrthogonal(at, at.GradientThroughTheLayersLength);

    [Law("N13b", LawKind.Identity, @"|w'|^2 = |w|^2 + \eta^2 |\nabla_w L|^2",
        Source = "Salimans and Kingma 2016; van Laarhoven 2017; Li and Arora 2020",
        Given = "w' = w - η ∇L for each unit's w, a step of gradient descent without weight decay",
        Within = nameof(OfLengths), RestsOn = ["N13a"])]
    public Measurement A_gradient_step_adds_eta_squared_times_the_squared_gradient_to_the_squared_length(NormalisedNetwork at) =>
        GrowsBy(at, decay: 0);

    [Mistake(nameof(A_gradient_step_adds_eta_squared_times_the_squared_gradient_to_the_squared_length), "weight decay of a hundredth")]
    public Measurement With_weight_decay_they_do_not_grow_so(NormalisedNetwork at) => GrowsBy(at, decay: .01);

    const double Step = .1;

    static Rule OfTheProjection => Roundoff.Within(Gamma(4 * D + 12) * Along)
        .Because("g = (G − v⟨v, G⟩)/|w| is orthogonal to w whatever was rounded in G: "
            + "the length has D/2 + 2 roundings and counts twice, each product over a unit's weights D");

    static Rule OfLengths => Roundoff.Within(Gamma(4 * D + 12) * (Lengths + 2 * Step * Along));

    static Quantity<NormalisedNetwork> D => new("D", at => at.Weights.RowCount);

    static Quantity<NormalisedNetwork> Along => new("|Σ|v||G||", at => at.MagnitudesAlong.L2Norm());

    static Quantity<NormalisedNetwork> Lengths => new("||w|² + |w′|² + η²|∇L|²|",
        at => (Squares(at.Weights) + Squares(After(at, 0)) + Step * Step * Squares(at.Gradient)).L2Norm());

    /// <summary>A step of Core's training.</summary>
    static Matrix<double> After(NormalisedNetwork at, double decay) =>
        Matrix<double>.Build.Dense(at.Weights.RowCount, at.Weights.ColumnCount,
        Descent.Step(Flat(at.Weights), Flat(at.Gradient), Step, decay).ToArray());

    static Vector<double> Flat(Matrix<double> ofUnits) => Vector<double>.Build.DenseOfArray(ofUnits.ToColumnMajorArray());

    static Vector<double> Squares(Matrix<double> ofUnits) => ofUnits.PointwiseMultiply(ofUnits).ColumnSums();

    static Measurement IsOrthogonal(NormalisedNetwork at, Matrix<double> gradient) =>
        Measure.Distance("⟨w, ∇L⟩ of each unit", at.Weights.PointwiseMultiply(gradient).ColumnSums(),
            "0", Vector<double>.Build.Dense(at.Weights.ColumnCount))
            .OfSize(Squares(at.Weights).PointwiseMultiply(Squares(at.Gradient)).PointwiseSqrt().L2Norm());

    static Measurement GrowsBy(NormalisedNetwork at, double decay) =>
        Measure.Distance("|w′|² of each unit", Squares(After(at, decay)),
            "|w|² + η² |∇L|²", Squares(at.Weights) + Step * Step * Squares(at.Gradient));
}
