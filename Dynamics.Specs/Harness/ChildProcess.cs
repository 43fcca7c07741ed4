using System.Diagnostics;

namespace Dynamics.Specs.Harness;

/// <summary>This assembly's own program, run in a process of its own.</summary>
static class ChildProcess
{
    public static ProcessStartInfo Of(params string[] arguments) =>
        new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };

    /// <summary>The lines that it prints until it ends.</summary>
    /// <exception cref="InvalidOperationException">It fails; the message is what it says.</exception>
    public static string[] OutputOf(ProcessStartInfo start)
    {
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : throw new InvalidOperationException($"The child process exited with {process.ExitCode}: {errors.Result}");
    }
}
