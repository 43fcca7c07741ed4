using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class SnapshotVerifierTests : TemporarySnapshots
{
    static readonly VerificationSettings Strict = new();

    [Test]
    public async Task A_new_snapshot_fails_and_leaves_what_was_received()
    {
        var message = await MessageOf(() => Verify(Strict, Text, "hello"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(message, Does.Contain("New:"));
            Assert.That(message, Does.Contain("Received: Class.Method.received.txt"));
            Assert.That(message, Does.Contain("Verified: Class.Method.verified.txt"));
            Assert.That(message, Does.Contain("DYNAMICS_ACCEPT=1"));
            Assert.That(Files(), Is.EqualTo(["Class.Method.received.txt"]));
        }
    }

    [Test]
    public async Task A_different_snapshot_fails_and_names_the_first_line_that_differs()
    {
        File.WriteAllBytes(Text.Verified, TextFormat.Encode("one\ntwo\nthree"));

        var message = await MessageOf(() => Verify(Strict, Text, "one\n2"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(message, Does.Contain("NotEqual:"));
            Assert.That(message, Does.Contain("line 2"));
            Assert.That(message, Does.Contain("Received: 2"));
            Assert.That(message, Does.Contain("Verified: two"));
            Assert.That(Files(), Is.EqualTo(["Class.Method.received.txt", "Class.Method.verified.txt"]));
        }
    }

    [Test]
    public async Task A_text_that_ends_early_is_different()
    {
        File.WriteAllBytes(Text.Verified, TextFormat.Encode("one\ntwo"));

        Assert.That(await MessageOf(() => Verify(Strict, Text, "one")), Does.Contain("Received: (end of text)"));
    }

    [Test]
    public async Task An_equal_snapshot_passes_and_removes_what_was_received_before()
    {
        File.WriteAllBytes(Text.Verified, TextFormat.Encode("hello"));
        File.WriteAllText(Text.Received, "of an earlier run");
        File.WriteAllText(Text.Difference, "of an earlier run");

        await Verify(Strict, Text, "hello");

        Assert.That(Files(), Is.EqualTo(["Class.Method.verified.txt"]));
    }

    [Test]
    public async Task Line_ends_that_a_checkout_changed_do_not_matter()
    {
        await File.WriteAllTextAsync(Text.Verified, "one\r\ntwo\r\n");

        await Verify(Strict, Text, "one\ntwo");

        Assert.That(Files(), Is.EqualTo(["Class.Method.verified.txt"]));
    }

    [Test]
    public async Task Bytes_without_a_comparer_must_be_the_same()
    {
        var snapshot = Text with { Extension = "bin" };
        File.WriteAllBytes(snapshot.Verified, [1, 2]);

        using (Assert.EnterMultipleScope())
        {
            await Assert.ThatAsync(() => Verify(Strict, snapshot, [1, 2]), Throws.Nothing);
            await Assert.ThatAsync(() => Verify(Strict, snapshot, [1, 3]), Throws.TypeOf<VerifyException>());
        }
    }

    [Test]
    public async Task A_second_target_of_one_test_is_refused()
    {
        File.WriteAllBytes(Text.Verified, TextFormat.Encode("hello"));
        var verifier = new SnapshotVerifier(Strict);

        using (Assert.EnterMultipleScope())
        {
            await Assert.ThatAsync(() => verifier.Verify(Text, TextFormat.Encode("hello")), Throws.Nothing);
            await Assert.ThatAsync(() => verifier.Verify(Picture, [1]),
                Throws.TypeOf<VerifyException>().With.Message.Contains("One target a test"));
        }
    }

    [Test]
    public async Task Only_a_failure_is_shown()
    {
        var shown = new List<Snapshot>();
        var settings = Strict with { Show = snapshot => { shown.Add(snapshot); return Task.CompletedTask; } };

        await MessageOf(() => Verify(settings, Text, "hello"));
        File.Move(Text.Received, Text.Verified);
        await Assert.ThatAsync(() => Verify(settings, Text, "hello"), Throws.Nothing);

        Assert.That(shown, Is.EqualTo([Text]));
    }
}
