using Dynamics.Experiments;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Experiments;

public class PathStatisticsTests
{
    [Test]
    public void A_circle_turns_once_and_a_bit_less() => Assert.That(
        Of(Matrix<double>.Build.Dense(100, 2, (t, k) => 3 * (k == 0 ? Math.Cos(2 * Math.PI * t / 100) : Math.Sin(2 * Math.PI * t / 100))))
            .Turns(), Is.EqualTo(.99).Within(1e-9));

    [Test]
    public void A_straight_path_does_not_turn_and_does_not_slow_down()
    {
        var line = Of(Matrix<double>.Build.Dense(40, 2, (t, k) => t * (k + 1.0) + (k == 0 ? 1e-3 * Math.Cos(.3 * t) : 0)));
        Assert.That(line.Slowdown(), Is.EqualTo(1).Within(1e-3));
        Assert.That(line.Turns(), Is.LessThan(.6));
    }

    [Test]
    public void Parts_are_the_first_quarter_and_the_last_half()
    {
        var line = Of(Matrix<double>.Build.Dense(41, 1, (t, _) => t));
        Assert.That((line.EarlyPart().Count, line.EarlyPart().PathLength), Is.EqualTo((10, 9)));
        Assert.That((line.LatePart().Count, line.LatePart().PathLength), Is.EqualTo((20, 19)));
    }

    static TrajectoryGeometry Of(Matrix<double> points)
    {
        var trajectory = new Trajectory(points.ColumnCount);
        foreach (var point in points.EnumerateRows()) trajectory.Add(point);
        return trajectory.Geometry();
    }
}
