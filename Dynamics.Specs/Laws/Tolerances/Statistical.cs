using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Dynamics.Specs.Laws.Tolerances;

/// <summary>How far a statistic of n draws strays from its expectation but with probability alpha.</summary>
/// <param name="Bound">The width as a function of alpha: a theorem about the statistic, not an estimate.</param>
/// <param name="Detects">The smallest violation that must be seen.</param>
public sealed record Statistical(Func<double, double> Bound, double Detects, string Rule) : Tolerance(Rule)
{
    public override double Width(double alpha) => Bound(alpha);

    public override double MustDetect => Detects;

    /// <summary>The mean of n independent standard normals is N(0, 1/n).</summary>
    public static Statistical NormalMean(long n, double detects) =>
        new(alpha => Normal.InvCDF(0, 1, 1 - alpha / 2) / Math.Sqrt(n), detects, Text("normal quantile of a mean", n, detects));

    /// <summary>The mean square of n independent standard normals (Laurent and Massart 2000, lemma 1).</summary>
    public static Statistical ChiSquareMean(long n, double detects)
    {
        return new(Width, detects, Text("Laurent-Massart bound of a mean square", n, detects));

        double Width(double alpha)
        {
            var x = Math.Log(2 / alpha) / n;
            return 2 * Math.Sqrt(x) + 2 * x;
        }
    }

    /// <summary>A share of n independent events of probability p (Bernstein 1946).</summary>
    public static Statistical Share(long n, double p, double detects)
    {
        return new(Width, detects, Text("Bernstein bound of a share", n, detects));

        double Width(double alpha)
        {
            var x = Math.Log(2 / alpha) / n;
            return Math.Sqrt(2 * p * (1 - p) * x + x * x / 9) + x / 3;
        }
    }

    /// <summary>The mean of n independent numbers that stray from their expectation by at most a bound, with at most a variance (Bernstein 1946).</summary>
    public static Statistical BoundedMean(long n, double bound, double variance, double detects)
    {
        return new(Width, detects, Text("Bernstein bound of a mean of bounded draws", n, detects));

        double Width(double alpha)
        {
            var x = Math.Log(2 / alpha) / n;
            return Math.Sqrt(2 * variance * x + bound * bound * x * x / 9) + bound * x / 3;
        }
    }

    /// <summary>The mean of n independent vectors, each within distance 1 of its own expectation (Pinelis 1994, theorem 3.5).</summary>
    public static Statistical VectorMean(long n, double detects) =>
        new(alpha => Math.Sqrt(2 * Math.Log(2 / alpha) / n), detects, Text("Pinelis bound of a mean of vectors", n, detects));

    /// <summary>The largest distance of an empirical distribution function from the true one (Dvoretzky, Kiefer and Wolfowitz 1956; Massart 1990).</summary>
    public static Statistical DistributionFunction(long n, double detects) =>
        new(alpha => Math.Sqrt(Math.Log(2 / alpha) / (2 * n)), detects, Text("Dvoretzky-Kiefer-Wolfowitz bound", n, detects));

    static string Text(string theorem, long n, double detects) =>
        string.Create(CultureInfo.InvariantCulture, $"statistical: {theorem}, n = {n}, detects {detects}");
}
