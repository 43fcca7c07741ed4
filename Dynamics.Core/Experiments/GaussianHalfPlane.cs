using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>
/// The Gaussians N(mu, sigma^2) as the half-plane of their Fisher metric, with x = mu / sqrt 2 for abscissa: geodesics are half circles
/// around points of the axis sigma = 0, balls are circles. The natural-gradient flow of KL(target, theta) is straight in the mean
/// parameters, that of KL(theta, target) in the natural ones; neither is a geodesic (Amari and Nagaoka 2000).
/// </summary>
public static class GaussianHalfPlane
{
    const double RootTwo = 1.4142135623730951;

    /// <summary>Draws all that the settings ask for.</summary>
    /// <exception cref="ArgumentException">A mean or a scale is not finite, or a scale or the radius is not positive.</exception>
    public static GaussianHalfPlaneResult Run(GaussianHalfPlaneSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new(
            [.. settings.Pairs.Select(pair => Geodesic(pair.From, pair.To, settings.Points))],
            [.. settings.BallCentres.Select(centre => Ball(centre, settings.BallRadius, settings.Points))],
            [.. settings.Starts.Select(start => Descent(start, settings))]);
    }

    static HalfPlaneCurve Geodesic((double Mean, double Scale) from, (double Mean, double Scale) to, int points)
    {
        var geodesic = GaussianGeodesic.Between(from, to);
        return new([.. Enumerable.Range(0, points + 1).Select(i => HalfPlanePoint.Of(geodesic.At(i / (double)points)))], geodesic.Length);
    }

    /// <summary>
    /// All points at a Fisher-Rao distance: in (x, sigma), where the metric is twice the Poincare half-plane's, a circle of radius
    /// sigma sinh(r / sqrt 2) around a point at height sigma cosh(r / sqrt 2).
    /// </summary>
    static HalfPlaneCurve Ball((double Mean, double Scale) centre, double radius, int points)
    {
        var (reach, height) = (centre.Scale * Elementary.Sinh(radius / RootTwo), centre.Scale * Elementary.Cosh(radius / RootTwo));
        return new([.. Enumerable.Range(0, points + 1).Select(i =>
        {
            var (sin, cos) = Elementary.SinCos(2 * Math.PI * (i % points) / points);
            return HalfPlanePoint.Of((centre.Mean + RootTwo * reach * cos, height + reach * sin));
        })], 2 * Math.PI * RootTwo * Elementary.Sinh(radius / RootTwo));
    }

    static HalfPlaneDescent Descent((double Mean, double Scale) start, GaussianHalfPlaneSettings settings)
    {
        var model = new Gaussian();
        var target = Parameters(settings.Target);
        return new(
            Flow(new CrossEntropy(model, model.Expectation(target))),
            Flow(new ReverseDivergence(settings.Target)),
            Geodesic(start, settings.Target, settings.Points));

        HalfPlaneCurve Flow(IScalarFunction loss)
        {
            var flow = new NaturalGradientFlow(model.ClosedFormFisher, theta => Differentiate.Gradient(loss, theta));
            var path = flow.Integrate(Parameters(start), settings.Duration, settings.FlowSteps);
            (double Mean, double Scale)[] points = [.. path.Select(theta => (theta[0], Elementary.Exp(theta[1])))];
            return new([.. points.Select(HalfPlanePoint.Of)], Enumerable.Range(1, points.Length - 1)
                .Sum(i => GaussianGeodesic.Between(points[i - 1], points[i]).Length));
        }
    }

    static Vector<double> Parameters((double Mean, double Scale) point) =>
        Vector<double>.Build.Dense([point.Mean, Elementary.Log(point.Scale)]);

    /// <summary>KL(theta, target) of theta = (mu, log sigma), in nats.</summary>
    sealed class ReverseDivergence((double Mean, double Scale) target) : IScalarFunction
    {
        public T Evaluate<T>(ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            var away = (x[0] - target.Mean) / target.Scale;
            var ratio = T.Exp(x[1]) / target.Scale;
            return (ratio * ratio + away * away - 1) * 0.5 - x[1] + Elementary.Log(target.Scale);
        }
    }
}
