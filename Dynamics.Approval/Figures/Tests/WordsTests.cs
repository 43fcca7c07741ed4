using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class WordsTests
{
    static readonly string Text = "the natural gradient follows the geodesic\nup to O(η)";

    [Test]
    public void Lines_are_broken_at_spaces_and_fit()
    {
        using var words = new Words(size: 12, Palette.Black);

        var lines = words.Broken(Text, width: 100);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(string.Join(" ", lines), Is.EqualTo(Text.Replace('\n', ' ')));
            Assert.That(lines.Select(words.WidthOf), Is.All.LessThanOrEqualTo(100));
            Assert.That(lines, Does.Contain("up to O(η)"));
        }
    }

    [Test]
    public void A_word_that_cannot_be_broken_stays_whole()
    {
        using var words = new Words(size: 12, Palette.Black);

        Assert.That(words.Broken("kernel-target-alignment", width: 10), Is.EqualTo(["kernel-target-alignment"]));
    }

    [Test]
    public void Bold_words_are_wider()
    {
        using var plain = new Words(size: 12, Palette.Black);
        using var bold = new Words(size: 12, Palette.Black, bold: true);

        Assert.That(bold.WidthOf(Text), Is.GreaterThan(plain.WidthOf(Text)));
    }
}
