namespace Dynamics.Approval;

/// <summary>Where one snapshot lives: a directory, the name of its test, an extension.</summary>
public sealed record Snapshot(string Directory, string Name, string Extension)
{
    public string Verified => In($"verified.{Extension}");

    public string Received => In($"received.{Extension}");

    public string Difference => In($"diff.{Extension}");

    string In(string ending) => Path.Combine(Directory, $"{Name}.{ending}");
}
