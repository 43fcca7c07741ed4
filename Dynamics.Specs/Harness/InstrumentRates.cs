using System.Globalization;
using Dynamics.Specs.Harness.Planted;
using Dynamics.Specs.Laws;
using MathNet.Numerics.Distributions;

namespace Dynamics.Specs.Harness;

/// <summary>How often the instrument errs on planted laws, beside the chance that follows from what it declares.</summary>
/// <param name="What">The error.</param>
/// <param name="Declared">The most that is declared.</param>
/// <param name="Exact">The chance as it can be worked out.</param>
/// <param name="AtItsLevel">The same at the level of the instrument itself, where errors are too rare to be counted.</param>
/// <param name="Measured">Errors of runs.</param>
sealed record InstrumentRate(string What, double Declared, double Exact, double AtItsLevel, Tally Measured)
{
    const double Level = OfKnownChance.Level, OwnLevel = Tally.Alpha, ForCases = .9;

    /// <summary>A chance of one in a million that a rate lies outside of it though it is the exact one.</summary>
    const double Confidence = 1e-6;

    /// <summary>Every rate; a run is a whole check of a law, on a seed of its own.</summary>
    public static IEnumerable<InstrumentRate> All(int runs)
    {
        yield return Of<TrueMeans>(
            runs, "a true statistical law is called violated", Level, level => ForCases * level, Violated);
        yield return Of<MeansOffByWhatIsDetected>(
            runs, "a law that is off by what it detects is missed", ForCases * Level, level =>
                ForCases * level / 2, verdict => !Violated(verdict));
        yield return Of<StudentMeans>(
            runs, "a true law about a rate over ten groups is called violated", Level, level => ForCases * level, Violated);
        yield return Of<CatchesAsClaimed>(
            runs, "a mistake that is caught as often as claimed is said to survive", Level, level => Fewer(.5, level), Undecided);
        yield return Of<CatchesHalfAsOften>(
            runs, "a mistake that is caught half as often as claimed is accepted", 1, level =>
                1 - Fewer(.25, level), verdict => !Undecided(verdict));
        yield return Of<SharesAsClaimed>(
            runs, "a phenomenon on nine seeds of ten, of thirty, is called violated", Level, level => Rejected(.9, level), Violated);
        yield return Of<SharesOfSixInTen>(
            runs, "a phenomenon on six seeds of ten, of thirty, is accepted as one on nine", 1, level =>
                1 - Rejected(.6, level), verdict => !Violated(verdict));
    }

    /// <summary>The exact chance lies inside the interval of what was counted, and no more is declared than that.</summary>
    public bool Agrees => Declared >= Exact - 1e-12 && Low <= Exact && Exact <= High;

    public static string Table(IEnumerable<InstrumentRate> rates) => string.Join('\n', (string[])
    [
        "| error | declared, at most | worked out | counted | share, at 95 % | worked out at its own level |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        .. rates.Select(rate => string.Create(CultureInfo.InvariantCulture,
            $"| {rate.What} | {(rate.Declared == 1 ? "nothing" : $"{rate.Declared:F4}")} | {rate.Exact:F4} | {rate.Measured} | "
                + $"{rate.Measured.Interval.Low:F4} to {rate.Measured.Interval.High:F4} | {rate.AtItsLevel:G3} |")),
    ]);

    static InstrumentRate Of<TFixture>(int runs, string what, double declared, Func<double, double> chance, Func<Verdict, bool> isError)
        where TFixture : new()
    {
        var (law, fixture, settings) = (LawBook.Of(typeof(TFixture)).Single(), new TFixture(), Settings.From(_ => null));
        var errors = Enumerable.Range(1, runs).AsParallel()
            .Count(seed => isError(LawRunner.Check(law, fixture, settings with { Seed = (ulong)seed })));
        return new(what, declared, chance(Level), chance(OwnLevel), new(errors, runs, declared));
    }

    static bool Violated(Verdict verdict) => verdict.Status == LawStatus.Violated;

    static bool Undecided(Verdict verdict) => verdict.Status == LawStatus.Undecided;

    /// <summary>Fewer than twenty catches in as many tries as a claimed half allows.</summary>
    static double Fewer(double share, double level) => Binomial.CDF(share, Tally.MostTries(20, .5, level), 19);

    /// <summary>So few of thirty seeds that nine in ten are rejected.</summary>
    static double Rejected(double share, double level) =>
        Binomial.CDF(share, 30, Enumerable.Range(0, 31).Last(k => new Tally(k, 30, .9).IsRejected(level)));

    double Low => Measured.Count == 0 ? 0 : Beta.InvCDF(Measured.Count, Measured.Of - Measured.Count + 1, Confidence / 2);

    double High => Measured.Count == Measured.Of ? 1 : Beta.InvCDF(Measured.Count + 1, Measured.Of - Measured.Count, 1 - Confidence / 2);
}
