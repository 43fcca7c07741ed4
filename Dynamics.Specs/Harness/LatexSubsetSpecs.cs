using Dynamics.Specs.Laws;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

public class LatexSubsetSpecs
{
    [TestCase(@"\mathbb{E}[s s^\top] = -\mathbb{E}[\nabla^2 \log p]")]
    [TestCase(@"\tfrac{1}{2} d^\top F d + O(\lVert d \rVert^3)")]
    public void A_statement_in_the_subset_is_accepted(string latex) => Assert.That(LatexSubset.Accepts(latex, out _), Is.True);

    [TestCase("", "empty")]
    [TestCase("$x$", "dollar")]
    [TestCase(@"\frac{1}{2", "without a closing")]
    [TestCase(@"1}", "without an opening")]
    [TestCase(@"\colour{red}", @"unknown command \colour")]
    [TestCase(@"x^", "nothing to raise")]
    [TestCase(@"\sqrt", "needs 1")]
    public void What_a_renderer_would_stumble_over_is_refused(string latex, string error)
    {
        Assert.That(LatexSubset.Accepts(latex, out var found), Is.False);
        Assert.That(found, Does.Contain(error));
    }
}
