using System.Diagnostics;

namespace Dynamics.Specs.Harness;

/// <summary>This assembly's own program, run in a process of its own.</summary>
internal static class ChildProcess
{
    public static ProcessStartInfo Of(params string[] arguments) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
}
