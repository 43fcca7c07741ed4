using System.Globalization;
using System.Text;

namespace Dynamics.Specs.Laws;

/// <summary>What a person reads of a verdict: for a failed law all that is needed to understand and replay it.</summary>
public static class VerdictText
{
    public static string Of(Verdict verdict) => verdict.IsAccepted ? InOneLine(verdict) : Failure(verdict);

    static string InOneLine(Verdict verdict)
    {
        var worst = verdict.Worst is { } measured ? $", worst residual {Show(measured.Residual)} against {Show(measured.Width)}" : "";
        var reason = verdict.Reason == "" ? "" : $": {verdict.Reason}";
        var findings = verdict.Findings.Count == 0 ? "" : $"; not shown on {string.Join("; ", verdict.Findings)}; {Replay(verdict)}";
        return $"{verdict.Law.Key} {verdict.Status.InWords()}{reason} ({verdict.Cases} cases{worst}){findings}";
    }

    static string Failure(Verdict verdict)
    {
        var law = verdict.Law;
        var text = new StringBuilder().AppendLine().AppendLine($"{law.Id} is {verdict.Status.InWords()} for {law.Subject}: {law.Title}");
        Line("statement", law.Law.Statement);
        Line("source", law.Law.Source);
        Line("given", law.Law.Given);
        if (verdict.Reason != "") Line("because", verdict.Reason);
        if (verdict.Counterexample is { } counterexample) Describe(counterexample);
        else if (verdict is { Status: LawStatus.Violated, Worst: { } worst }) Measured(worst);
        foreach (var finding in verdict.Findings) Line("not shown", finding);
        foreach (var falsifier in verdict.Falsifiers)
        {
            var escape = falsifier.Survivor == "" || falsifier.Survivor.Contains($"{falsifier.Tally}", StringComparison.Ordinal)
                ? "" : $"; {falsifier.Survivor}";
            Line(Judge.InWords(falsifier.Falsifier.Falsifier.Kind),
                $"{falsifier.Falsifier.Falsifier.What}: caught on {falsifier.Tally} subjects{escape}");
        }
        Line("replay", Replay(verdict));
        return text.ToString();

        void Line(string name, string value) =>
            text.AppendLine($"  {name,-19}{value.ReplaceLineEndings(Environment.NewLine + new string(' ', 21))}");

        void Describe(Counterexample found)
        {
            Line("case", $"{found.Shrunk}");
            Line("", found.Steps == 0 ? $"draw {found.Index}, nothing simpler fails"
                : $"draw {found.Index} was {found.Original}, made simpler {found.Steps} times");
            if (found.Thrown is { } thrown) Line("threw", $"{thrown}");
            if (found.Evidence is { } evidence) Measured(evidence);
        }

        void Measured(Evidence evidence)
        {
            var measurement = evidence.Measurement;
            Line("left", $"{measurement.Left.Name} = {measurement.Left}");
            Line("right", $"{measurement.Right.Name} = {measurement.Right}");
            if (measurement.Slopes is null && measurement.Left.DifferencesFrom(measurement.Right) is { Length: > 0 } differences)
                Line("differ in", differences);
            if (measurement.Fault is { } fault) Line("the fault", $"{fault}");
            if (measurement.Slopes is { } slopes)
                Line("reads as", slopes.ReadAloud(double.Parse($"{measurement.Right}", CultureInfo.InvariantCulture)));
            Line("claim", $"{measurement.Left.Name} {measurement.Relation} {measurement.Right.Name}");
            Line("residual", $"{Show(evidence.Residual)}, allowed {Show(evidence.Width)}");
            Line("tolerance", law.Rule?.Text ?? "");
            if (law.IsAboutSamples) Line("alpha", Show(evidence.Alpha));
        }
    }

    /// <summary>The command that runs the same law on the same cases, on any shell.</summary>
    public static string Replay(Verdict verdict) =>
        $"dotnet test {Repository.ProjectOf(verdict.Law.Fixture.Assembly)} -e "
            + $"DYNAMICS_SEED={verdict.Settings.Seed}{Cases(verdict.Settings)} --filter "
            + $"\"FullyQualifiedName={verdict.Law.Fixture.FullName}.{verdict.Law.Method.Name}\"";

    static string Cases(Settings settings) =>
        Factor("DYNAMICS_CASES", settings.CasesFactor) + Factor("DYNAMICS_SAMPLES", settings.SamplesFactor);

    static string Factor(string variable, double factor) =>
        factor == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" -e {variable}={factor}");

    static string Show(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
