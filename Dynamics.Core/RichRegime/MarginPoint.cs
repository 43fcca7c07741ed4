using Dynamics.Geometry;

namespace Dynamics.RichRegime;

/// <summary>A homogeneous network on the way.</summary>
/// <param name="Step">The number of steps.</param>
/// <param name="Time">s, with dw/ds = -grad log L; for stochastic gradient descent the number of steps.</param>
/// <param name="LogLoss">log L of all examples.</param>
/// <param name="Norm">|w|.</param>
/// <param name="Margin">min y f / |w|^L.</param>
/// <param name="SmoothedMargin">log(1/L) / |w|^L; a lower bound of the margin.</param>
/// <param name="Stationarity">|w/|w| + grad L/|grad L||: 0 where the first Karush-Kuhn-Tucker condition of the largest margin
/// holds.</param>
/// <param name="Complementarity">The sum of q_i (y_i f_i / min y f - 1) over the weights q_i of the examples in the loss: 0 where the
/// second holds.</param>
/// <param name="Turn">|w/|w| - w'/|w'||, w' being the weights at the point before.</param>
public sealed record MarginPoint(
    int Step, double Time, double LogLoss, double Norm, double Margin,
    double SmoothedMargin, double Stationarity, double Complementarity, double Turn)
{
    /// <summary>The number of steps.</summary>
    public int Step { get; init => field = Require.AtLeast(value, 0, nameof(Step)); } = Require.AtLeast(Step, 0, nameof(Step));

    /// <summary>w.</summary>
    public IReadOnlyList<double> Weights { get; init => field = Require.There(value, nameof(Weights)); } = [];
}
