using System.Reflection;
using System.Text.RegularExpressions;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Laws;

/// <summary>What is declared of a law and the fixture that runs it: known without running anything.</summary>
public sealed record LawDeclaration(LawAttribute Law, MethodInfo Method, Type Fixture, IReadOnlyList<FalsifierDeclaration> Falsifiers)
{
    const BindingFlags OwnStatics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    readonly Lazy<Rule?> _rule = new(() => RuleOf(Law, Fixture));
    readonly Lazy<string> _subject = new(() => Fixture.GetCustomAttribute<SubjectAttribute>()?.Name ?? NameOf(Fixture));

    IReadOnlyList<string>? _defects;

    /// <summary>What contradicts it among the other laws of its assembly.</summary>
    public IReadOnlyList<string> Conflicts
    {
        get;
        init => (field, _defects) = (value, null);
    } = [];

    public string Id => Law.Id;

    /// <summary>The method's name as a sentence.</summary>
    public string Title => InWords(Method.Name);

    /// <summary>The row of the catalogue: a law split in two keeps it.</summary>
    public string Catalogue => Law.Catalogue ?? Regex.Match(Id, "^[A-Z]+[0-9]+").Value;

    public string Chapter => ChapterAttribute?.Title ?? "";

    /// <summary>The section of the report, or empty.</summary>
    public string Report => ChapterAttribute?.Report ?? "";

    /// <summary>The name that the fixture gives its subject, else the models of a generic fixture, else the fixture's own name.</summary>
    public string Subject => _subject.Value;

    /// <summary>Names the law and its subject: unique in the book.</summary>
    public string Key => $"{Id}@{Subject}";

    /// <summary>The rule of its tolerance, or null where none has the name that the law gives.</summary>
    public Rule? Rule => _rule.Value;

    /// <summary>Why the law has nothing to measure here, or null.</summary>
    public string? DoesNotApply =>
        Fixture.GetCustomAttributes<DoesNotApplyAttribute>().FirstOrDefault(a => a.Laws.Contains(Method.Name))?.Reason;

    /// <summary>Why the tolerance may be far wider than the residuals here, or empty.</summary>
    public string LooseBecause =>
        Fixture.GetCustomAttributes<LooseToleranceAttribute>().FirstOrDefault(a => a.Law == Method.Name)?.Because ?? "";

    /// <summary>Why the law sees no small relative error here, or empty.</summary>
    public string CoarseBecause =>
        Fixture.GetCustomAttributes<CoarseResolutionAttribute>().FirstOrDefault(a => a.Law == Method.Name)?.Because ?? "";

    /// <summary>The hypothesis that the model breaks, or null.</summary>
    public string? Breaks => Fixture.GetCustomAttributes<BreaksAttribute>().FirstOrDefault(a => a.Law == Method.Name)?.Hypothesis;

    /// <summary>The most cases that the fixture allows of the law's subject, where it costs much; or null.</summary>
    public int? AtMost =>
        SubjectOf(Method) is { } subject && typeof(ISubjectsOf<>).MakeGenericType(subject) is var source
        && source.IsAssignableFrom(Fixture)
        && source.GetProperty(nameof(ISubjectsOf<int>.Subjects))!.GetValue(Activator.CreateInstance(Fixture)) is IHasMostCases subjects
        && subjects.AtMost < Law.Cases
            ? subjects.AtMost : null;

    /// <summary>Whether it spends some of the run's false alarms on its samples.</summary>
    public bool IsAboutSamples => Law.Kind is LawKind.Statistical or LawKind.Limit;

    /// <summary>What is wrong with the declaration; a law with a defect is not run.</summary>
    public IReadOnlyList<string> Defects => _defects ??= [.. OfTheLaw(), .. OfTheRule(), .. OfTheFalsifiers(), .. Conflicts];

    internal static string InWords(string name) => name.Replace('_', ' ');

    ChapterAttribute? ChapterAttribute => Fixture.GetCustomAttribute<ChapterAttribute>();

    IEnumerable<string> OfTheLaw()
    {
        if (Chapter == "") yield return $"its class {Fixture.Name} has no [Chapter]";
        if (Law.Source == "") yield return "it has no source";
        if (Law.Given == "") yield return "it states no hypotheses";
        if (IsAboutSamples != Law.Alpha > 0)
            yield return IsAboutSamples ? "it is about samples but spends no alpha" : "it is not about samples but spends alpha";
        if (!LatexSubset.Accepts(Law.Statement, out var error))
            yield return $"its statement is not in the subset of LaTeX in use: {error}";
        if (Method.GetParameters().Length > 1) yield return "it takes more than one subject";
        if (Method.ReturnType != typeof(Measurement))
            yield return $"it returns {Method.ReturnType.Name}, and a law returns a {nameof(Measurement)}";
        if (Law.Kind == LawKind.Phenomenon != Law is PhenomenonAttribute) yield return "a phenomenon is declared by [Phenomenon]";
        if (Law is PhenomenonAttribute && SubjectOf(Method) != typeof(Replicate)) yield return $"a phenomenon takes a {nameof(Replicate)}";
        if (Breaks is { } hypothesis && (hypothesis == "" || !Law.Given.Contains(hypothesis, StringComparison.Ordinal)))
            yield return $"[Breaks] names a hypothesis that Given does not state: '{hypothesis}'";
        foreach (var type in Law.NoCaseWhere.Where(
            type => type == typeof(Exception) || type == typeof(SystemException) || !typeof(Exception).IsAssignableFrom(type)))
            yield return $"NoCaseWhere names {type.Name}, which does not say that a hypothesis is not met";
        foreach (var (attribute, named) in Exceptions.Where(exception => !LawsOfTheFixture.Contains(exception.Law)))
            yield return $"[{attribute}] of {Fixture.Name} names no law of it: '{named}'";
    }

