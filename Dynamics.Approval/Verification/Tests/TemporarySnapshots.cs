using NUnit.Framework;

namespace Dynamics.Approval;

/// <summary>A folder of its own for each test of the verifier, and a verifier that knows nothing but what it is told.</summary>
public abstract class TemporarySnapshots
{
    string _folder = "";

    protected Snapshot Text { get; private set; } = null!;

    protected Snapshot Picture { get; private set; } = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("snapshots").FullName;
        Text = new Snapshot(_folder, "Class.Method", "txt");
        Picture = new Snapshot(_folder, "Class.Method", "png");
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    protected static Task Verify(VerificationSettings settings, Snapshot snapshot, byte[] received) =>
        new SnapshotVerifier(settings).Verify(snapshot, received);

    protected static Task Verify(VerificationSettings settings, Snapshot snapshot, string received) =>
        Verify(settings, snapshot, TextFormat.Encode(received));

    protected static async Task<string> MessageOf(Func<Task> verification) =>
        (await Assert.ThrowsAsync<VerifyException>(() => verification()))!.Message;

    protected string[] Files() =>
        [.. Directory.EnumerateFiles(_folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
}
