using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>The natural gradient is a vector of the manifold: the step is the same in every affine chart.</summary>
public abstract partial class StatisticalModelLaws<TModel> : ISubjectsOf<ChartedPoint<TModel>>
{
    Subjects<ChartedPoint<TModel>> ISubjectsOf<ChartedPoint<TModel>>.Subjects => new(
        ChartedPoint<TModel>.Draw(Subjects.Draw), ChartedPoint<TModel>.Simpler,
        c => [Trait.Of("condition of A", CompactSvd.Of(c.A).ConditionNumber), Trait.Of("step", c.Step), .. Subjects.Traits(c.At)]);

    [Law("G9", LawKind.Identity,
        @"\theta = A \phi + b: \; A(\phi - \eta F_\phi^{-1} \nabla_\phi L) + b = \theta - \eta F_\theta^{-1} \nabla_\theta L",
        Source = "Amari 1998; report 2.1",
        Given = "F is not singular; no damping, no pseudo-inverse",
        Within = nameof(RunningErrorsOfBothSteps), NoCaseWhere = [typeof(SingularMetricException)], RestsOn = ["G2"])]
    public Measurement A_natural_gradient_step_is_the_same_in_every_affine_chart(ChartedPoint<TModel> at) =>
        IsInvariant(at, NaturalGradient.Step);

    [Rival(nameof(A_natural_gradient_step_is_the_same_in_every_affine_chart), "the plain gradient")]
    public Measurement A_plain_gradient_step_is_not(ChartedPoint<TModel> at) =>
        IsInvariant(at, (point, _, gradient, step) => point - step * gradient);

    [HypothesisDropped(nameof(A_natural_gradient_step_is_the_same_in_every_affine_chart), "a damped metric")]
    public Measurement A_damped_step_is_not(ChartedPoint<TModel> at) =>
        IsInvariant(at, (point, metric, gradient, step) => point - step * NaturalGradient.Damped(metric, gradient, damping: .1));

    protected static Rule RunningErrorsOfBothSteps => Roundoff.Within(Roundings(
        new Quantity<ChartedPoint<TModel>>(
            "η |F⁻¹| (running error of F + (3 P + 1) |R|ᵀ|R|) |F⁻¹∇L| + η |F⁻¹| (running error of ∇L)", c => c.ErrorInTheta)
        + new Quantity<ChartedPoint<TModel>>("|A| × the same in φ", c => c.ErrorInTheChart)
        + new Quantity<ChartedPoint<TModel>>("roundings of A φ + b, through the step and its slope", c => c.ErrorOfThePoint)));

    static Measurement IsInvariant(ChartedPoint<TModel> at, StepRule rule)
    {
        var (inTheta, inTheChart) = (at.InTheta(rule), at.InTheChart(rule));
        return Measure.Distance("step in the chart − step in θ", inTheChart - inTheta, "0", Vector<double>.Build.Dense(inTheta.Count))
            .OfSize((inTheta - at.At.Theta).L2Norm());
    }
}
