using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>A moment of the flow.</summary>
/// <param name="LogTime">log t.</param>
/// <param name="Weights">w, length D.</param>
/// <param name="LogLoss">log L, of the sum over the examples.</param>
public sealed record ExponentialLossMoment(double LogTime, Vector<double> Weights, double LogLoss);

/// <summary>
/// dw/dt = -grad L with L = sum_i exp(-&lt;z_i, w&gt;) over signed examples z_i = y_i x_i, the loss whose flow ends in the direction of
/// the hard margin (Soudry et al. 2018). It is followed in log-loss time, ds = L dt: then dw/ds = Z^T p with p the softmax of the losses,
/// and d log t / ds = 1 / (t L), so that times like e^40 are reached in steps of a size that does not shrink.
/// </summary>
public static class ExponentialLossFlow
{
    const int MostSteps = 1_000_000;

    /// <summary>
    /// The path from t = 1, w = start, to the first step at or after a log-time; the start first. Classical Runge-Kutta steps.
    /// </summary>
    /// <param name="signedInputs">Z, rows y_i x_i, N x D.</param>
    /// <param name="start">w(1), length D.</param>
    /// <param name="logTime">Where it may stop, above 0.</param>
    /// <param name="step">The step in s as a share of the shorter of 1 / max |z_i|^2 and t L, over which the losses and log t
    /// change.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or the step or the log-time is not
    /// positive.</exception>
    /// <exception cref="NotConvergedException">The log-time is not reached in a million steps.</exception>
    /// <exception cref="DivergedException">A weight stops being finite; names the step.</exception>
    public static IReadOnlyList<ExponentialLossMoment> Follow(
        Matrix<double> signedInputs, Vector<double> start, double logTime, double step = .25)
    {
        ArgumentNullException.ThrowIfNull(signedInputs);
        Require.AtLeast(signedInputs.RowCount, 1, "signedInputs.RowCount");
        Require.Finite(signedInputs, nameof(signedInputs));
        Require.Length(start, signedInputs.ColumnCount, nameof(start), "signedInputs");
        Require.Finite(start, nameof(start));
        Require.Positive(logTime, nameof(logTime));
        Require.Positive(step, nameof(step));
        if (logTime / step > MostSteps)
            throw new ArgumentOutOfRangeException(nameof(logTime), logTime,
                $"logTime is {logTime} with a step of {step}, by which log t grows at most; it needs to be at most {MostSteps:N0} steps.");

        var longest = signedInputs.EnumerateRows().Max(row => row * row);
        var state = Vector<double>.Build.Dense([.. start, 0]);
        var path = new List<ExponentialLossMoment> { Moment(signedInputs, state) };
        while (path[^1].LogTime < logTime)
        {
            var h = step / Math.Max(longest, Elementary.Exp(-path[^1].LogTime - path[^1].LogLoss));
            state = RungeKutta4.Step(at => Velocity(signedInputs, at), state, h);
            DivergedException.ThrowIfNotFinite(state, path.Count);
            path.Add(Moment(signedInputs, state));
            if (path.Count > MostSteps)
                throw new NotConvergedException($"log t is {path[^1].LogTime} after {MostSteps:N0} steps; {logTime} was asked for.");
        }
        return path;
    }

    static Vector<double> Velocity(Matrix<double> examples, Vector<double> state)
    {
        var (logTime, weights, logLoss) = Moment(examples, state);
        var shares = (examples * weights).Map(margin => Elementary.Exp(-margin - logLoss));
        return Vector<double>.Build.Dense([.. examples.TransposeThisAndMultiply(shares), Elementary.Exp(-logTime - logLoss)]);
    }

    static ExponentialLossMoment Moment(Matrix<double> examples, Vector<double> state)
    {
        var weights = state.SubVector(0, examples.ColumnCount);
        Real[] logLosses = [.. (examples * weights).Select(margin => new Real(-margin))];
        return new(state[^1], weights, LogSumExp.Of<Real>(logLosses).Value);
    }
}