    IEnumerable<string> OfTheRule()
    {
        if (Law.Within == "") yield return "it names no rule for its tolerance";
        else if (Rule is not { } rule)
            yield return $"its rule '{Law.Within}' is no static property of {Fixture.Name} that returns a {nameof(Rule)}";
        else if (rule.Subject is { } subject && SubjectOf(Method) is var own
            && !subject.IsAssignableFrom(own ?? typeof(void)) && subject != typeof(object))
            yield return $"its rule '{Law.Within}' is about {NameOf(subject)}, and the law about "
                + $"{(own is null ? "a frozen setting" : NameOf(own))}";
    }

    IEnumerable<string> OfTheFalsifiers()
    {
        if (Falsifiers.Count == 0) yield return "it has no falsifier";
        if (Law is PhenomenonAttribute && !Falsifiers.Any(falsifier => falsifier.Falsifier.Kind == FalsifierKind.Rival))
            yield return "a phenomenon has a rival, and it has none";
        foreach (var falsifier in Falsifiers)
        {
            if (falsifier.Method.ReturnType != typeof(Measurement)) yield return $"its falsifier '{falsifier.Title}' returns "
                + $"{falsifier.Method.ReturnType.Name}, and must return a {nameof(Measurement)}";
            if (SubjectOf(falsifier.Method) != SubjectOf(Method))
                yield return $"its falsifier '{falsifier.Title}' takes another subject than the law";
        }
        foreach (var share in Falsifiers.Where(falsifier => falsifier.Falsifier is not { LeastShare: > 0 and <= 1, Catches: >= 1 }))
            yield return $"its falsifier '{share.Title}' claims {share.Falsifier.Catches} catches on a share of "
                + $"{share.Falsifier.LeastShare}; "
                + "it needs one catch or more, and a share above 0 and at most 1";
        var laws = LawsOfTheFixture;
        foreach (var stray in LawBook.Falsifiers(Fixture).Where(falsifier => !laws.Contains(falsifier.Falsifier.Law)))
            yield return $"the falsifier '{stray.Title}' of its fixture names no law: '{stray.Falsifier.Law}' may be meant for "
                + $"'{laws.MaxBy(law => law.Zip(stray.Falsifier.Law).TakeWhile(pair => pair.First == pair.Second).Count())}'";
    }

    string[] LawsOfTheFixture => [.. LawBook.Lineage(Fixture).SelectMany(type => type.GetMethods(OwnStatics | BindingFlags.Instance))
        .Where(method => method.IsDefined(typeof(LawAttribute))).Select(method => method.Name).Distinct()];

    /// <summary>What the fixture says of some of its laws, and of which.</summary>
    IEnumerable<(string Attribute, string Law)> Exceptions =>
    [
        .. Fixture.GetCustomAttributes<DoesNotApplyAttribute>().SelectMany(said => said.Laws, (_, law) => ("DoesNotApply", law)),
        .. Fixture.GetCustomAttributes<BreaksAttribute>().Select(said => ("Breaks", said.Law)),
        .. Fixture.GetCustomAttributes<LooseToleranceAttribute>().Select(said => ("LooseTolerance", said.Law)),
        .. Fixture.GetCustomAttributes<CoarseResolutionAttribute>().Select(said => ("CoarseResolution", said.Law)),
    ];

    static Rule? RuleOf(LawAttribute law, Type fixture) => law.Within == Exact.ToTheBit ? new Exact()
        : LawBook.Lineage(fixture).Select(type => type.GetProperty(law.Within, OwnStatics)).OfType<PropertyInfo>().FirstOrDefault()
            ?.GetValue(null) as Rule;

    static Type? SubjectOf(MethodInfo method) => method.GetParameters() is [var parameter, ..] ? parameter.ParameterType : null;

    static string NameOf(Type type) => GenericBase(type) is { } generic
        ? string.Join(",", generic.GetGenericArguments().Select(argument => argument.Name))
        : Regex.Replace(type.Name, "(Laws|Specs)$", "");

    static Type? GenericBase(Type type) =>
        type.IsConstructedGenericType ? type : type.BaseType is { } parent ? GenericBase(parent) : null;
}

/// <summary>What is declared of a falsifier.</summary>
public sealed record FalsifierDeclaration(FalsifierAttribute Falsifier, MethodInfo Method)
{
    public string Title => LawDeclaration.InWords(Method.Name);
}
