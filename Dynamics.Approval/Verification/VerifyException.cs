namespace Dynamics.Approval;

/// <summary>A received snapshot is not the verified one, or may not be accepted.</summary>
public sealed class VerifyException(string message) : Exception(message)
{
    internal static VerifyException New(Snapshot snapshot) => new(Report(snapshot, "New", detail: null));

    internal static VerifyException NotEqual(Snapshot snapshot, string? detail) =>
        new(Report(snapshot, "NotEqual", detail));

    internal static VerifyException AcceptRefused(string buildServer) => new(
        $"{VerificationSettings.AcceptVariable} is set, and so is {buildServer}: a build server does not accept " +
        $"snapshots, people do. Unset {VerificationSettings.AcceptVariable} here, accept where the change can be seen, " +
        "and commit the verified files.");

    internal static VerifyException SecondTarget(Snapshot snapshot) => new(
        $"'{snapshot.Name}' has been verified before in this run. One target a test: give the second a test of its own.");

    static string Report(Snapshot snapshot, string kind, string? detail) =>
        $"""
         Directory: {snapshot.Directory}
         {kind}:
           - Received: {Path.GetFileName(snapshot.Received)}
             Verified: {Path.GetFileName(snapshot.Verified)}
         {(detail is null ? "" : $"\n{detail}\n")}
         To accept: move the received file over the verified one, or accept all that this run receives with
           dotnet test Dynamics.Approval -e {VerificationSettings.AcceptVariable}=1
         """;
}
