namespace Dynamics.Specs.Laws;

/// <summary>The checkout that the running assembly was built from.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    static string FindRoot(string folder)
    {
        for (var candidate = new DirectoryInfo(folder); candidate is not null; candidate = candidate.Parent)
        {
            if (File.Exists(Path.Combine(candidate.FullName, "Dynamics.sln"))) return candidate.FullName;
        }
        return folder;
    }
}
