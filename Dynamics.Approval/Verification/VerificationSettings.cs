namespace Dynamics.Approval;

/// <summary>What the verifier may do and how it compares; nothing of it is read from the surroundings later.</summary>
public sealed record VerificationSettings
{
    public const string AcceptVariable = "DYNAMICS_ACCEPT";

    static readonly string[] BuildServerVariables = ["CI", "TF_BUILD", "TEAMCITY_VERSION", "JENKINS_URL"];

    /// <summary>Whether what was received becomes what is verified.</summary>
    public bool Accept { get; init; }

    /// <summary>The variable by which a build server was recognised, or null on a person's machine.</summary>
    public string? BuildServer { get; init; }

    /// <summary>Comparers by extension; other extensions are compared byte by byte.</summary>
    public IReadOnlyDictionary<string, StreamCompare> Comparers { get; init; } =
        new Dictionary<string, StreamCompare> { ["txt"] = TextComparer.Compare };

    /// <summary>By extension: a picture of where received and verified differ, or null where there is none.</summary>
    public IReadOnlyDictionary<string, Func<byte[], byte[], byte[]?>> Differences { get; init; } =
        new Dictionary<string, Func<byte[], byte[], byte[]?>>();

    /// <summary>Shows a person the received and the verified file.</summary>
    public Func<Snapshot, Task> Show { get; init; } = _ => Task.CompletedTask;

    /// <summary>Takes back what <see cref="Show"/> opened.</summary>
    public Action<Snapshot> Hide { get; init; } = _ => { };

    public static VerificationSettings From(Func<string, string?> environment) => new()
    {
        Accept = IsYes(environment(AcceptVariable)),
        BuildServer = BuildServerVariables.FirstOrDefault(name => IsSet(environment(name))),
    };

    static bool IsYes(string? value) => Said(value) is "1" or "true" or "yes";

    static bool IsSet(string? value) => Said(value) is not ("" or "0" or "false");

    static string Said(string? value) => value?.Trim().ToLowerInvariant() ?? "";
}
