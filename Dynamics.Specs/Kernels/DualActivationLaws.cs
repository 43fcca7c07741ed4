using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// What an activation makes of the covariance of two normal pre-activations, and what its derivative makes of it: all that an infinitely
/// wide layer knows of its activation.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public abstract class DualActivationLaws : ISubjectsOf<NormalPairAndActivation>
{
    protected const string Equation = @"\mathbb{E}[\phi(u) \phi(v)], \; \mathbb{E}[\phi'(u) \phi'(v)], \quad (u, v) \sim N(0, Q)";
    protected const string Scaled = "over √(E[f(u)²] E[f(v)²]), f = φ or φ′; variances up to 1, correlations from -1 to 1";
    protected const string Compared = "E[f(u) f(v)] / √(E[f(u)²] E[f(v)²])";

    public abstract Subjects<NormalPairAndActivation> Subjects { get; }

    /// <summary>2 × 10 n for two weights (see <see cref="Dynamics.Numerics.GaussHermite"/>), 2 n for a sum of sums.</summary>
    protected static Quantity<NormalPairAndActivation> OfTheIntegral =>
        Gamma(22 * new Quantity<NormalPairAndActivation>("nodes", at => at.Nodes));

    protected static Measurement IsTheIntegral(NormalPairAndActivation at, DualMoments moments) =>
        Measure.LargestDistance(Compared, at.Relative(moments), "integral", at.Integrals);

    protected static DualMoments WithTheSlopesOfAnother(NormalPairAndActivation at) => WithTheSlopesOfAnother(at.Activation, at.Pair);

    /// <summary>With the slopes of softplus, or those of the identity for softplus.</summary>
    protected static DualMoments WithTheSlopesOfAnother(Activation phi, PairCovariance pair)
    {
        var other = phi == Activations.Softplus ? Activations.Identity : Activations.Softplus;
        return DualActivation.Of(phi, pair) with { DerivativeProduct = DualActivation.Of(other, pair).DerivativeProduct };
    }
}

/// <summary>Identity, ReLU, leaky ReLU, abs, erf, GELU, sin, cos, exp, Gaussian, monomials.</summary>
[Subject("closed forms")]
public sealed class ClosedDualLaws : DualActivationLaws
{
    const string Sources = "Williams 1997; Cho and Saul 2009; Tsuchida et al. 2021";

    public override Subjects<NormalPairAndActivation> Subjects => NormalPairAndActivation.Subjects(phi => phi is IClosedFormDual);

    [Law("K5a", LawKind.Identity, Equation, Source = Sources, Within = nameof(Table),
        Given = "all rows of the tables of dual activations in closed form; both sides over √(E[f(u)²] E[f(v)²]), f = φ or φ′, "
            + "and times the sine of the angle between u and v")]
    public Measurement Closed_form_dual_activations_equal_the_reference_tables() =>
        MeetsTheTables(row => DualActivation.Of(row.Activation, row.Pair));

    [Mistake(nameof(Closed_form_dual_activations_equal_the_reference_tables), "the derivative of another activation")]
    public Measurement With_the_derivative_of_another_activation_they_are_not() =>
        MeetsTheTables(row => WithTheSlopesOfAnother(row.Activation, row.Pair));

    [Law("K5b", LawKind.Identity, Equation, Source = Sources, Within = nameof(Integral),
        Given = Scaled + "; the right side is a double integral, over the angle from kink to kink where there are kinks")]
    public Measurement Closed_form_dual_activations_equal_the_Gaussian_integrals(NormalPairAndActivation at) =>
        IsTheIntegral(at, at.Moments);

    [Mistake(nameof(Closed_form_dual_activations_equal_the_Gaussian_integrals), "the derivative of another activation")]
    public Measurement With_the_derivative_of_another_activation_they_are_no_integrals(NormalPairAndActivation at) =>
        IsTheIntegral(at, WithTheSlopesOfAnother(at));

    [Mistake(nameof(Closed_form_dual_activations_equal_the_Gaussian_integrals), "the first variance for both")]
    public Measurement With_one_variance_for_both_they_are_no_integrals(NormalPairAndActivation at) =>
        IsTheIntegral(at, DualActivation.Of(at.Activation, new(at.First, at.First, at.First * at.Correlation)));

    static Rule Table => Roundoff.Within<object>(Gamma<object>(TextbookKernels.OfADual))
        .Because("a covariance that is rounded turns the angle between u and v by that over its sine");

    static Rule Integral =>
        Roundoff.Within(OfTheIntegral / new Quantity<NormalPairAndActivation>("sine of the angle between u and v", at => at.Sine));

