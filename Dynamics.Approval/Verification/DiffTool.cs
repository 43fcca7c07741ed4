using DiffEngine;

namespace Dynamics.Approval;

/// <summary>The diff tool of the person at the screen, where there is a tool, a person and a screen.</summary>
static class DiffTool
{
    public static Task Show(Snapshot snapshot) =>
        IsWanted && DiffTools.TryFindByExtension(snapshot.Extension, out _)
            ? DiffRunner.LaunchAsync(snapshot.Received, snapshot.Verified)
            : Task.CompletedTask;

    public static void Hide(Snapshot snapshot)
    {
        if (IsWanted)
        {
            DiffRunner.Kill(snapshot.Received, snapshot.Verified);
        }
    }

    static bool IsWanted => !DiffRunner.Disabled && !BuildServerDetector.Detected && HasScreen;

    static bool HasScreen =>
        !OperatingSystem.IsLinux()
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY"))
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY"));
}
