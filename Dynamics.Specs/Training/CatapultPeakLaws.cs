using Dynamics.Experiments;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;

namespace Dynamics.Specs.Training;

/// <summary>
/// How long the catapult takes: at first f grows by ηλ − 1 a step while nothing else moves, so that the loss peaks after
/// log n / (2 log(ηλ − 1)) steps and a constant.
/// </summary>
[Chapter("Training dynamics")]
public sealed class CatapultPeakLaws : ISubjectsOf<CatapultPeakLaws.Widening>
{
    const int Width = 1_000_000;
    const int MostSteps = 2000;
    const double FirstOutput = 1e-4;

    /// <param name="Share">η λ at the start.</param>
    /// <param name="Times">How often the width is multiplied by (η λ − 1)².</param>
    public sealed record Widening(double Share, int Times);

    public Subjects<Widening> Subjects => new(
        from share in Drawn.Number(2.1, 3.9)
        from times in Gen.Choose(1, 8)
        select new Widening(share, times),
        at => Enumerable.Range(1, at.Times - 1).Select(times => at with { Times = times }),
        at => [Trait.Of("η λ", at.Share), Trait.Of("k", at.Times)]);

    [Law("N24c", LawKind.Identity, @"T(n (\eta \lambda_0 - 1)^{2 k}) = T(n) + k, \quad T = \operatorname{argmax}_t f_t^2",
        Source = "Lewkowycz et al. 2020; derived here",
        Given = "the recursion of N15, 2 < ηλ₀ < 4, f₀ fixed, n so large that f₀² / n = 1e-14: T grows like log n / (2 log(ηλ₀ − 1)); "
            + "n enters by f₀² / n alone, and is widened there", Within = Exact.ToTheBit, RestsOn = ["N15a", "N15b"])]
    public Measurement The_peak_time_of_the_catapult_grows_by_one_step_per_factor_of_the_width(Widening at) => IsLater(at, at.Times);

    [Mistake(nameof(The_peak_time_of_the_catapult_grows_by_one_step_per_factor_of_the_width),
        "log n / log(ηλ − 1): the loss for the output")]
    public Measurement Later_by_twice_as_much(Widening at) => IsLater(at, 2 * at.Times);

    [Rival(nameof(The_peak_time_of_the_catapult_grows_by_one_step_per_factor_of_the_width), "the time does not depend on the width")]
    public Measurement Not_later(Widening at) => IsLater(at, 0);

    static Measurement IsLater(Widening at, int steps) => Measure.Bits(
        "T(n) + k", [Peak(at, FirstOutput) + steps], "T of the wider network", [Peak(at, FirstOutput / Math.Pow(at.Share - 1, at.Times))]);

    static int Peak(Widening at, double output)
    {
        var path = Catapult.Recursion(new(output, 1), Width, at.Share, MostSteps);
        return Enumerable.Range(0, path.Count).MaxBy(t => Math.Abs(path[t].Output));
    }
}
