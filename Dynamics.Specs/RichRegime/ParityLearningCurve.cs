using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// The test error of regression with the tangent kernel of one hidden ReLU layer on the parity of two of d signs, in closed form: the
/// learning curve of Bordelon et al. 2020 and Simon et al. 2023 in the kernel's spectrum, and a normal error around its mean prediction.
/// </summary>
public sealed class ParityLearningCurve
{
    /// <summary>Above it eigenvalues are as good as equal, and act as a ridge.</summary>
    const int HighestDegree = 8;

    const int Degree = 2;

    readonly double[] _eigenvalues, _multiplicities;
    readonly double _ridge;

    public ParityLearningCurve(int dimension, double ridge)
    {
        var degrees = Enumerable.Range(0, HighestDegree + 1).ToArray();
        var weights = Enumerable.Range(0, dimension + 1)
            .Select(j => Math.Exp(SpecialFunctions.BinomialLn(dimension, j) - dimension * Math.Log(2))).ToArray();
        var characters = weights.Select((_, j) => Characters(dimension, j)).ToArray();
        _eigenvalues = [.. degrees.Select(k => Math.Max(0,
            weights.Select((weight, j) => weight * Kernel(1 - 2.0 * j / dimension) * characters[j][k]).Sum()))];
        _multiplicities = [.. degrees.Select(k => SpecialFunctions.Binomial(dimension, k))];
        _ridge = ridge + Kernel(1) - degrees.Sum(k => _multiplicities[k] * _eigenvalues[k]);
    }

    /// <summary>The share of new examples that are classified wrongly after n.</summary>
    public double Error(double examples)
    {
        var kappa = Kappa(examples);
        var missed = kappa / (_eigenvalues[Degree] + kappa);
        var variance = missed * missed * (1 / (1 - Learned(kappa, 2) / examples) - 1);
        return Normal.CDF(0, 1, -(1 - missed) / Math.Sqrt(variance));
    }

    /// <summary>The least n, as a real number, at which the error is as large as this.</summary>
    public double ExamplesFor(double error) => Math.Exp(Bisect(log => error - Error(Math.Exp(log)), Math.Log(4), Math.Log(1e6)));

    /// <summary>The root of n = Σ λ / (λ + κ) + δ / κ.</summary>
    double Kappa(double examples) => Math.Exp(Bisect(log => examples - Learned(Math.Exp(log), 1) - _ridge / Math.Exp(log), -40, 10));

    double Learned(double kappa, int power) =>
        _eigenvalues.Zip(_multiplicities, (lambda, count) => count * Math.Pow(lambda / (lambda + kappa), power)).Sum();

    /// <summary>Where a rising function passes zero.</summary>
    static double Bisect(Func<double, double> rising, double low, double high)
    {
        for (var i = 0; i < 100; i++)
            if (rising((low + high) / 2) > 0) high = (low + high) / 2;
            else low = (low + high) / 2;
        return (low + high) / 2;
    }

    /// <summary>The kernel of two inputs whose cosine is ρ (Cho and Saul 2009).</summary>
    static double Kernel(double cosine)
    {
        var angle = Math.Acos(Math.Clamp(cosine, -1, 1));
        return (Math.Sin(angle) + 2 * (Math.PI - angle) * cosine) / Math.PI;
    }

    /// <summary>
    /// The mean product of k of the d signs over all choices, where j of them are −1: Krawtchouk polynomials over their values at 0.
    /// </summary>
    static double[] Characters(int dimension, int j)
    {
        var values = new double[HighestDegree + 1];
        (values[0], values[1]) = (1, 1 - 2.0 * j / dimension);
        for (var k = 1; k < HighestDegree; k++)
            values[k + 1] = ((dimension - 2.0 * j) * values[k] - k * values[k - 1]) / (dimension - k);
        return values;
    }
}
