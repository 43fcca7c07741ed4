using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>A network in training, seen by its tangent kernel on the probes: the trace over the outputs, over their number.</summary>
/// <param name="Step">Steps so far.</param>
/// <param name="Loss">The mean of 1/2 |f - y|^2 over the training images.</param>
/// <param name="TrainingError">The share of training images whose largest output is not that of their class.</param>
/// <param name="Eigenvalues">The largest, in falling order.</param>
/// <param name="Change">|Theta_t - Theta_0| / |Theta_0|.</param>
/// <param name="FromAnalytic">|Theta_t - Theta| / |Theta|, with the kernel of infinite width.</param>
/// <param name="Alignment">With the labels, centred.</param>
public sealed record KernelPoint(
    int Step, double Loss, double TrainingError, IReadOnlyList<double> Eigenvalues, double Change, double FromAnalytic, double Alignment)
{
    /// <summary>
    /// The least |Theta_t - c Theta_0| / |Theta_t| over all c: what is left of the change where a common factor is taken out.
    /// </summary>
    public double Turn { get; init; }

    /// <summary>|theta_t - theta_0| / |theta_0|.</summary>
    public double Moved { get; init; }

    /// <summary>
    /// 1 less the centred alignment of the last hidden layer's activations on the probes with those at the start (Kornblith et al. 2019):
    /// 0 where they are rescaled, shifted or rotated, and not otherwise.
    /// </summary>
    public double FeatureTurn { get; init; }
}

/// <summary>One network.</summary>
/// <param name="Width">Of both hidden layers.</param>
/// <param name="Network">Which of its width.</param>
/// <param name="Points">In the order of the looks.</param>
public sealed record KernelRun(int Width, int Network, IReadOnlyList<KernelPoint> Points);

/// <summary>What the kernels did.</summary>
/// <param name="Analytic">The largest eigenvalues at infinite width, in falling order.</param>
/// <param name="AnalyticAlignment">With the labels, centred.</param>
/// <param name="Runs">By width, then by network.</param>
public sealed record KernelEvolutionResult(IReadOnlyList<double> Analytic, double AnalyticAlignment, IReadOnlyList<KernelRun> Runs)
{
    /// <summary>The runs of one width.</summary>
    public IReadOnlyList<KernelRun> Of(int width) => [.. Runs.Where(run => run.Width == width)];

    /// <summary>
    /// For each network, the slope of the logarithm of something against that of the width, by least squares over the widths: one for each
    /// seed.
    /// </summary>
    /// <param name="statistic">What falls.</param>
    public Vector<double> Slopes(Func<KernelRun, double> statistic)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        return Vector<double>.Build.DenseOfEnumerable(Runs.GroupBy(run => run.Network).Select(group =>
            Slope([.. group.Select(run => (Elementary.Log(run.Width), Elementary.Log(statistic(run))))])));
    }

    static double Slope(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count < 2) throw new InvalidOperationException($"A slope needs 2 widths; there are {points.Count}.");
        var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }
}
