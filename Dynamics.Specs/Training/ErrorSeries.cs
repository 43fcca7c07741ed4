using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>An error c h^p + c' h^(p + 1) + c'' h^(p + 2), whose coefficients are told by three steps, h, 2 h and 4 h.</summary>
static class ErrorSeries
{
    /// <summary>Why slopes stray by no more than twice the ratio.</summary>
    public const string Known = "the next terms are told by Richardson's extrapolation from the first step, twice and four times it, and "
        + "(1 − r h / 2) / (1 − r h) ≤ 2^(2 r h) up to r h = 1/2";

    /// <summary>The local slopes of |e(h)|.</summary>
    /// <param name="steps">Falling.</param>
    public static Laws.Measurement Shrinks(string name, Func<double, Vector<double>> error, double[] steps) =>
        Laws.Measure.Shrinks(name, steps, [.. steps.Select(h => error(h).L2Norm())]);

    /// <summary>(|c'| + |c''| h) / |c|.</summary>
    /// <param name="h">The finest of the three steps.</param>
    public static double NextTerm(Func<double, Vector<double>> error, double order, double h)
    {
        var scaled = new[] { h, 2 * h, 4 * h }.Select(step => error(step) / Math.Pow(step, order)).ToArray();
        var (near, far) = (scaled[1] - scaled[0], scaled[2] - scaled[1]);
        var third = (far - 2 * near) / 6;
        var second = near - 3 * third;
        return (second.L2Norm() + third.L2Norm()) / ((scaled[0] - second - third).L2Norm() * h);
    }

    /// <summary>The local slopes of the error of training to T = 2 in so many steps, 32 to 256, h = 2 / steps.</summary>
    public static Laws.Measurement ShrinksInSteps(string name, Func<int, Vector<double>> error) =>
        Shrinks(name, h => error(Steps(h)), [1.0 / 16, 1.0 / 32, 1.0 / 64, 1.0 / 128]);

    /// <summary>The next terms of that error at h = 1/16.</summary>
    public static double NextTermInSteps(Func<int, Vector<double>> error, double order) => NextTerm(h => error(Steps(h)), order, 1.0 / 16);

    static int Steps(double h) => (int)Math.Round(2 / h);
}
