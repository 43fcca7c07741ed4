namespace Dynamics.Approval;

/// <summary>Stands in for the experiment until Core has it: same shapes, same numbers.</summary>
static class ValleyStandIn
{
    public sealed record ValleyPath(string Method, double Step, IReadOnlyList<ValleyPoint> Points)
    {
        public double FisherLengthOverGeodesic =>
            Points.Zip(Points.Skip(1), FisherDistance).Sum() / FisherDistance(Points[0], new ValleyPoint(1, 1, 0));
    }

    public readonly record struct ValleyPoint(double X, double Y, double Loss);

    const double Target = 1e-8;
    const int StepLimit = 20_000;

    public static double Loss(double x, double y) =>
        0.5 * ((1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x));

    public static Point Flat(double x, double y) => new(x - 1, 10 * (y - x * x));

    static double FisherDistance(ValleyPoint one, ValleyPoint other)
    {
        var (a, b) = (Flat(one.X, one.Y), Flat(other.X, other.Y));
        return Math.Sqrt((a.X - b.X) * (a.X - b.X) + (a.Y - b.Y) * (a.Y - b.Y));
    }

    public static IReadOnlyList<ValleyPath> Run() =>
    [
        Descend("gradient descent", 0.003934927, Gradient),
        Descend("natural gradient", 1, NaturalGradient),
        Descend("natural gradient", 0.5, NaturalGradient),
        Descend("natural gradient", 0.1, NaturalGradient),
        Descend("natural gradient", 0.01, NaturalGradient),
    ];

    static ValleyPath Descend(string method, double step, Func<double, double, Point> direction)
    {
        var points = new List<ValleyPoint> { At(-1.2, 1) };
        while (points[^1].Loss > Target && points.Count <= StepLimit)
        {
            var (x, y, _) = points[^1];
            var along = direction(x, y);
            points.Add(At(x - step * along.X, y - step * along.Y));
        }

        return new ValleyPath(method, step, points);
    }

    static ValleyPoint At(double x, double y) => new(x, y, Loss(x, y));

    static Point Gradient(double x, double y) => new(x - 1 - 200 * x * (y - x * x), 100 * (y - x * x));

    static Point NaturalGradient(double x, double y)
    {
        var (u, v) = Flat(x, y);
        return new Point(u, (v + 20 * x * u) / 10);
    }
}
