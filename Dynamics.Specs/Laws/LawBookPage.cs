using System.Text;

namespace Dynamics.Specs.Laws;

/// <summary>The law book as text: what is declared, so that no law is loosened without a line that changes.</summary>
public static class LawBookPage
{
    public static string Of(IEnumerable<LawDeclaration> declared)
    {
        var page = new StringBuilder();
        foreach (var law in declared.GroupBy(law => law.Id)) Describe([.. law]);
        return page.ToString().TrimEnd('\n');

        void Line(string name, string value) => page.Append(value == "" ? "" : $"    {name,-20}{value}\n");

        void Describe(LawDeclaration[] subjects)
        {
            var law = subjects[0];
            page.Append($"{law.Id}  {law.Title}\n");
            Line("chapter", law.Chapter + (law.Report == "" ? "" : $" (report {law.Report})"));
            Line("statement", law.Law.Statement);
            Line("kind", law.Law.Kind.ToString().ToLowerInvariant());
            Line("source", law.Law.Source);
            Line("given", law.Law.Given);
            Line("within", law.Rule?.Text ?? "");
            Line("cases", Cases(law));
            Line("alpha", law.Law.Alpha > 0 ? FormattableString.Invariant($"{law.Law.Alpha:G3}") : "");
            Line("rests on", string.Join(", ", law.Law.RestsOn));
            foreach (var falsifier in law.Falsifiers) Line(Judge.InWords(falsifier.Falsifier.Kind), Described(falsifier));
            foreach (var subject in subjects) Line("subject", subject.Subject + MostCases(subject) + Exception(subject));
            page.Append('\n');
        }
    }

    static string Cases(LawDeclaration law) =>
        law.Law is PhenomenonAttribute phenomenon
            ? FormattableString.Invariant($"{phenomenon.Seeds} seeds, shown on a share of {phenomenon.Share} or more")
        : law.Method.GetParameters().Length == 0 ? "the frozen setting" : $"{law.Law.Cases}";

    static string Described(FalsifierDeclaration falsifier)
    {
        var declared = falsifier.Falsifier;
        var caught = declared.AlwaysBecause != "" ? $"caught always, because {declared.AlwaysBecause}"
            : declared.CatchRate != .5 ? FormattableString.Invariant($"caught on a share of {declared.CatchRate} or more") : "";
        var remarks = new[] { caught, declared.Spoils == Spoiled.Both ? "spoils both sides" : "" }.Where(remark => remark != "").ToArray();
        return $"{declared.What} ({falsifier.Title}{string.Concat(remarks.Select(remark => "; " + remark))})";
    }

    static string MostCases(LawDeclaration law) =>
        law.DoesNotApply is null && law.AtMost is { } most ? $"; at most {most} case{(most == 1 ? "" : "s")}" : "";

    static string Exception(LawDeclaration law) =>
        law.DoesNotApply is { } reason ? $": does not apply, {reason}"
        : law.Breaks is { } hypothesis ? $": must be violated, it breaks '{hypothesis}'"
        : (law.LooseBecause is { Length: > 0 } loose ? $": tolerance wide because {loose}" : "")
            + (law.CoarseBecause is { Length: > 0 } coarse ? $": resolution coarse because {coarse}" : "");
}
