using Dynamics.Experiments;
using Dynamics.Geometry;
using NUnit.Framework;

namespace Dynamics.Specs.Experiments;

public class GaussianHalfPlaneTests
{
    static readonly GaussianHalfPlaneSettings Small = new() { FlowSteps = 800, Duration = 4, Points = 16 };

    static readonly GaussianHalfPlaneResult Result = GaussianHalfPlane.Run(Small);

    [Test]
    public void Every_point_of_a_ball_has_its_radius_for_distance()
    {
        foreach (var (ball, centre) in Result.Balls.Zip(Small.BallCentres))
            Assert.That(
                ball.Points.Select(point => GaussianGeodesic.Between(centre, (point.Mean, point.Scale)).Length),
                Is.All.EqualTo(Small.BallRadius).Within(1e-13));
    }

    [Test]
    public void The_forward_flow_is_straight_in_mean_parameters_the_reverse_one_in_natural_parameters()
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var descent in Result.Descents)
            {
                Assert.That(Bend(descent.Forward, point => point.MeanParameters), Is.LessThan(1e-6));
                Assert.That(Bend(descent.Forward, point => point.NaturalParameters), Is.GreaterThan(1e-2));
                Assert.That(Bend(descent.Reverse, point => point.NaturalParameters), Is.LessThan(1e-6));
                Assert.That(Bend(descent.Reverse, point => point.MeanParameters), Is.GreaterThan(1e-2));
            }
        }
    }

    [Test]
    public void Neither_is_as_short_as_the_geodesic()
    {
        foreach (var descent in GaussianHalfPlane.Run(Small with { FlowSteps = 400, Duration = 12 }).Descents)
            Assert.That(new[] { descent.Forward.Length, descent.Reverse.Length }, Is.All.GreaterThan(descent.Geodesic.Length * 1.001));
    }

    [Test]
    public void A_ball_without_a_radius_is_refused() => Assert.That(
        () => GaussianHalfPlane.Run(Small with { BallRadius = 0 }),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("BallRadius is 0; it needs to be positive and finite."));

    /// <summary>The largest distance of a point from the chord, over the chord.</summary>
    static double Bend(HalfPlaneCurve curve, Func<HalfPlanePoint, (double First, double Second)> place)
    {
        var (from, to) = (place(curve.Points[0]), place(curve.Points[^1]));
        var (across, up) = (to.First - from.First, to.Second - from.Second);
        return curve.Points.Max(point =>
            Math.Abs((place(point).First - from.First) * up - (place(point).Second - from.Second) * across)) / (across * across + up * up);
    }
}
