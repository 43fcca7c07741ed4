using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class GridTests
{
    static readonly Grid Bowl = Grid.Of((x, y) => x * x + y, new Axis("x", -1, 2), new Axis("y", 0, 1), columns: 4, rows: 3);

    [Test]
    public void It_ends_at_the_limits()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Bowl.Xs, Is.EqualTo([-1, 0, 1, 2]));
            Assert.That(Bowl.Ys, Is.EqualTo([0, 0.5, 1]));
            Assert.That(Bowl.Values[2, 3], Is.EqualTo(5));
        }
    }

    [Test]
    public void It_knows_where_its_extremes_are()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Bowl.Least, Is.EqualTo((new Point(0, 0), 0.0)));
            Assert.That(Bowl.Greatest, Is.EqualTo((new Point(2, 1), 5.0)));
        }
    }

    [Test]
    public void It_is_spaced_evenly_and_so_refuses_a_logarithmic_axis() =>
        Assert.That(
            () => Grid.Of((x, y) => x + y, Axis.Log("n", 1, 10), new Axis("y", 0, 1), 2, 2),
            Throws.ArgumentException.With.Message.Contains("'n' is Log10"));
}
