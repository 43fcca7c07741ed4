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

        void Line(string name, string value) => page.Append(value == "" ? "" : $"    {name,-14}{value}\n");

        void Describe(LawDeclaration[] subjects)
        {
            var law = subjects[0];
            page.Append($"{law.Id}  {law.Title}\n");
            Line("chapter", law.Chapter + (law.Report == "" ? "" : $" (report {law.Report})"));
            Line("statement", law.Law.Statement);
            Line("kind", law.Law.Kind.ToString().ToLowerInvariant());
            Line("source", law.Law.Source);
            Line("given", law.Law.Given);
            Line("within", law.Law.Within);
            Line("cases", law.Method.GetParameters().Length == 0 ? "the frozen setting" : $"{law.Law.Cases}");
            Line("alpha", law.Law.Alpha > 0 ? FormattableString.Invariant($"{law.Law.Alpha:G3}") : "");
            Line("rests on", string.Join(", ", law.Law.RestsOn));
            foreach (var falsifier in law.Falsifiers) Line("falsifier", $"{falsifier.Falsifier.Mistake} ({falsifier.Title})");
            foreach (var subject in subjects) Line("subject", subject.Subject + Exception(subject));
            page.Append('\n');
        }
    }

    static string Exception(LawDeclaration law) =>
        law.DoesNotApply is { } reason ? $": does not apply, {reason}" : law.Breaks is { } hypothesis ? $": must be violated, it breaks '{hypothesis}'"
        : law.WideBecause is { Length: > 0 } because ? $": tolerance wide because {because}" : "";
}
