using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>An error c h^p + c' h^(p + 1) + c'' h^(p + 2) of training to T = 2 in so many steps, h = 2 / steps.</summary>
static class ErrorSeries
{
    /// <summary>Why slopes stray by no more than twice the ratio.</summary>
    public const string Known = "the next term is told by larger steps, 1/16 to 1/4, and (1 − r h / 2) / (1 − r h) ≤ 2^(2 r h) up to r h = 1/2";

    static readonly int[] Steps = [32, 64, 128, 256];

    /// <summary>Steps of the few sizes that tell the series, the finest first.</summary>
    static readonly int[] Few = [32, 16, 8];

    public static Laws.Measurement Shrinks(string name, Func<int, Vector<double>> error) =>
        Laws.Measure.Shrinks(name, [.. Steps.Select(Size)], [.. Steps.Select(steps => error(steps).L2Norm())]);

    /// <summary>(|c'| + |c''| h) / |c| by Richardson's extrapolation at h = 1/16.</summary>
    public static double NextTerm(Func<int, Vector<double>> error, double order)
    {
        var scaled = Few.Select(steps => error(steps) / Math.Pow(Size(steps), order)).ToArray();
        var (near, far) = (scaled[1] - scaled[0], scaled[2] - scaled[1]);
        var third = (far - 2 * near) / 6;
        var second = near - 3 * third;
        return (second.L2Norm() + third.L2Norm()) / ((scaled[0] - second - third).L2Norm() * Size(Few[0]));
    }

    static double Size(int steps) => 2.0 / steps;
}
