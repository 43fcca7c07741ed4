using System.Collections.Concurrent;

namespace Dynamics.Approval;

/// <summary>
/// Compares what a test received with what people have verified. Touches the snapshot's own files and, through its
/// settings, nothing else.
/// </summary>
public sealed class SnapshotVerifier(VerificationSettings settings)
{
    static readonly Dictionary<string, object> NoContext = [];

    readonly ConcurrentDictionary<string, Snapshot> _seen = new();

    /// <exception cref="VerifyException">
    /// There is no verified file, it differs, the test verified before, or a build server was told to accept.
    /// </exception>
    public async Task Verify(Snapshot snapshot, byte[] received)
    {
        RefuseToAcceptOnABuildServer();
        RefuseASecondTarget(snapshot);

        if (!File.Exists(snapshot.Verified))
        {
            await Fail(snapshot, received, VerifyException.New(snapshot));
            return;
        }

        var verified = await File.ReadAllBytesAsync(snapshot.Verified);
        var comparison = await Compare(snapshot.Extension, received, verified);
        if (comparison.IsEqual)
        {
            Clean(snapshot);
            return;
        }

        await Fail(snapshot, received, VerifyException.NotEqual(snapshot, comparison.Message), verified);
    }

    void RefuseToAcceptOnABuildServer()
    {
        if (settings is { Accept: true, BuildServer: { } server })
        {
            throw VerifyException.AcceptRefused(server);
        }
    }

    void RefuseASecondTarget(Snapshot snapshot)
    {
        if (!_seen.TryAdd(Path.Combine(snapshot.Directory, snapshot.Name), snapshot))
        {
            throw VerifyException.SecondTarget(snapshot);
        }
    }

    async Task<CompareResult> Compare(string extension, byte[] received, byte[] verified) =>
        settings.Comparers.TryGetValue(extension, out var compare)
            ? await compare(new MemoryStream(received), new MemoryStream(verified), NoContext)
            : received.AsSpan().SequenceEqual(verified) ? CompareResult.Equal : CompareResult.NotEqual();

    async Task Fail(Snapshot snapshot, byte[] received, VerifyException failure, byte[]? verified = null)
    {
        if (settings.Accept)
        {
            await File.WriteAllBytesAsync(snapshot.Verified, received);
            Clean(snapshot);
            return;
        }

        await File.WriteAllBytesAsync(snapshot.Received, received);
        await WriteDifference(snapshot, received, verified);
        await settings.Show(snapshot);
        throw failure;
    }

    async Task WriteDifference(Snapshot snapshot, byte[] received, byte[]? verified)
    {
        File.Delete(snapshot.Difference);
        if (verified is not null
            && settings.Differences.TryGetValue(snapshot.Extension, out var difference)
            && difference(received, verified) is { } picture)
        {
            await File.WriteAllBytesAsync(snapshot.Difference, picture);
        }
    }

    void Clean(Snapshot snapshot)
    {
        if (File.Exists(snapshot.Received))
        {
            settings.Hide(snapshot);
        }

        File.Delete(snapshot.Received);
        File.Delete(snapshot.Difference);
    }
}
