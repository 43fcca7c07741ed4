using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Dynamics.Specs.Laws.Rules;

/// <summary>
/// How far a statistic of n draws strays from its expectation but with probability alpha: a theorem about the statistic, not an estimate.
/// </summary>
/// <param name="Bound">The width from the subject and alpha.</param>
/// <param name="Detects">The smallest violation that must be seen.</param>
public sealed record Statistical<T>(string Theorem, Func<T, double, double> Bound, double Detects)
    : Rule("statistical", string.Create(CultureInfo.InvariantCulture, $"{Theorem}, detects {Detects}"))
{
    internal override Type Subject => typeof(T);

    internal override Tolerance For(object? subject, Measurement measured) =>
        new(alpha => Bound((T)subject!, alpha)) { MustDetect = Detects };
}

/// <summary>Theorems about statistics of n draws.</summary>
public static class Statistical
{
    /// <summary>The mean of n independent standard normals is N(0, 1/n).</summary>
    public static Rule NormalMean(long n, double detects) =>
        Of("normal quantile of a mean", n, detects, alpha => Normal.InvCDF(0, 1, 1 - alpha / 2) / Math.Sqrt(n));

    /// <summary>The mean square of n independent standard normals (Laurent and Massart 2000, lemma 1).</summary>
    public static Rule ChiSquareMean(long n, double detects) => Of("Laurent-Massart bound of a mean square", n, detects, alpha =>
    {
        var x = Math.Log(2 / alpha) / n;
        return 2 * Math.Sqrt(x) + 2 * x;
    });

    /// <summary>
    /// The mean of n independent numbers ±(z² − 1), z standard normal, with signs that do not depend on z: of those with either sign
    /// both sides
    /// of the bound of Laurent and Massart (2000, lemma 1), and √k + √(n − k) ≤ √2n.
    /// </summary>
    public static Rule ChiSquareDifference(long n, double detects) =>
        Of("Laurent-Massart bound of a mean of squares with signs", n, detects, alpha =>
    {
        var x = Math.Log(4 / alpha) / n;
        return 2 * Math.Sqrt(2 * x) + 2 * x;
    });

    /// <summary>A share of n independent events of probability p (Bernstein 1946).</summary>
    public static Rule Share(long n, double p, double detects) =>
        Of("Bernstein bound of a share", n, detects, alpha => Bernstein(n, 1, p * (1 - p), alpha));

    /// <summary>
    /// The mean of n independent numbers that stray from their expectation by at most a bound, with at most a variance (Bernstein 1946).
    /// </summary>
    public static Rule BoundedMean<T>(long n, Quantity<T> bound, Quantity<T> variance, double detects) => new Statistical<T>(
        $"Bernstein bound of a mean of draws that stray by at most {bound.Text}, with variance {variance.Text}, n = {n}",
        (subject, alpha) => Bernstein(n, bound.Of(subject), variance.Of(subject), alpha), detects);

    /// <summary>
    /// The mean of n independent vectors that stray from their expectation by at most R, with a mean square distance σ², in units of
    /// σ / √n (Pinelis 1994, theorem 3.4, which is Bennett's inequality in a Hilbert space, and so Bernstein's).
    /// </summary>
    public static Rule BoundedMeanOfVectors<T>(Quantity<T> n, Quantity<T> bound, Quantity<T> deviation, double detects) =>
        new Statistical<T>(
        $"Bernstein bound of a mean of {n.Text} vectors that stray by at most {bound.Text}, with deviation {deviation.Text}, "
            + "in units of σ / √n",
        (subject, alpha) => Bernstein((long)n.Of(subject), bound.Of(subject), Math.Pow(deviation.Of(subject), 2), alpha)
            * Math.Sqrt(n.Of(subject)) / deviation.Of(subject), detects);

    /// <summary>Means of independent draws of known variance, however skewed they are (Catoni 2012).</summary>
    /// <param name="what">The draws and the source of their variance.</param>
    public static Rule MeanOfKnownVariance<T>(string what, Func<T, CatoniMean> mean, double detects) => new Statistical<T>(
        $"Catoni's bound of the mean of draws of known variance: {what}", (subject, alpha) => mean(subject).Width(alpha), detects);

    /// <summary>The mean of n independent vectors, each within distance 1 of its own expectation (Pinelis 1994, theorem 3.5).</summary>
    public static Rule VectorMean(long n, double detects) =>
        Of("Pinelis bound of a mean of vectors", n, detects, alpha => Math.Sqrt(2 * Math.Log(2 / alpha) / n));

    /// <summary>
    /// The largest distance of an empirical distribution function from the true one (Dvoretzky, Kiefer and Wolfowitz 1956; Massart 1990).
    /// </summary>
    public static Rule DistributionFunction(long n, double detects) =>
        Of("Dvoretzky-Kiefer-Wolfowitz bound", n, detects, alpha => DvoretzkyKieferWolfowitz(n, alpha));

    /// <summary>
    /// The largest distance of two empirical distribution functions of n draws each: the two bounds, each at half of alpha.
    /// </summary>
    public static Rule TwoDistributionFunctions(long n, double detects) =>
        Of("two Dvoretzky-Kiefer-Wolfowitz bounds", n, detects, alpha => 2 * DvoretzkyKieferWolfowitz(n, alpha / 2));

    static double DvoretzkyKieferWolfowitz(long n, double alpha) => Math.Sqrt(Math.Log(2 / alpha) / (2 * n));

    static double Bernstein(long n, double bound, double variance, double alpha)
    {
        var x = Math.Log(2 / alpha) / n;
        return Math.Sqrt(2 * variance * x + bound * bound * x * x / 9) + bound * x / 3;
    }

    static Rule Of(string theorem, long n, double detects, Func<double, double> width) =>
        new Statistical<object>($"{theorem}, n = {n}", (_, alpha) => width(alpha), detects);
}
