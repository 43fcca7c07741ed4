using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class EqualUnitsTests
{
    [Test]
    public void The_axis_with_more_room_is_widened_on_both_sides()
    {
        var (x, y) = EqualUnits.Of(new Axis("x", 0, 4), new Axis("y", 1, 2), width: 200, height: 100);

        Assert.That((x, y), Is.EqualTo((new Axis("x", 0, 4), new Axis("y", 0.5, 2.5))));
    }

    [Test]
    public void A_logarithmic_axis_has_no_units() =>
        Assert.That(
            () => EqualUnits.Of(Axis.Log("n", 1, 10), new Axis("y", 0, 1), 200, 100),
            Throws.ArgumentException.With.Message.Contains("'n' is Log10"));
}