    static Measurement MeetsTheTables(Func<DualRow, DualMoments> moments)
    {
        DualRow[] rows = [.. DualRow.All.Where(row => row.IsClosed)];
        return Measure.LargestDistance(Compared + " × sine", Seen(row => row.Relative(moments(row))), "table", Seen(row => row.Expected));

        double[] Seen(Func<DualRow, double[]> relative) => [.. rows.SelectMany(row => relative(row).Select(moment => moment * row.Sine))];
    }
}

/// <summary>Tanh, sigmoid, softplus, SiLU.</summary>
[Subject("Hermite expansions")]
[LooseTolerance(nameof(Hermite_expansions_of_dual_activations_equal_the_Gaussian_integrals),
    "Core promises 1e-12, and does better where halving the distance of nodes "
    + "squares the error")]
public sealed class ExpandedDualLaws : DualActivationLaws
{
    public override Subjects<NormalPairAndActivation> Subjects => NormalPairAndActivation.Subjects(phi => phi is not IClosedFormDual);

    [Law("K5c", LawKind.Identity, Equation, Source = "Mehler 1866; Daniely, Frostig and Singer 2016", Within = nameof(Expansion),
        Given = Scaled + "; the right side is a double integral by 200 × 200 Gauss-Hermite nodes")]
    public Measurement Hermite_expansions_of_dual_activations_equal_the_Gaussian_integrals(NormalPairAndActivation at) =>
        IsTheIntegral(at, at.Moments);

    [Mistake(nameof(Hermite_expansions_of_dual_activations_equal_the_Gaussian_integrals), "the derivative of another activation")]
    public Measurement With_the_derivative_of_another_activation_they_are_not(NormalPairAndActivation at) =>
        IsTheIntegral(at, WithTheSlopesOfAnother(at));

    [Mistake(nameof(Hermite_expansions_of_dual_activations_equal_the_Gaussian_integrals), "the first variance for both")]
    public Measurement With_one_variance_for_both_they_are_not(NormalPairAndActivation at) =>
        IsTheIntegral(at, DualActivation.Of(at.Activation, new(at.First, at.First, at.First * at.Correlation)));

    static Rule Expansion => Truncation.Within(3e-12
        + new Quantity<NormalPairAndActivation>("how far the integrals move with three quarters of the nodes", at =>
            at.ErrorOfTheIntegrals)
        + OfTheIntegral).Because("Core halves the distance of its nodes until coefficients agree to 1e-12, at either variance, and "
            + "takes as many "
            + "terms as leave out 1e-12");
}

/// <summary>The error that an expansion states is no less than the one it has.</summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
[Subject("Hermite expansions of one variable")]
public sealed class StatedErrorLaws : ISubjectsOf<NormalPairAndActivation>
{
    public Subjects<NormalPairAndActivation> Subjects => NormalPairAndActivation.OfOneVariable(phi => phi is not IClosedFormDual);

    [Law("K5d", LawKind.Bound,
        @"\max_f |\hat{\mathbb{E}}[f(u) f(v)] - \mathbb{E}[f(u) f(v)]| / \mathbb{E}[f(u)^2] \le \varepsilon", Source = "Parseval 1799; "
        + "Trefethen and Weideman 2014",
        Given = "f = φ, φ′; v = ±u, where no power of the correlation helps; variances from 1/10 to 10⁶; ε is what Core states, and "
            + "finite: it is infinite "
            + "where its nodes do not resolve φ; the expectation by the trapezoidal rule with steps a sixth as wide as φ",
                Within = nameof(OfTheLine))]
    public Measurement The_stated_error_of_an_expansion_is_no_less_than_the_actual_one(NormalPairAndActivation at) =>
        IsAtMostStated(at, 0);

    [Mistake(nameof(The_stated_error_of_an_expansion_is_no_less_than_the_actual_one), "a billionth too much: seen where less is "
        + "stated", CatchRate = .3)]
    public Measurement A_billionth_more_is_not(NormalPairAndActivation at) => IsAtMostStated(at, 1e-9);

    static Rule OfTheLine =>
        Roundoff.Within(Quantity.Gamma(new Quantity<NormalPairAndActivation>("4 × nodes", at => 4 * at.NodesOfALine)));

    static Measurement IsAtMostStated(NormalPairAndActivation at, double tooMuch)
    {
        var moments = at.Moments;
        var mistaken = new DualMoments(moments.Product * (1 + tooMuch), moments.DerivativeProduct * (1 + tooMuch));
        return double.IsPositiveInfinity(moments.Error) ? Measurement.NoCase("Core states that its nodes do not resolve the activation")
            : Measure.AtMost("actual error", at.ActualError(mistaken), "stated error", moments.Error).OfSize(1);
    }
}
