using System.Runtime.CompilerServices;
using NUnit.Framework.Internal;

namespace Dynamics.Approval;

/// <summary>
/// Stands in for the class of the same name in Verify.NUnit: its calls, its files, its messages. Once that package is
/// referenced, this folder goes.
/// </summary>
public static class Verifier
{
    static readonly SnapshotVerifier Verification = new(Settings());

    public static Task Verify(string target, [CallerFilePath] string sourceFile = "") =>
        Verification.Verify(SnapshotOfTheTest("txt", sourceFile), TextFormat.Encode(target));

    public static Task Verify(byte[] target, string extension, [CallerFilePath] string sourceFile = "") =>
        Verification.Verify(SnapshotOfTheTest(extension, sourceFile), target);

    public static async Task Verify(Stream target, string extension, [CallerFilePath] string sourceFile = "")
    {
        using var copy = new MemoryStream();
        await target.CopyToAsync(copy);
        await Verify(copy.ToArray(), extension, sourceFile);
    }

    static Snapshot SnapshotOfTheTest(string extension, string sourceFile) =>
        new(SourceFolder.Of(sourceFile), SnapshotName.Of(TestExecutionContext.CurrentContext.CurrentTest), extension);

    static VerificationSettings Settings()
    {
        var settings = VerificationSettings.From(Environment.GetEnvironmentVariable);
        return settings with
        {
            Comparers = new Dictionary<string, StreamCompare>(settings.Comparers) { ["png"] = ImageComparer.Compare },
            Differences = new Dictionary<string, Func<byte[], byte[], byte[]?>> { ["png"] = DifferenceImage.Of },
            Show = settings.BuildServer is null ? DiffTool.Show : settings.Show,
            Hide = settings.BuildServer is null ? DiffTool.Hide : settings.Hide,
        };
    }
}
