namespace Dynamics.Specs.Laws;

/// <summary>
/// The mean of independent draws whose variance is known, however heavy their tails: the root t of sum ψ(a (x − t)) = 0 with
/// ψ(x) = ± log(1 + |x| + x² / 2) (Catoni 2012, section 2). As exp(± ψ(x)) is at most 1 ± x + x² / 2, the sum over n draws exceeds
/// n a (m − t) + n a² (v + (m − t)²) / 2 + log(2 / α) with a chance of at most α / 2; with t = m + η the root is above m + η
/// with no larger chance where a η² / 2 − η + a v / 2 + log(2 / α) / (n a) ≤ 0. Student's interval has no such guarantee on skewed draws.
/// </summary>
/// <param name="Count">n.</param>
/// <param name="Variance">v, or a bound of it.</param>
/// <param name="Coordinates">How many means are looked at: the chance is shared among them.</param>
public sealed record CatoniMean(int Count, double Variance, int Coordinates = 1)
{
    const double DesignAlpha = 1e-9;

    /// <summary>As many draws as bring the width down to so much, at an alpha of 10⁻⁹; more where more samples are asked for.</summary>
    public static CatoniMean Within(double width, double variance, int coordinates = 1) => new(
        Settings.FromEnvironment.Samples((int)Math.Ceiling(2 * Chances(DesignAlpha, coordinates) * (variance / (width * width) + 1))),
            variance, coordinates);

    /// <param name="draws">Of one coordinate.</param>
    public double Of(IReadOnlyList<double> draws)
    {
        if (draws.Count != Count) throw new ArgumentException($"{draws.Count} draws for {Count}.", nameof(draws));
        var mean = draws.Average();
        for (var step = 0; step < 100; step++)
        {
            var (sum, slope) = (0.0, 0.0);
            foreach (var draw in draws)
            {
                var (x, tail) = (Scale * (draw - mean), Scale * Math.Abs(draw - mean));
                var inside = 1 + tail + tail * tail / 2;
                sum += Math.CopySign(Math.Log(inside), x);
                slope += (1 + tail) / inside;
            }

            var movement = sum / (Scale * slope);
            mean += movement;
            if (Math.Abs(movement) <= 1e-12 * (Math.Abs(mean) + Math.Sqrt(Variance))) return mean;
        }

        throw new InvalidOperationException("Newton's method found no root.");
    }

    /// <summary>How far a mean strays from its expectation but with a chance of alpha; infinite where there are too few draws to
    /// say.</summary>
    public double Width(double alpha)
    {
        var left = 1 - Scale * Scale * Variance - 2 * Chances(alpha, Coordinates) / Count;
        return left < 0 ? double.PositiveInfinity : (1 - Math.Sqrt(left)) / Scale;
    }

    /// <summary>a: that which makes the width least at an alpha of 10⁻⁹.</summary>
    double Scale
    {
        get
        {
            var chances = Chances(DesignAlpha, Coordinates);
            var square = 2 * chances * Variance / (Count - 2 * chances);
            return Math.Sqrt(2 * chances / (Count * (Variance + square)));
        }
    }

    static double Chances(double alpha, int coordinates) => Math.Log(2 * coordinates / alpha);
}
