using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The divergence is half a squared distance of a geometry with two kinds of straight lines: where an m-geodesic meets an e-geodesic
/// at a right angle the theorem of Pythagoras holds, and elsewhere the cosine rule.
/// </summary>
public abstract partial class ExponentialFamilyLaws<TModel> : ISubjectsOf<DualPoint<TModel>>
{
    Subjects<DualPoint<TModel>> ISubjectsOf<DualPoint<TModel>>.Subjects => new(DualPoint<TModel>.Draw(Subjects.Draw, Parameters), DualPoint<TModel>.Simpler,
        d => [Trait.Of("step", d.Step), .. Subjects.Traits(d.At)]);

    [Law("G16", LawKind.Identity, @"\mathrm{KL}(p, q) + \mathrm{KL}(q, r) + (\eta_p - \eta_q) \cdot (\theta_q - \theta_r) = \mathrm{KL}(p, r)",
        Source = "Csiszár 1975; Amari and Nagaoka 2000",
        Given = "p, q and r belong to one exponential family",
        Within = "roundoff: " + ThreeDivergences, Cases = 30, RestsOn = ["G22a"])]
    public Measurement The_cosine_rule_of_divergences(DualPoint<TModel> d) =>
        AddsUp(d, Divergence.KullbackLeibler(P(d).Model, P(d).Theta, Q(d)), Mean(d, P(d).Theta) - Mean(d, Q(d)), Q(d) - R(d));

    [Mistake(nameof(The_cosine_rule_of_divergences), "natural and mean parameters swapped")]
    public Measurement With_the_coordinates_swapped_it_fails(DualPoint<TModel> d)
    {
        var (a, c) = (P(d).Theta - Q(d), Q(d) - R(d));
        var centre = (P(d).Theta + Q(d) + R(d)) / 3;
        return Math.Abs(DualPoint<TModel>.Skewness(P(d).Model, centre, a, c, a + c)) < .1 ? Measurement.NoCase("the metric is nearly constant over the triangle")
            : AddsUp(d, Divergence.KullbackLeibler(P(d).Model, P(d).Theta, Q(d)), a, Mean(d, Q(d)) - Mean(d, R(d)));
    }

    [Mistake(nameof(The_cosine_rule_of_divergences), "the first divergence reversed")]
    public Measurement With_a_divergence_reversed_it_fails(DualPoint<TModel> d)
    {
        var a = P(d).Theta - Q(d);
        return Math.Abs(DualPoint<TModel>.Skewness(P(d).Model, (P(d).Theta + Q(d)) / 2, a, a, a)) < .1 ? Measurement.NoCase("the divergence is nearly symmetric")
            : AddsUp(d, Divergence.KullbackLeibler(P(d).Model, Q(d), P(d).Theta), Mean(d, P(d).Theta) - Mean(d, Q(d)), Q(d) - R(d));
    }

    const string ThreeDivergences = "γ(P + outcomes + longest chain of roundings in log p + 3 × that in ψ) × (what the log-densities add up + |Δθ| × what η adds up)";

    static AtPoint<TModel> P(DualPoint<TModel> d) => d.At;

    static Vector<double> Q(DualPoint<TModel> d) => d.At.Elsewhere;

    static Vector<double> R(DualPoint<TModel> d) => d.Third;

    static Vector<double> Mean(DualPoint<TModel> d, Vector<double> theta) => d.At.Model.MeanParameters(theta);

    static Measurement AddsUp(DualPoint<TModel> d, double first, Vector<double> mean, Vector<double> natural)
    {
        var model = P(d).Model;
        Vector<double>[] corners = [P(d).Theta, Q(d), R(d)];
        var roundings = corners.Select(theta => DualRoundings.Of(model, theta)).ToArray();
        var densities = corners[..2].Sum(under => corners.Sum(theta => LogDensityTerms(model, theta, model.Expectation(under))));
        var pairing = roundings.Sum(r => r.Mean) * ((P(d).Theta - Q(d)).L2Norm() + (Q(d) - R(d)).L2Norm());
        return Measure.Distance("KL(p, q) + KL(q, r) + (ηp − ηq)·(θq − θr)", first + Divergence.KullbackLeibler(model, Q(d), R(d)) + mean * natural,
                "KL(p, r)", Divergence.KullbackLeibler(model, P(d).Theta, R(d)))
            .Within(LegacyRoundoff.Of(natural.Count + P(d).Expectation.Count + P(d).Roundings.LongestChain + 3 * roundings.Max(r => r.LogPartitionChain), densities + pairing, ThreeDivergences));
    }

    /// <summary>E[|θ·T| + |ψ| + |log h|], the three terms of log p.</summary>
    static double LogDensityTerms(TModel model, Vector<double> theta, ExpectationRule under)
    {
        Real[] point = [.. theta.Select(Real.Constant)];
        var psi = model.LogPartition<Real>(point).Value;
        return under.Mean(z =>
        {
            var statistic = model.SufficientStatistic(z);
            var carrier = model.LogDensity<Real>(point, z).Value - theta * statistic + psi;
            return theta.PointwiseAbs() * statistic.PointwiseAbs() + Math.Abs(psi) + Math.Abs(carrier);
        });
    }
}
