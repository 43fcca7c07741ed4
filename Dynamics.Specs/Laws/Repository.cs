using System.Reflection;

namespace Dynamics.Specs.Laws;

/// <summary>The checkout that the running assembly was built from.</summary>
public static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory, folder => File.Exists(Path.Combine(folder, "Dynamics.sln")))
        ?? AppContext.BaseDirectory;

    /// <summary>
    /// The folder of the project that an assembly is built from, as <c>dotnet test</c> takes it: its name where it stands in the checkout,
    /// or where there is no project; else the whole path.
    /// </summary>
    public static string ProjectOf(Assembly assembly)
    {
        var name = assembly.GetName().Name ?? "";
        return Above(AppContext.BaseDirectory, folder => File.Exists(Path.Combine(folder, name + ".csproj"))) is { } project
            && Path.GetDirectoryName(project) != Root
            ? project : name;
    }

    static string? Above(string folder, Func<string, bool> isIt)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (isIt(candidate.FullName)) return candidate.FullName;
        }
        return null;
    }
}
