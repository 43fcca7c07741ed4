using Dynamics.RichRegime;
using Dynamics.Specs.RichRegime;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Approval;

/// <summary>
/// The flow of the exponential loss on six examples in the plane: the loss settles in powers of time, the direction in those of its
/// logarithm.
/// </summary>
static class HardMarginPanel
{
    static readonly SeparableTask Task = SeparableTask.Of(
        Matrix<double>.Build.DenseOfRowArrays([1.3, 0.1], [-0.1, 1.2], [2.2, 0.9], [0.4, 2.4], [3.2, -0.2], [1.6, 1.9]));

    static readonly Axis LogTime = Axis.Log("log t", 0.5, 40);

    static readonly Axis Distance = Axis.Log("relative distance from the limit", 1e-6, 10);

    static Vector<double> HardMargin => Task.Svm.Weights;

    static double Length => HardMargin.L2Norm();

    public static Panel Draw() => new()
    {
        Title = "Loss settles early, direction late",
        X = LogTime,
        Y = Distance,
        Marks =
        [
            Over("bound from B3a", moment => Math.Sqrt(Task.FirstPotential / moment.LogTime) / Length, Palette.SkyBlue, Dash.Dashed),
            Over("|w / log t − ŵ| / |ŵ|", moment => (moment.Weights / moment.LogTime - HardMargin).L2Norm() / Length, Palette.Blue),
            Over("1 − margin / largest margin", moment => 1 - Margin.Of(Task.Signed, moment.Weights) * Length, Palette.BluishGreen),
            Over("|1 − t ℒ / |ŵ|²|", moment =>
                Math.Abs(1 - Math.Exp(moment.LogTime + moment.LogLoss) / (Length * Length)), Palette.Vermillion),
        ],
        Legend = Corner.LowerLeft,
    };

    static Curve Over(string name, Func<ExponentialLossMoment, double> value, Ink ink, Dash dash = Dash.Solid) =>
        new(name, [.. Task.Path.Where(moment => LogTime.Holds(moment.LogTime)).Select(moment => new Point(moment.LogTime, value(moment)))
            .Where(point => Distance.Holds(point.Y))], ink) { Stroke = new(Dash: dash) };
}
