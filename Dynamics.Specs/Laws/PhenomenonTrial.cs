using System.Reflection;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Laws;

/// <summary>A phenomenon on a run's seeds, with its rivals beside it on each of them.</summary>
sealed class PhenomenonTrial(LawDeclaration law, object fixture, Settings settings)
{
    /// <summary>A statistic this near to the null is the null, but for roundings.</summary>
    const double Negligible = 1e-9;

    public Verdict Decide(Verdict nothing)
    {
        var declared = (PhenomenonAttribute)law.Law;
        var (rule, measure) = (law.Rule!, Bind(law.Method));
        var shown = new Tally(0, 0, declared.Share);
        var findings = new List<string>();
        Evidence? worst = null;
        var rivals = law.Falsifiers.Select(falsifier =>
            (Falsifier: falsifier, Measure: Bind(falsifier.Method), Tally: new Tally(0, 0, declared.Share),
                Margin: double.PositiveInfinity, Escape: "", IsNull: true)).ToArray();

        foreach (var replicate in Enumerable.Range(0, settings.Cases(declared.Seeds)).Select(index => new Replicate(settings.Seed, index)))
        {
            var trial = Trial.Of(measure, replicate, rule, 0, []);
            if (trial.Thrown is not null && !trial.HasDiverged || trial.Refused != "")
                return nothing with { Status = LawStatus.Violated, Reason = trial.Refused,
                    Counterexample = new(replicate.Index + 1, $"{replicate}", $"{replicate}", 0, trial.Evidence, trial.Thrown) };
            shown = shown.With(trial.Finding == Finding.Holds);
            if (trial.Finding != Finding.Holds) findings.Add($"{replicate}: {WhatWasSeen(trial)}");
            if (trial.Evidence is { } evidence && !(worst?.Excess >= evidence.Excess)) worst = evidence;
            for (var i = 0; i < rivals.Length; i++) rivals[i] = Try(rivals[i], replicate, trial.Evidence, rule);
        }

        var tautologies = rivals.Where(
            rival => settings.IsTheDefaultRun && rival.IsNull
            && rival.Falsifier.Falsifier is RivalAttribute { NullBecause: "" } && shown.Of > 0).Select(rival =>
            $"the rival '{rival.Falsifier.Falsifier.What}' is the null itself on every seed: did it run anything that could have come out "
                + "otherwise? Then say why it is (NullBecause)").ToArray();
        if (tautologies.Length > 0) return nothing with { Status = LawStatus.Undecided, Reason = string.Join("; ", tautologies) };
        return Judge.OfPhenomenon(nothing with
        {
            Cases = shown.Of,
            Draws = shown.Of,
            Worst = worst,
            Shown = shown,
            Findings = findings,
            Falsifiers = [.. rivals.Select(rival => new FalsifierVerdict(rival.Falsifier, rival.Tally, 0, 0, rival.Margin, rival.Escape))],
        });
    }

    static (FalsifierDeclaration, Func<Replicate, Measurement>, Tally, double, string, bool) Try(
        (FalsifierDeclaration Falsifier, Func<Replicate, Measurement> Measure, Tally Tally,
            double Margin, string Escape, bool IsNull) rival, Replicate replicate, Evidence? truth, Rule rule)
    {
        var trial = Trial.Of(rival.Measure, replicate, rule, 0, []);
        var caught = trial.IsMeasuredViolation;
        var isOther = caught && truth is not null && rival.Falsifier.Falsifier.Spoils == Spoiled.Left
            && !trial.Evidence!.Measurement.Right.IsSameAs(truth.Measurement.Right);
        return (rival.Falsifier, rival.Measure, rival.Tally.With(caught && !isOther),
            caught ? Math.Min(rival.Margin, trial.Evidence!.Excess) : rival.Margin,
            isOther ? $"is compared with another right-hand side on {replicate}: {trial.Evidence!.Measurement.Right.Name} = "
                + $"{trial.Evidence.Measurement.Right}"
            : caught ? rival.Escape : $"shows it too on {replicate}, or gives no number: {WhatWasSeen(trial)}",
            rival.IsNull && trial.Evidence is { Measurement: var measured }
                && Math.Abs(measured.Residual) <= Negligible * Math.Max(1, measured.Right.Norm));
    }

    static string WhatWasSeen(Trial trial) =>
        trial.WhyNoCase ?? trial.Thrown?.Message ?? $"{trial.Evidence!.Measurement.Left.Name} = {trial.Evidence.Measurement.Left}";

    Func<Replicate, Measurement> Bind(MethodInfo method) => LawRunner.Bound<Func<Replicate, Measurement>>(method, fixture);
}
