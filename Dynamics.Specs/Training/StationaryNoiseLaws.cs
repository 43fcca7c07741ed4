using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>
/// Noise keeps stochastic gradient descent from coming to rest: around a minimum it wanders, wider along flat modes, and wider than a
/// process in continuous time would.
/// </summary>
[Chapter("Training dynamics", Report = "3.3")]
public sealed class StationaryNoiseLaws : ISubjectsOf<Quadratic>
{
    const int Chains = 100_000;
    const double Detects = .065;

    public Subjects<Quadratic> Subjects => Quadratic.Subjects;

    [Law("N11a", LawKind.Identity, @"H S + S H - \eta H S H = \eta C", Source = "Liu, Ziyin and Ueda 2021; Mandt, Hoffman and Blei "
        + "2017 for small η",
        Given = "a quadratic, noise of constant covariance C, η < 2 / λ_max; the right side carries the covariance through steps until it "
            + "no longer changes", Within = nameof(Contracted))]
    public Measurement The_stationary_covariance_of_SGD_on_a_quadratic_solves_a_discrete_Lyapunov_equation(Quadratic at) =>
        IsStationary(at, StationaryNoise.Covariance(at.Hessian, at.Noise, at.Rate));

    [Mistake(nameof(The_stationary_covariance_of_SGD_on_a_quadratic_solves_a_discrete_Lyapunov_equation),
        "the equation of continuous time, without − η H S H")]
    public Measurement In_continuous_time_they_balance_elsewhere(Quadratic at)
    {
        var inModes = at.Modes.Transpose() * at.Noise * at.Modes;
        var balanced = inModes.MapIndexed((i, j, c) => at.Rate * c / (at.Eigenvalues[i] + at.Eigenvalues[j]), Zeros.Include);
        return IsStationary(at, at.Modes * balanced * at.Modes.Transpose());
    }

    [Law("N11b", LawKind.Statistical, @"\mathbb{E}[x_t^2] = \frac{\eta c}{h (2 - \eta h)} \left( 1 - (1 - \eta h)^{2t} \right)",
        Source = "Liu, Ziyin and Ueda 2021, for t to infinity; derived here for finite t",
        Given = "one mode, normal noise of variance c, started at the minimum; a hundred thousand independent chains",
        Within = nameof(MeanSquare),
        Alpha = 1e-8, Cases = 4, RestsOn = ["S2"])]
    public Measurement The_variance_of_SGD_chains_at_a_finite_time_and_step(Quadratic at) =>
        SpreadTo(at, VarianceAtRest(at) * (1 - Math.Pow(1 - 2 * at.Share, 2 * at.Steps)));

    [Mistake(nameof(The_variance_of_SGD_chains_at_a_finite_time_and_step),
        "the variance of continuous time, η c / 2 h (1 − e^(−2 η h t))", Catches = 4)]
    public Measurement They_spread_further_than_in_continuous_time(Quadratic at) =>
        SpreadTo(at, at.Rate / 2 * (1 - Math.Exp(-4 * at.Share * at.Steps)));

    static Rule Contracted => Roundoff.Within(Gamma(4 * D + 8) * D * AtRest / (1 - Slowest.Squared))
        .Because("what each step rounds dies out at the rate ρ² of the slowest mode");

    static Rule MeanSquare => Statistical.ChiSquareMean(Chains, Detects);

    static Quantity<Quadratic> D => new("d", at => at.Dimension);

    static Quantity<Quadratic> AtRest => new("|S|", at => at.CovarianceAtRest.FrobeniusNorm());

    static Quantity<Quadratic> Slowest => new("ρ", at => at.SlowestFactor);

    static Measurement IsStationary(Quadratic at, Matrix<double> covariance) =>
        Measure.Distance("S", covariance, "the covariance at rest", at.CovarianceAtRest);

    /// <summary>h = 2 and c = 2, so that η h / 2 is the share.</summary>
    static Matrix<double> Two => Matrix<double>.Build.Dense(1, 1, 2);

    /// <summary>Core's covariance of one mode at rest.</summary>
    static double VarianceAtRest(Quadratic at) => StationaryNoise.Covariance(Two, Two, at.Rate)[0, 0];

    static Measurement SpreadTo(Quadratic at, double variance)
    {
        var (h, noise) = (Two[0, 0], Math.Sqrt(Two[0, 0]));
        var stream = at.Draws;
        var sum = 0.0;
        for (var chain = 0; chain < Chains; chain++)
        {
            var x = 0.0;
            for (var step = 0; step < at.Steps; step++) x -= at.Rate * (h * x + noise * stream.NextNormal());
            sum += x * x;
        }

        return Measure.Distance("mean square of the chains over the variance", sum / Chains / variance, "1", 1);
    }
}
