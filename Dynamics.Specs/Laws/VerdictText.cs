using System.Globalization;
using System.Text;

namespace Dynamics.Specs.Laws;

/// <summary>What a person reads of a verdict: for a failed law all that is needed to understand and replay it.</summary>
public static class VerdictText
{
    public static string Of(Verdict verdict) => verdict.IsAccepted ? InOneLine(verdict) : Failure(verdict);

    static string InOneLine(Verdict verdict)
    {
        var worst = verdict.Worst is { } measured ? $", worst residual {Show(measured.Residual)} against {Show(measured.Tolerance)}" : "";
        var reason = verdict.Reason == "" ? "" : $": {verdict.Reason}";
        return $"{verdict.Law.Key} {verdict.Status.InWords()}{reason} ({verdict.Cases} cases{worst})";
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
        foreach (var falsifier in verdict.Falsifiers)
            Line("falsifier", $"{falsifier.Falsifier.Falsifier.Mistake}: {(falsifier.IsKilled ? $"caught {falsifier.Caught} of {falsifier.Of}" : falsifier.Survivor)}");
        Line("replay", Replay(verdict));
        return text.ToString();

        void Line(string name, string value) => text.AppendLine($"  {name,-12}{value}");

        void Describe(Counterexample found)
        {
            Line("case", $"{found.Shrunk}");
            Line("", found.Steps == 0 ? $"draw {found.Index}, nothing simpler fails" : $"draw {found.Index} was {found.Original}, made simpler {found.Steps} times");
            if (found.Thrown is { } thrown) Line("threw", $"{thrown.GetType().Name}: {thrown.Message}");
            if (found.Measured is not { } measured) return;
            var measurement = measured.Evidence.Measurement;
            Line("left", $"{measurement.Left.Name} = {measurement.Left}");
            Line("right", $"{measurement.Right.Name} = {measurement.Right}");
            Line("claim", $"{measurement.Left.Name} {measurement.Relation} {measurement.Right.Name}");
            Line("residual", $"{Show(measured.Residual)}, allowed {Show(measured.Tolerance)}");
            Line("tolerance", measured.Evidence.Tolerance.Rule);
            if (verdict.Law.IsAboutSamples) Line("alpha", Show(measured.Alpha));
        }
    }

    /// <summary>The command that runs the same law on the same cases, on any shell.</summary>
    public static string Replay(Verdict verdict) =>
        $"dotnet test Dynamics.Specs -e DYNAMICS_SEED={verdict.Settings.Seed}{Cases(verdict.Settings)} --filter \"FullyQualifiedName={verdict.Law.Fixture.FullName}.{verdict.Law.Method.Name}\"";

    static string Cases(Settings settings) =>
        settings.CasesFactor == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" -e DYNAMICS_CASES={settings.CasesFactor}");

    static string Show(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
