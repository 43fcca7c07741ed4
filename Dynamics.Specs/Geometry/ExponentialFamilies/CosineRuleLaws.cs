using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The divergence is half a squared distance of a geometry with two kinds of straight lines: where an m-geodesic meets an e-geodesic
/// at a right angle the theorem of Pythagoras holds, and elsewhere the cosine rule.
/// </summary>
public abstract partial class ExponentialFamilyLaws<TModel>
{
    [Law("G16", LawKind.Identity,
        @"\mathrm{KL}(p, q) + \mathrm{KL}(q, r) + (\eta_p - \eta_q) \cdot (\theta_q - \theta_r) = \mathrm{KL}(p, r)",
        Source = "Csiszár 1975; Amari and Nagaoka 2000",
        Given = "p, q and r belong to one exponential family",
        Within = nameof(ThreeDivergences), Cases = 30, RestsOn = ["G22a"])]
    public Measurement The_cosine_rule_of_divergences(DualPoint<TModel> d) => AddsUp(d, FromPToQ(d), d.Eta - d.EtaOfQ, d.Q - d.R);

    [Mistake(nameof(The_cosine_rule_of_divergences), "natural and mean parameters swapped")]
    public Measurement With_the_coordinates_swapped_it_fails(DualPoint<TModel> d) =>
        AddsUp(d, FromPToQ(d), d.P - d.Q, d.EtaOfQ - d.Model.MeanParameters(d.R));

    [Mistake(nameof(The_cosine_rule_of_divergences), "the first divergence reversed")]
    public Measurement With_a_divergence_reversed_it_fails(DualPoint<TModel> d) =>
        AddsUp(d, Divergence.KullbackLeibler(d.Model, d.Q, d.P), d.Eta - d.EtaOfQ, d.Q - d.R);

    static Rule ThreeDivergences => Roundoff.Within(
        Gamma(CountOfParameters + Max(OutcomesOfP, OutcomesOfQ) + ChainOfLogP)
            * That("Σ|log-densities of the divergences|", TermsOfTheDivergences)
        + Gamma(CountOfParameters + 2 * ChainOfPsi) * That("|θq − θr|", d => (d.Q - d.R).L2Norm())
            * (SumOfGradientOfPsi + That("Σ|∇ψ| of q", d => DualRoundings.Of(d.Model, d.Q).Psi.Gradient.L2Norm())));

    static double FromPToQ(DualPoint<TModel> d) => Divergence.KullbackLeibler(d.Model, d.P, d.Q);

    static Measurement AddsUp(DualPoint<TModel> d, double first, Vector<double> means, Vector<double> naturals) =>
        Measure.Distance(
            "KL(p, q) + KL(q, r) + (ηp − ηq)·(θq − θr)", first + Divergence.KullbackLeibler(d.Model, d.Q, d.R) + means * naturals,
            "KL(p, r)", Divergence.KullbackLeibler(d.Model, d.P, d.R));

    static double TermsOfTheDivergences(DualPoint<TModel> d)
    {
        var (underP, underQ) = (d.At.Expectation, d.At.ExpectationElsewhere);
        return 2 * Terms(d.P, underP) + Terms(d.Q, underP) + Terms(d.R, underP) + Terms(d.Q, underQ) + Terms(d.R, underQ);

        // E[|θ·T| + |ψ| + |log h|], the three terms of log p
        double Terms(Vector<double> theta, ExpectationRule under)
        {
            Real[] point = [.. theta.Select(Real.Constant)];
            var psi = d.Model.LogPartition<Real>(point).Value;
            return under.Mean(z =>
            {
                var statistic = d.Model.SufficientStatistic(z);
                var carrier = d.Model.LogDensity<Real>(point, z).Value - theta * statistic + psi;
                return theta.PointwiseAbs() * statistic.PointwiseAbs() + Math.Abs(psi) + Math.Abs(carrier);
            });
        }
    }
}
