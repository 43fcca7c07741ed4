using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>The natural gradient is a direction on the manifold, not on the page: it does not care about the coordinates.</summary>
public abstract partial class StatisticalModelLaws<TModel> : ISubjectsOf<ChartedPoint<TModel>>
{
    Subjects<ChartedPoint<TModel>> ISubjectsOf<ChartedPoint<TModel>>.Subjects => new(ChartedPoint<TModel>.Draw(Subjects.Draw), ChartedPoint<TModel>.Simpler,
        c => [Trait.Of("condition of A", c.A.ConditionNumber()), Trait.Of("step", c.Step), .. Subjects.Traits(c.At)]);

    [Law("G9", LawKind.Identity, @"\theta = A \phi + b: \; A(\phi - \eta F_\phi^{-1} \nabla_\phi L) + b = \theta - \eta F_\theta^{-1} \nabla_\theta L",
        Source = "Amari 1998; report 2.1",
        Given = "F is not singular; no damping, no pseudo-inverse",
        Within = "roundoff: " + Conditions, RestsOn = ["G2"])]
    public Measurement A_natural_gradient_step_is_the_same_in_every_affine_chart(ChartedPoint<TModel> at) =>
        IsInvariant(at, NaturalGradient.Step);

    [Mistake(nameof(A_natural_gradient_step_is_the_same_in_every_affine_chart), "the plain gradient")]
    public Measurement A_plain_gradient_step_is_not(ChartedPoint<TModel> at) =>
        IsNearlyARotation(at) ? Measurement.NoCase("the chart keeps lengths") : IsInvariant(at, (point, _, gradient, step) => point - step * gradient);

    [Mistake(nameof(A_natural_gradient_step_is_the_same_in_every_affine_chart), "a damped metric")]
    public Measurement A_damped_step_is_not(ChartedPoint<TModel> at) =>
        IsNearlyARotation(at) ? Measurement.NoCase("the chart keeps lengths")
        : IsInvariant(at, (point, metric, gradient, step) => point - step * NaturalGradient.Damped(metric, gradient, damping: .1));

    const string Conditions = "γ(outcomes + 4 × longest chain of roundings + P²) × (|A| |φ| + |b| + |θ| + what F and the gradient add up, through F⁻¹ in θ and in φ)";

    static Measurement IsInvariant(ChartedPoint<TModel> at, StepRule rule)
    {
        var (inTheta, inTheChart) = (at.InTheta(rule), at.InTheChart(rule));
        return Measure.Distance("step in the chart − step in θ", inTheChart - inTheta, "0", Vector<double>.Build.Dense(inTheta.Count))
            .Within(LegacyRoundoff.Of(at.At.Operations + inTheta.Count * inTheta.Count, StepMagnitude(at), Conditions));
    }

    /// <summary>A step is η F⁻¹ g: an error of F is multiplied by the step, one of g is not, and both go through F⁻¹.</summary>
    static double StepMagnitude(ChartedPoint<TModel> at)
    {
        var a = at.A.L2Norm();
        var step = (at.InTheta(NaturalGradient.Step) - at.At.Theta).L2Norm();
        var inTheta = at.At.ScoreCovariance.Inverse().L2Norm() * AddedUp(1, step);
        var inTheChart = a * at.MetricInTheChart.Inverse().L2Norm() * AddedUp(a, at.A.Inverse().L2Norm() * step);
        return a * at.Phi.L2Norm() + at.B.L2Norm() + at.At.Theta.L2Norm() + inTheta + inTheChart;

        double AddedUp(double stretch, double step) =>
            stretch * stretch * at.At.Magnitude * step + stretch * at.Step * at.RoundingsElsewhere.Score;
    }

    /// <summary>On such a chart, or at a minimum, the mistake is no mistake.</summary>
    static bool IsNearlyARotation(ChartedPoint<TModel> at) =>
        at.At.DivergenceFromElsewhere < .05
        || (at.A.TransposeThisAndMultiply(at.A) - Matrix<double>.Build.DenseIdentity(at.A.RowCount)).FrobeniusNorm() < .1;
}
