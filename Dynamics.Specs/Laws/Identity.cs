using System.Collections.Concurrent;
using System.Reflection;
using Dynamics.Numerics;

namespace Dynamics.Specs.Laws;

/// <summary>
/// What a law was measured on and by: the assemblies of Core, of the law, and of what the law's assembly refers to, so that of the
/// model, each by the hash of its sources that a deterministic compiler stamps on it.
/// </summary>
public static class Identity
{
    static readonly string[] Libraries =
        ["System", "Microsoft", "mscorlib", "netstandard", "nunit", "NUnit", "FsCheck", "FSharp", "MathNet", "testhost", "coverlet"];

    static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> Found = new();

    public static string OfCore { get; } = Hash(typeof(Elementary).Assembly);

    /// <summary>Assembly by assembly, by name.</summary>
    public static IReadOnlyDictionary<string, string> Of(Type fixture) => Found.GetOrAdd(fixture.Assembly, Measured);

    static IReadOnlyDictionary<string, string> Measured(Assembly laws) => new SortedDictionary<string, string>(
        new[] { laws, typeof(Identity).Assembly, typeof(Elementary).Assembly }
            .Concat(laws.GetReferencedAssemblies().Where(name => !IsLibrary(name)).Select(Assembly.Load))
            .Distinct().ToDictionary(assembly => assembly.GetName().Name ?? "", Hash), StringComparer.Ordinal);

    static bool IsLibrary(AssemblyName name) => Libraries.Any(library => name.Name?.StartsWith(library, StringComparison.Ordinal) == true);

    static string Hash(Assembly assembly) => assembly.ManifestModule.ModuleVersionId.ToString("N");
}
