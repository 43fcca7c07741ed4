using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>
/// The Fisher information of a family with two parameters, seen: the ellipses d^T F d = r^2, and beside them what they stand for,
/// the balls KL(theta, theta + d) = r^2 / 2, which they are up to relative order r.
/// </summary>
public static class FisherEllipses
{
    /// <summary>Both at every centre.</summary>
    /// <exception cref="ArgumentException">The model has not two parameters, a centre does not fit it, or a number is not
    /// positive.</exception>
    /// <exception cref="SingularMetricException">F is singular at a centre.</exception>
    public static FisherEllipsesResult Run(FisherEllipsesSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new([.. settings.Centres.Select(centre => At(settings, Vector<double>.Build.Dense([centre.X, centre.Y])))]);
    }

    static FisherEllipse At(FisherEllipsesSettings settings, Vector<double> centre)
    {
        var fisher = FisherAt(settings.Model, centre);
        var ellipse = new List<(double X, double Y)>();
        var ball = new List<(double X, double Y)>();
        var (least, greatest) = (double.PositiveInfinity, 0.0);
        for (var i = 0; i <= settings.Directions; i++)
        {
            var (sin, cos) = Elementary.SinCos(2 * Math.PI * (i % settings.Directions) / settings.Directions);
            var direction = UnitDirection(fisher, cos, sin);
            var reach = Reach(settings, centre, direction);
            (least, greatest) = (Math.Min(least, reach), Math.Max(greatest, reach));
            ellipse.Add(Pair(centre + settings.Radius * direction));
            ball.Add(Pair(centre + reach * direction));
        }
        return new(Pair(centre), fisher, ellipse, ball) { LeastReach = least / settings.Radius,
            GreatestReach = greatest / settings.Radius };
    }

    static Matrix<double> FisherAt(IStatisticalModel model, Vector<double> centre)
    {
        try
        {
            return FisherInformation.ByScore(model, centre);
        }
        catch (ArgumentException refused)
        {
            throw new ArgumentException(
                $"settings.Centres has {Pair(centre)}, where {model} has no Fisher information: {refused.Message}", "settings", refused);
        }
    }

    /// <summary>
    /// cos a + sin b for two directions of length 1 that are orthogonal in F: b along the second coordinate, and F^-1 e_1, which
    /// F makes orthogonal to it.
    /// </summary>
    static Vector<double> UnitDirection(Matrix<double> fisher, double cos, double sin)
    {
        var a = NaturalGradient.Direction(fisher, Vector<double>.Build.Dense([1, 0]));
        var b = Vector<double>.Build.Dense([0, 1]);
        return cos / Math.Sqrt(a[0]) * a + sin / Math.Sqrt(fisher[1, 1]) * b;
    }

    /// <summary>
    /// The first s at which KL(theta, theta + s d) reaches r^2 / 2: out in steps of r / 8 until it has, then by halving. Beyond the
    /// family's parameters the divergence is not a number, and that is far enough.
    /// </summary>
    static double Reach(FisherEllipsesSettings settings, Vector<double> centre, Vector<double> direction)
    {
        const int Halvings = 40, MostSteps = 800;
        var stride = settings.Radius / 8;
        var (inside, steps) = (0.0, 0);
        while (IsInside(inside + stride))
        {
            inside += stride;
            if (++steps == MostSteps)
                throw new DivergedException("reach of the divergence ball", steps, inside);
        }
        var outside = inside + stride;
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (inside + outside) / 2;
            (inside, outside) = IsInside(middle) ? (middle, outside) : (inside, middle);
        }
        return inside;

        bool IsInside(double s) =>
            Divergence.KullbackLeibler(settings.Model, centre, centre + s * direction) < settings.Radius * settings.Radius / 2;
    }

    static (double X, double Y) Pair(Vector<double> point) => (point[0], point[1]);
}
