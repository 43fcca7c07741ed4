using System.Collections.Concurrent;
using System.Reflection;

namespace Dynamics.Specs.Laws;

/// <summary>The declared laws of an assembly, read by reflection without running any.</summary>
public static class LawBook
{
    const BindingFlags AnyMethod =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;

    static readonly ConcurrentDictionary<Assembly, ILookup<string, string>> ConflictsOf = new();

    /// <summary>
    /// Every law of every fixture, in the order of its id and subject. A class that carries a law is a fixture, wherever it stands.
    /// </summary>
    public static IReadOnlyList<LawDeclaration> Read(Assembly assembly) =>
        [.. Fixtures(assembly).SelectMany(Of).OrderBy(law => law.Key, CatalogueOrder.Instance)];

    /// <summary>
    /// Laws that no fixture runs: nobody derives from the class that declares them, it is open, or they are private in a base class.
    /// </summary>
    public static IReadOnlyList<string> Unreached(Assembly assembly) =>
        Unreached([.. assembly.GetTypes().Where(type => !IsPlanted(type))]);

    internal static IReadOnlyList<string> Unreached(IReadOnlyCollection<Type> types)
    {
        var run = types.Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false })
            .SelectMany(LawMethods).Select(DefinitionOf).ToHashSet();
        return
        [
            .. from type in types
               from method in type.GetMethods(AnyMethod | BindingFlags.DeclaredOnly)
               where method.IsDefined(typeof(LawAttribute), inherit: false) && !run.Contains(DefinitionOf(method))
               select $"{method.GetCustomAttribute<LawAttribute>()!.Id} in {type.Name}, '{LawDeclaration.InWords(method.Name)}', is run "
                   + "by no fixture: "
                   + "it needs a class that is neither abstract nor generic, and a method that the class can see",
        ];
    }

    /// <summary>The laws that a fixture runs.</summary>
    public static IEnumerable<LawDeclaration> Of(Type fixture) => LawMethods(fixture).Select(method => Declaration(fixture, method));

    public static LawDeclaration Declaration(Type fixture, MethodInfo law)
    {
        var declared = Alone(fixture, law);
        return IsPlanted(fixture) ? declared
            : declared with { Conflicts = [.. ConflictsOf.GetOrAdd(fixture.Assembly, Conflicts)[declared.Key]] };
    }

    /// <summary>The falsifiers of a fixture, those that name no law of it included.</summary>
    public static IEnumerable<FalsifierDeclaration> Falsifiers(Type fixture) =>
        from type in Lineage(fixture)
        from method in type.GetMethods(AnyMethod | BindingFlags.DeclaredOnly)
        let attribute = method.GetCustomAttribute<FalsifierAttribute>()
        where attribute is not null
        select new FalsifierDeclaration(attribute, method);

    /// <summary>What contradicts what among laws: two fixtures with one key, one id with two statements; by key.</summary>
    internal static IEnumerable<(string Key, string Conflict)> ConflictsAmong(IReadOnlyList<LawDeclaration> laws) =>
    [
        .. from same in laws.GroupBy(law => law.Key)
           where same.Count() > 1
           let fixtures = same.Select(law => law.Fixture.Name).Distinct().ToArray()
           select (same.Key, fixtures.Length == 1
               ? $"{fixtures[0]} has {same.Count()} laws with the id {same.First().Id}: {string.Join("; ", same.Select(law => law.Title))}"
               : $"{same.Key} is the key of {same.Count()} fixtures, and each overwrites the other's evidence: "
                   + $"{string.Join(", ", fixtures)}; name their subjects apart with [Subject]"),
        .. from same in laws.GroupBy(law => law.Id)
           let statements = same.Select(law => (law.Title, law.Law.Statement)).Distinct().ToArray()
           where statements.Length > 1
           from key in same.Select(law => law.Key).Distinct()
           select (key,
               $"{same.Key} names {statements.Length} statements: {string.Join("; ", statements.Select(statement => statement.Title))}"),
    ];

    internal static IEnumerable<Type> Lineage(Type? type)
    {
        for (; type is not null; type = type.BaseType) yield return type;
    }

    static ILookup<string, string> Conflicts(Assembly assembly) =>
        ConflictsAmong([.. from fixture in Fixtures(assembly) from law in LawMethods(fixture) select Alone(fixture, law)])
            .ToLookup(found => found.Key, found => found.Conflict);

    static IEnumerable<Type> Fixtures(Assembly assembly) => assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && !IsPlanted(type) && LawMethods(type).Any());

    /// <summary>One for all the types that a generic class is closed over, and for all that inherit it.</summary>
    static (Module, int) DefinitionOf(MethodInfo method) => (method.Module, method.MetadataToken);

    static bool IsPlanted(Type fixture) => fixture.IsDefined(typeof(PlantedAttribute), inherit: true);

    static IEnumerable<MethodInfo> LawMethods(Type fixture) =>
        fixture.GetMethods(AnyMethod).Where(method => method.IsDefined(typeof(LawAttribute)));

    static LawDeclaration Alone(Type fixture, MethodInfo law) => new(
        law.GetCustomAttribute<LawAttribute>() ?? throw new ArgumentException(
            $"{law.Name} of {fixture.Name} carries no [Law].", nameof(law)),
        law, fixture, [.. Falsifiers(fixture).Where(falsifier => falsifier.Falsifier.Law == law.Name)]);
}
