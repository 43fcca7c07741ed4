namespace Dynamics.Approval;

/// <summary>Finds the folder of a source file on this machine, whatever the build wrote for the repository's root.</summary>
public static class SourceFolder
{
    const string MappedRoot = "/_/";

    static readonly Lazy<string> Root = new(() => RootAbove(AppContext.BaseDirectory));

    public static string RepositoryRoot => Root.Value;

    public static string Of(string sourceFile) => Of(sourceFile, RepositoryRoot);

    public static string Of(string sourceFile, string repositoryRoot)
    {
        var path = sourceFile.Replace('\\', '/');
        var file = path.StartsWith(MappedRoot, StringComparison.Ordinal)
            ? Path.Combine(repositoryRoot, path[MappedRoot.Length..])
            : sourceFile;
        return Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && Directory.Exists(folder)
            ? folder
            : throw new DirectoryNotFoundException(
                $"The source file '{sourceFile}' should lie in '{Path.GetDirectoryName(file)}', which does not exist.");
    }

    static string RootAbove(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dynamics.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above '{start}' holds Dynamics.sln.");
    }
}
