using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The natural-gradient flow of a divergence runs along a straight line in one of the two coordinates, and slows down like e⁻ᵗ: forward KL
/// is straight in mean parameters, reverse KL in natural ones.
/// </summary>
public abstract partial class ExponentialFamilyLaws<TModel>
{
    [Law("G11a", LawKind.Identity,
        @"L = \mathrm{KL}(\theta_\star, \theta): \; \eta(t) = \eta_\star + e^{-t} (\eta_0 - \eta_\star)",
        Source = "Nakamura 1993; Fujiwara and Amari 1995", Given = Runs,
        Within = nameof(OfTheForwardFlow), Cases = 10, RestsOn = ["G22b", "G22d"])]
    public Measurement The_flow_of_the_forward_divergence_is_straight_in_mean_parameters(DualPoint<TModel> d) =>
        IsStraightInMean(d, d.Forward);

    [Mistake(nameof(The_flow_of_the_forward_divergence_is_straight_in_mean_parameters),
        "the flow of the reverse divergence", Catches = 10)]
    public Measurement The_flow_of_the_reverse_divergence_is_bent_in_mean_parameters(DualPoint<TModel> d) =>
        IsStraightInMean(d, d.Reverse);

    [Law("G11b", LawKind.Identity,
        @"L = \mathrm{KL}(\theta, \theta_\star): \; \theta(t) = \theta_\star + e^{-t} (\theta_0 - \theta_\star)",
        Source = "Nakamura 1993; Fujiwara and Amari 1995", Given = Runs,
        Within = nameof(OfTheReverseFlow), Cases = 10, RestsOn = ["G22b", "G22d"])]
    public Measurement The_flow_of_the_reverse_divergence_is_straight_in_natural_parameters(DualPoint<TModel> d) =>
        IsStraightInNatural(d, d.Reverse);

    [Mistake(nameof(The_flow_of_the_reverse_divergence_is_straight_in_natural_parameters),
        "the flow of the forward divergence", Catches = 10)]
    public Measurement The_flow_of_the_forward_divergence_is_bent_in_natural_parameters(DualPoint<TModel> d) =>
        IsStraightInNatural(d, d.Forward);

    const string Runs = "full rank; θ₀ ≠ θ⋆; the flow by Runge-Kutta steps of order 4, halved until two runs agree to 1e-7";
    const string Halved = "the error of the second run is less if half the step at least halves the error; order 4 divides it by 16";

    static Rule OfTheForwardFlow => Truncation.Within(new Quantity<DualPoint<TModel>>(
        "|η at the step h − η at the step h/2|", d => d.Forward.Distance(d.Model.MeanParameters))).Because(Halved);

    static Rule OfTheReverseFlow => Truncation.Within(new Quantity<DualPoint<TModel>>(
        "|θ at the step h − θ at the step h/2|", d => d.Reverse.Distance(theta => theta))).Because(Halved);

    static Measurement IsStraightInMean(DualPoint<TModel> d, TwoRuns runs) =>
        IsStraight("η(t) − η⋆", runs, d.Model.MeanParameters, d.EtaOfQ, "e⁻ᵗ (η₀ − η⋆)", d.Model.MeanParameters(d.FlowStart) - d.EtaOfQ);

    static Measurement IsStraightInNatural(DualPoint<TModel> d, TwoRuns runs) =>
        IsStraight("θ(t) − θ⋆", runs, theta => theta, d.Q, "e⁻ᵗ (θ₀ − θ⋆)", d.FlowStart - d.Q);

    static Measurement IsStraight(
        string left, TwoRuns runs, Func<Vector<double>, Vector<double>> coordinates, Vector<double> target,
        string right, Vector<double> start) =>
        start.L2Norm() == 0 ? Measurement.NoCase("θ₀ = θ⋆")
        : Measure.Distance(left, Stacked(runs.Fine.Select(theta => coordinates(theta) - target)),
            right, Stacked(runs.Fine.Select((_, i) => Elementary.Exp(-(i + 1.0) / TwoRuns.Times) * start)));

    static Vector<double> Stacked(IEnumerable<Vector<double>> vectors) =>
        Vector<double>.Build.DenseOfEnumerable(vectors.SelectMany(vector => vector));
}
