using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

public class GaussianGeodesicTests
{
    [Property(Cases = 25)]
    public void It_solves_the_geodesic_equation(double mean, double scale, double otherMean, double otherScale)
    {
        const double h = 1e-4;
        var (from, to) = (End(mean, scale), End(otherMean, otherScale));
        var geodesic = GaussianGeodesic.Between(from, to);
        var (ahead, further) = (geodesic.At(h), geodesic.At(2 * h));
        var start = Vector<double>.Build.Dense(
        [
            from.Mean, from.Scale, Slope(from.Mean, ahead.Mean, further.Mean), Slope(from.Scale, ahead.Scale, further.Scale),
        ]);
        var end = RungeKutta4.Integrate(Acceleration, start, 1, 400)[^1];
        Assert.That(end[0], Is.EqualTo(to.Mean).Within(2e-5));
        Assert.That(end[1], Is.EqualTo(to.Scale).Within(2e-5));

        static double Slope(double at, double ahead, double further) => (4 * ahead - further - 3 * at) / (2 * h);
    }

    [Property(Cases = 25)]
    public void Its_length_is_that_of_a_fine_polyline_at_constant_speed(double mean, double scale, double otherMean, double otherScale)
    {
        const int pieces = 4000;
        var (from, to) = (End(mean, scale), End(otherMean, otherScale));
        var geodesic = GaussianGeodesic.Between(from, to);
        var points = Enumerable.Range(0, pieces + 1).Select(i => geodesic.At(i / (double)pieces)).ToArray();
        Assert.That((points[0], points[^1]), Is.EqualTo((from, to)).Using<((double, double), (double, double))>(AreClose));
        var lengths = points.Zip(points.Skip(1), Chord).ToArray();
        Assert.That(lengths.Sum(), Is.EqualTo(geodesic.Length).Within(1e-6));
        Assert.That(lengths.Max() - lengths.Min(), Is.LessThan(1e-5 / pieces));
    }

    [Test]
    public void Known_distances()
    {
        Assert.That(GaussianGeodesic.Between((3, 1), (3, Math.E)).Length, Is.EqualTo(Math.Sqrt(2)).Within(4).Ulps);
        Assert.That(GaussianGeodesic.Between((1, 2), (1, 2)).Length, Is.Zero);
        Assert.That(GaussianGeodesic.Between((1, 2), (1, 2)).At(.3), Is.EqualTo((1.0, 2.0)));
        Assert.That(GaussianGeodesic.Between((1, 2), (1 + Math.ScaleB(1, -40), 2)).Length, Is.EqualTo(Math.ScaleB(1, -41)).Within(4).Ulps);
        Assert.That(GaussianGeodesic.Between((-1e100, 1e-40), (1e100, 1e-40)).At(.5).Mean, Is.Zero);
        Assert.That(GaussianGeodesic.Between((-1e100, 1e-40), (1e100, 1e-40))
            .At(.5).Scale, Is.EqualTo(1e100 / Math.Sqrt(2)).Within(1e-10).Percent);
    }

    [Test]
    public void Bad_input_is_named()
    {
        Assert.That(() => GaussianGeodesic.Between((0, 0), (0, 1)),
            Throws.ArgumentException.With.Message.StartsWith("from has scale 0; it needs to be finite and above 0."));
        Assert.That(() => GaussianGeodesic.Between((0, 1), (double.NaN, 1)),
            Throws.ArgumentException.With.Message.StartsWith("to has mean NaN; it needs to be finite."));
        Assert.That(() => GaussianGeodesic.Between((0, 1), (0, 2)).At(1.1),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("s is 1.1; it needs to be a share of the length"));
    }

    /// <summary>A mean in [-2, 2] and a scale in [.4, 3].</summary>
    static (double Mean, double Scale) End(double mean, double scale) => (mean * 2 / 3, .4 + Math.Abs(scale) * 2.6 / 3);

    /// <summary>mu'' = 2 mu' sigma' / sigma, sigma'' = (sigma'^2 - mu'^2 / 2) / sigma.</summary>
    static Vector<double> Acceleration(Vector<double> y) => Vector<double>.Build.Dense(
        [y[2], y[3], 2 * y[2] * y[3] / y[1], (y[3] * y[3] - y[2] * y[2] / 2) / y[1]]);

    /// <summary>The length of a short straight piece, by the metric at its middle.</summary>
    static double Chord((double Mean, double Scale) a, (double Mean, double Scale) b)
    {
        var (across, up, scale) = (b.Mean - a.Mean, b.Scale - a.Scale, (a.Scale + b.Scale) / 2);
        return Math.Sqrt(across * across + 2 * up * up) / scale;
    }

    static bool AreClose(((double, double), (double, double)) a, ((double, double), (double, double)) b) =>
        Math.Abs(a.Item1.Item1 - b.Item1.Item1) + Math.Abs(a.Item1.Item2 - b.Item1.Item2)
        + Math.Abs(a.Item2.Item1 - b.Item2.Item1) + Math.Abs(a.Item2.Item2 - b.Item2.Item2) < 1e-14;
}
