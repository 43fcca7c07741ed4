using System.Reflection;
using NUnit.Framework.Api;
using NUnit.Framework.Interfaces;

namespace Dynamics.Approval;

/// <summary>Finds verified files that no test will ever compare with again.</summary>
public static class Orphans
{
    const string Verified = ".verified.";

    /// <summary>Why each orphan among the files is one; empty when every file belongs to a test and lies beside it.</summary>
    /// <param name="files">Paths of verified files and of sources.</param>
    /// <param name="tests">The names under which tests verify.</param>
    public static IReadOnlyList<string> Among(IReadOnlyCollection<string> files, IReadOnlySet<string> tests)
    {
        var sources = files.Where(IsSource).ToHashSet();
        var snapshots = files.Where(IsVerified).Order(StringComparer.Ordinal).Select(Parsed).ToList();
        var strangers =
            from snapshot in snapshots
            where !tests.Contains(snapshot.Test)
            select $"{snapshot.File}: no test is called {snapshot.Test}";
        var strays =
            from snapshot in snapshots
            where tests.Contains(snapshot.Test) && !sources.Contains(snapshot.Source)
            select $"{snapshot.File}: there is no {snapshot.Source} beside it";
        var rivals =
            from snapshot in snapshots
            group snapshot.File by snapshot.Test into same
            where same.Count() > 1
            select $"{string.Join(", ", same)}: one test, one target";
        return [.. strangers, .. strays, .. rivals];
    }

    /// <summary>All verified files and all sources below a folder, those of builds left out.</summary>
    public static IReadOnlyList<string> FilesBelow(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal)
                && !file.StartsWith("obj/", StringComparison.Ordinal)
                && (IsSource(file) || IsVerified(file)))];

    /// <summary>The names under which the tests of an assembly verify, whichever of them this run selects.</summary>
    public static IReadOnlySet<string> TestsOf(Assembly assembly) =>
        Cases(new DefaultTestAssemblyBuilder().Build(assembly, new Dictionary<string, object>()))
            .Select(SnapshotName.Of)
            .ToHashSet();

    static IEnumerable<ITest> Cases(ITest test) =>
        test.IsSuite ? test.Tests.SelectMany(Cases) : [test];

    static bool IsSource(string file) => file.EndsWith(".cs", StringComparison.Ordinal);

    static bool IsVerified(string file) => file.Contains(Verified, StringComparison.Ordinal);

    static (string Test, string Source, string File) Parsed(string file)
    {
        var name = file[(file.LastIndexOf('/') + 1)..];
        var test = name[..name.LastIndexOf(Verified, StringComparison.Ordinal)];
        var source = file[..^name.Length] + test.Split('.')[0] + ".cs";
        return (test, source, file);
    }
}
