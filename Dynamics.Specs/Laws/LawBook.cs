using System.Reflection;

namespace Dynamics.Specs.Laws;

/// <summary>The declared laws of an assembly, read by reflection without running any.</summary>
public static class LawBook
{
    const BindingFlags AnyMethod =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;

    /// <summary>Every law of every chapter, in the order of its id and subject.</summary>
    public static IReadOnlyList<LawDeclaration> Read(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: false, IsGenericTypeDefinition: false } && type.GetCustomAttribute<ChapterAttribute>() is not null)
            .SelectMany(Of)
            .OrderBy(law => law.Key, CatalogueOrder.Instance),
    ];

    /// <summary>The laws that a fixture runs.</summary>
    public static IEnumerable<LawDeclaration> Of(Type fixture) =>
        fixture.GetMethods(AnyMethod).Where(method => method.IsDefined(typeof(LawAttribute))).Select(method => Declaration(fixture, method));

    public static LawDeclaration Declaration(Type fixture, MethodInfo law) => new(
        law.GetCustomAttribute<LawAttribute>() ?? throw new ArgumentException($"{law.Name} of {fixture.Name} carries no [Law].", nameof(law)),
        law, fixture, [.. Falsifiers(fixture).Where(falsifier => falsifier.Falsifier.Law == law.Name)]);

    /// <summary>The falsifiers of a fixture, those that name no law of it included.</summary>
    public static IEnumerable<FalsifierDeclaration> Falsifiers(Type fixture) =>
        from type in Lineage(fixture)
        from method in type.GetMethods(AnyMethod | BindingFlags.DeclaredOnly)
        let attribute = method.GetCustomAttribute<FalsifierAttribute>()
        where attribute is not null
        select new FalsifierDeclaration(attribute, method);

    static IEnumerable<Type> Lineage(Type? type)
    {
        for (; type is not null; type = type.BaseType) yield return type;
    }
}
