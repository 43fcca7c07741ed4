using System.Reflection;
using System.Text.RegularExpressions;

namespace Dynamics.Specs.Laws;

/// <summary>What is declared of a law and the fixture that runs it: known without running anything.</summary>
public sealed record LawDeclaration(LawAttribute Law, MethodInfo Method, Type Fixture, IReadOnlyList<FalsifierDeclaration> Falsifiers)
{
    public string Id => Law.Id;

    /// <summary>The method's name as a sentence.</summary>
    public string Title => InWords(Method.Name);

    /// <summary>The row of the catalogue: a law split in two keeps it.</summary>
    public string Catalogue => Law.Catalogue ?? Regex.Match(Id, "^[A-Z]+[0-9]+").Value;

    public string Chapter => ChapterAttribute?.Title ?? "";

    /// <summary>The section of the report, or empty.</summary>
    public string Report => ChapterAttribute?.Report ?? "";

    /// <summary>The name that the fixture gives its subject, else the models of a generic fixture, else the fixture's own name.</summary>
    public string Subject => Fixture.GetCustomAttribute<SubjectAttribute>()?.Name ?? NameOf(Fixture);

    static string NameOf(Type fixture) => GenericBase(fixture) is { } generic
        ? string.Join(",", generic.GetGenericArguments().Select(type => type.Name))
        : Regex.Replace(fixture.Name, "(Laws|Specs)$", "");

    /// <summary>Names the law and its subject: unique in the book.</summary>
    public string Key => $"{Id}@{Subject}";

    /// <summary>Why the law has nothing to measure here, or null.</summary>
    public string? DoesNotApply => Fixture.GetCustomAttributes<DoesNotApplyAttribute>().FirstOrDefault(a => a.Laws.Contains(Method.Name))?.Reason;

    /// <summary>Why the tolerance may be far wider than the worst residual here, or empty.</summary>
    public string WideBecause => Fixture.GetCustomAttributes<WideAttribute>().FirstOrDefault(a => a.Law == Method.Name)?.Because ?? "";

    /// <summary>The hypothesis that the model breaks, or null.</summary>
    public string? Breaks => Fixture.GetCustomAttributes<BreaksAttribute>().FirstOrDefault(a => a.Law == Method.Name)?.Hypothesis;

    /// <summary>Whether it spends some of the run's false alarms.</summary>
    public bool IsAboutSamples => Law.Kind is LawKind.Statistical or LawKind.Limit;

    /// <summary>What is missing in the declaration; a law with a defect is not run.</summary>
    public IEnumerable<string> Defects()
    {
        if (Law.Source == "") yield return "it has no source";
        if (Law.Given == "") yield return "it states no hypotheses";
        if (Law.Within == "") yield return "it states no tolerance rule";
        if (Falsifiers.Count == 0) yield return "it has no falsifier";
        if (IsAboutSamples != Law.Alpha > 0) yield return IsAboutSamples ? "it is about samples but spends no alpha" : "it is not about samples but spends alpha";
        if (!LatexSubset.Accepts(Law.Statement, out var error)) yield return $"its statement is not in the subset of LaTeX in use: {error}";
        if (Method.GetParameters().Length > 1) yield return "it takes more than one subject";
    }

    internal static string InWords(string name) => name.Replace('_', ' ');

    ChapterAttribute? ChapterAttribute => Fixture.GetCustomAttribute<ChapterAttribute>();

    static Type? GenericBase(Type type) =>
        type.IsConstructedGenericType ? type : type.BaseType is { } parent ? GenericBase(parent) : null;
}

/// <summary>What is declared of a falsifier.</summary>
public sealed record FalsifierDeclaration(FalsifierAttribute Falsifier, MethodInfo Method)
{
    public string Title => LawDeclaration.InWords(Method.Name);
}
