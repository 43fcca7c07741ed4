using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class AcceptingTests : TemporarySnapshots
{
    static readonly VerificationSettings Accepting = new() { Accept = true };

    [Test]
    public async Task Accepting_writes_a_new_snapshot_as_Verify_would()
    {
        await Verify(Accepting, Text, "θ\r\nη\n");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Files(), Is.EqualTo(["Class.Method.verified.txt"]));
            Assert.That(File.ReadAllBytes(Text.Verified),
                Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF, 0xCE, 0xB8, (byte)'\n', 0xCE, 0xB7 }));
        }
    }

    [Test]
    public async Task Accepting_replaces_a_different_snapshot_and_clears_the_traces()
    {
        File.WriteAllBytes(Text.Verified, TextFormat.Encode("before"));
        await MessageOf(() => Verify(new VerificationSettings(), Text, "after"));

        await Verify(Accepting, Text, "after");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Files(), Is.EqualTo(["Class.Method.verified.txt"]));
            Assert.That(File.ReadAllBytes(Text.Verified), Is.EqualTo(TextFormat.Encode("after")));
        }
    }

    [Test]
    public async Task Accepting_leaves_an_equal_snapshot_as_it_is()
    {
        var asCheckedOut = "hello\r\n"u8.ToArray();
        File.WriteAllBytes(Text.Verified, asCheckedOut);

        await Verify(Accepting, Text, "hello");

        Assert.That(File.ReadAllBytes(Text.Verified), Is.EqualTo(asCheckedOut));
    }

    [Test]
    public async Task A_build_server_refuses_to_accept_and_says_why()
    {
        var message = await MessageOf(() => Verify(Accepting with { BuildServer = "CI" }, Text, "hello"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(message, Does.Contain("DYNAMICS_ACCEPT is set, and so is CI"));
            Assert.That(Files(), Is.Empty);
        }
    }

    [TestCase("1", true)]
    [TestCase("true", true)]
    [TestCase("YES", true)]
    [TestCase("0", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void Accepting_is_asked_for_by_one_variable(string? value, bool accept) =>
        Assert.That(From(VerificationSettings.AcceptVariable, value).Accept, Is.EqualTo(accept));

    [TestCase("CI", "true", "CI")]
    [TestCase("TF_BUILD", "True", "TF_BUILD")]
    [TestCase("TEAMCITY_VERSION", "2026.1", "TEAMCITY_VERSION")]
    [TestCase("CI", "false", null)]
    [TestCase("HOME", "/home/somebody", null)]
    public void Build_servers_are_known_by_their_variables(string variable, string value, string? server) =>
        Assert.That(From(variable, value).BuildServer, Is.EqualTo(server));

    static VerificationSettings From(string variable, string? value) =>
        VerificationSettings.From(name => name == variable ? value : null);
}
