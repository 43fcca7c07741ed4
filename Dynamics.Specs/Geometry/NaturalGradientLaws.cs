using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>The natural gradient is a direction on the manifold, not on the page: it does not care about the coordinates.</summary>
public abstract partial class StatisticalModelLaws<TModel> : ISubjectsOf<ChartedPoint<TModel>>
{
    Subjects<ChartedPoint<TModel>> ISubjectsOf<ChartedPoint<TModel>>.Subjects => new(ChartedPoint<TModel>.Draw(Subjects.Draw), ChartedPoint<TModel>.Simpler,
        c => [Trait.Of("condition of A", c.A.ConditionNumber()), Trait.Of("step", c.Step), .. Subjects.Traits(c.At)]);

    [Law("G9", LawKind.Identity, @"\theta = A \phi + b: \; A(\phi - \eta F_\phi^{-1} \nabla_\phi L) + b = \theta - \eta F_\theta^{-1} \nabla_\theta L",
        Source = "Amari 1998; report 2.1",
        Given = "F is not singular; no damping, no pseudo-inverse",
        Within = nameof(ThroughBothMetrics), NoCaseWhere = [typeof(SingularMetricException)], RestsOn = ["G2"])]
    public Measurement A_natural_gradient_step_is_the_same_in_every_affine_chart(ChartedPoint<TModel> at) =>
        IsInvariant(at, NaturalGradient.Step);

    [Mistake(nameof(A_natural_gradient_step_is_the_same_in_every_affine_chart), "the plain gradient")]
    public Measurement A_plain_gradient_step_is_not(ChartedPoint<TModel> at) =>
        IsInvariant(at, (point, _, gradient, step) => point - step * gradient);

    [Mistake(nameof(A_natural_gradient_step_is_the_same_in_every_affine_chart), "a damped metric")]
    public Measurement A_damped_step_is_not(ChartedPoint<TModel> at) =>
        IsInvariant(at, (point, metric, gradient, step) => point - step * NaturalGradient.Damped(metric, gradient, damping: .1));

    protected static Rule ThroughBothMetrics => Roundoff.Within(Gamma(Chain + Dimension.Squared) * (Points + ThroughTheMetric + ThroughTheMetricOfTheChart));

    static Quantity<ChartedPoint<TModel>> Chain => new("(outcomes + 4 × longest chain of roundings)", at => at.At.Operations);

    static Quantity<ChartedPoint<TModel>> Dimension => new("P", at => at.Phi.Count);

    static Quantity<ChartedPoint<TModel>> Points =>
        new("(|A| |φ| + |b| + |θ|)", at => at.A.L2Norm() * at.Phi.L2Norm() + at.B.L2Norm() + at.At.Theta.L2Norm());

    static Quantity<ChartedPoint<TModel>> ThroughTheMetric => new("what F and the gradient add up, through F⁻¹ in θ",
        at => at.At.ScoreCovariance.Inverse().L2Norm() * AddedUp(at, 1, at.NaturalStep.L2Norm()));

    static Quantity<ChartedPoint<TModel>> ThroughTheMetricOfTheChart => new("the same in φ",
        at => at.A.L2Norm() * at.MetricInTheChart.Inverse().L2Norm() * AddedUp(at, at.A.L2Norm(), at.A.Inverse().L2Norm() * at.NaturalStep.L2Norm()));

    /// <summary>A step is η F⁻¹ g: an error of F is multiplied by the step, one of g is not.</summary>
    static double AddedUp(ChartedPoint<TModel> at, double stretch, double step) =>
        stretch * stretch * at.At.Magnitude * step + stretch * at.Step * at.RoundingsElsewhere.Score;

    static Measurement IsInvariant(ChartedPoint<TModel> at, StepRule rule)
    {
        var (inTheta, inTheChart) = (at.InTheta(rule), at.InTheChart(rule));
        return Measure.Distance("step in the chart − step in θ", inTheChart - inTheta, "0", Vector<double>.Build.Dense(inTheta.Count))
            .OfSize((inTheta - at.At.Theta).L2Norm());
    }
}
