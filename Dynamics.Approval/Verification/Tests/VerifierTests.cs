using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class VerifierTests
{
    [Test]
    public Task A_text_lies_beside_the_test_that_verifies_it() => Verifier.Verify("∇L(θ) = 0\nη → 0⁺\n");

    [TestCase(0.1)]
    public Task A_stream_of_bytes_is_named_by_the_arguments(double step) =>
        Verifier.Verify(new MemoryStream(BitConverter.GetBytes(step)), "bin");
}
