using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The natural-gradient flow of a divergence runs along a straight line in one of the two coordinates, and slows down like e⁻ᵗ: to
/// fit the data straight in mean parameters, to be fitted by them straight in natural ones.
/// </summary>
public abstract partial class ExponentialFamilyLaws<TModel>
{
    static readonly int[] FlowSteps = [4, 8, 16, 32];

    [Law("G11a", LawKind.Order, @"L = \mathrm{KL}(\theta_\star, \theta): \; \eta(t) = \eta_\star + e^{-t} (\eta_0 - \eta_\star)",
        Source = "Nakamura 1993; Fujiwara and Amari 1995",
        Given = "full rank; the flow by Runge-Kutta steps of order 4, their size in units of the rate at which the field changes",
        Within = "order at least 4: local slopes within 3 h, " + NextTerm, Cases = 4, RestsOn = ["G22b", "G22d"])]
    public Measurement The_flow_of_the_forward_divergence_is_straight_in_mean_parameters(AtPoint<TModel> at) =>
        RunsStraight(at, ForwardFlow(at), natural: false);

    [Mistake(nameof(The_flow_of_the_forward_divergence_is_straight_in_mean_parameters), "straight in natural parameters", Catches = 2)]
    public Measurement The_flow_of_the_forward_divergence_is_bent_in_natural_parameters(AtPoint<TModel> at) =>
        RunsStraight(at, ForwardFlow(at), natural: true);

    [Law("G11b", LawKind.Order, @"L = \mathrm{KL}(\theta, \theta_\star): \; \theta(t) = \theta_\star + e^{-t} (\theta_0 - \theta_\star)",
        Source = "Nakamura 1993; Fujiwara and Amari 1995",
        Given = "full rank; the flow by Runge-Kutta steps of order 4, their size in units of the rate at which the field changes",
        Within = "order at least 4: local slopes within 3 h, " + NextTerm, Cases = 4, RestsOn = ["G22b", "G22d"])]
    public Measurement The_flow_of_the_reverse_divergence_is_straight_in_natural_parameters(AtPoint<TModel> at) =>
        RunsStraight(at, ReverseFlow(at), natural: true);

    [Mistake(nameof(The_flow_of_the_reverse_divergence_is_straight_in_natural_parameters), "straight in mean parameters", Catches = 2)]
    public Measurement The_flow_of_the_reverse_divergence_is_bent_in_mean_parameters(AtPoint<TModel> at) =>
        RunsStraight(at, ReverseFlow(at), natural: false);

    const string NextTerm = "the larger error there and back again is |a| h⁴ + |b| h⁵, but for what an error grows or fades on the way";

    static NaturalGradientFlow ForwardFlow(AtPoint<TModel> at) =>
        new(theta => Differentiate.Hessian(new LogPartition(at.Model), theta), theta => Differentiate.Gradient(new CrossEntropy(at.Model, at.ExpectationElsewhere), theta));

    /// <summary>∇ KL(θ, θ⋆) = E_θ[(log p(z | θ) − log p(z | θ⋆)) s(z)].</summary>
    static NaturalGradientFlow ReverseFlow(AtPoint<TModel> at) =>
        new(theta => Differentiate.Hessian(new LogPartition(at.Model), theta), theta => at.Model.Expectation(theta).Mean(z =>
            Score.Of(at.Model, theta, z) * (LogDensity(at.Model, theta, z) - LogDensity(at.Model, at.Elsewhere, z))));

    static double LogDensity(TModel model, Vector<double> theta, ReadOnlySpan<double> z) => model.LogDensity<Real>([.. theta.Select(Real.Constant)], z).Value;

    /// <summary>
    /// From a point at Fisher distance 1/4 of the target, over one unit of the field's own time, and back again: on the way back the
    /// term after the leading one has the other sign, so that the two cannot cancel both times.
    /// </summary>
    static Measurement RunsStraight(AtPoint<TModel> at, NaturalGradientFlow flow, bool natural)
    {
        var target = at.Elsewhere;
        if (TowardsThePoint(at) is not { } direction) return Measurement.NoCase("the flow has nowhere to go");
        var start = target + direction / 4;
        var duration = 1 / RateOfChange(at.Model, target);
        var end = flow.Integrate(start, duration, FlowSteps[^1])[^1];
        return Measure.Shrinks("largest error on the way", [.. FlowSteps.Select(n => 1.0 / n)], [.. FlowSteps.Select(Error)], LegacyOrder.AtLeast(4, 3, NextTerm));

        double Error(int steps) => Math.Max(ErrorOver(start, duration, steps), ErrorOver(end, -duration, steps));

        double ErrorOver(Vector<double> from, double time, int steps) => flow.Integrate(from, time, steps)
            .Select((theta, i) => (Coordinates(theta) - OnTheLine(from, Elementary.Exp(-time * i / steps))).L2Norm()).Max();

        Vector<double> Coordinates(Vector<double> theta) => natural ? theta : at.Model.MeanParameters(theta);

        Vector<double> OnTheLine(Vector<double> from, double s) => (1 - s) * Coordinates(target) + s * Coordinates(from);
    }

    /// <summary>From the one elsewhere to the point, with Fisher length 1 at the former.</summary>
    static Vector<double>? TowardsThePoint(AtPoint<TModel> at)
    {
        var d = at.Theta - at.Elsewhere;
        var length = Math.Sqrt(d * (Differentiate.Hessian(new LogPartition(at.Model), at.Elsewhere) * d));
        return length > 0 ? d / length : null;
    }

    /// <summary>1 + E|F^(-1/2) s|³ / 2 bounds the field's Jacobian −I − T(v) at a Fisher distance of 1/2.</summary>
    static double RateOfChange(TModel model, Vector<double> theta)
    {
        var (eta, inverse) = (model.MeanParameters(theta), Differentiate.Hessian(new LogPartition(model), theta).Inverse());
        return 1 + model.Expectation(theta).Mean(z => Math.Pow((model.SufficientStatistic(z) - eta) * (inverse * (model.SufficientStatistic(z) - eta)), 1.5)) / 2;
    }
}
