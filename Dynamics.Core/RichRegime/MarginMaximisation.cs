using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>
/// What training does after the last error is gone (Lyu and Li 2020): the exponential loss of a homogeneous network, under steps of its
/// flow in log-loss time, dw/ds = -grad log L, or under stochastic gradient descent.
/// </summary>
public static class MarginMaximisation
{
    const int MostRejected = 1_000_000;

    /// <summary>Runs.</summary>
    /// <param name="settings">Examples, network and training.</param>
    /// <param name="stream">Where examples, weights and batches come from.</param>
    /// <exception cref="DivergedException">The weights stop being finite.</exception>
    public static MarginRun Run(MarginSettings settings, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stream);
        Require.Between(settings.Batch, 0, settings.Examples, "settings.Batch");
        if (settings.Batch > 0 && settings.Examples % settings.Batch != 0)
            throw new ArgumentException(
                $"settings.Batch is {settings.Batch}; it needs to divide the {settings.Examples} examples, so that an epoch sees each "
                    + "once.",
                nameof(settings));
        var (inputs, labels) = Examples(settings, stream);
        var network = new HomogeneousNetwork(settings.Dimension, settings.Hidden, settings.Power);
        var parameters = (settings.InitialScale * stream.Substream("weights").NormalVector(network.ParameterCount)).ToArray();
        return settings.Batch == 0 ? Flow(settings, network, inputs, labels, parameters)
            : Stochastic(settings, network, inputs, labels, parameters, stream.Substream("batches"));
    }

    /// <summary>The direction of a point of a run, at another norm.</summary>
    /// <param name="settings">Those of the run.</param>
    /// <param name="stream">That of the run.</param>
    /// <param name="point">A point of the run.</param>
    /// <param name="norm">|w|.</param>
    public static MarginPoint AtNorm(MarginSettings settings, RandomStream stream, MarginPoint point, double norm)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(point);
        Require.Positive(norm, nameof(norm));
        Require.Positive(point.Norm, "point.Norm");
        Require.Finite(Vector<double>.Build.DenseOfEnumerable(point.Weights), "point.Weights");
        var network = new HomogeneousNetwork(settings.Dimension, settings.Hidden, settings.Power);
        Require.Length(point.Weights.Count, network.ParameterCount, "point.Weights", network);
        var (inputs, labels) = Examples(settings, stream);
        var log = new MarginLog(network, inputs, labels, settings);
        log.Add(0, point.Time, [.. point.Weights.Select(weight => weight * (norm / point.Norm))]);
        return log.Run.Points[0];
    }

    static MarginRun Flow(MarginSettings settings, HomogeneousNetwork network, Matrix<double> inputs, double[] labels, double[] parameters)
    {
        var log = new MarginLog(network, inputs, labels, settings);
        var time = 0.0;
        for (var step = 0; step <= settings.Steps; step++)
        {
            var pass = log.Add(step, time, parameters);
            if (settings.Target is { } target)
                pass = network.Pass(parameters, inputs, outputs => [.. outputs.Select((output, i) => labels[i] * target - output)]);
            var duration = settings.Step / (settings.Target is null ? pass.SquaredGradientNorms.Max() : pass.SquaredGradientNorms.Sum());
            Chains.AddMultiple(parameters, duration, pass.Gradient);
            time += duration;
        }

        return log.Run;
    }

    static MarginRun Stochastic(
        MarginSettings settings, HomogeneousNetwork network, Matrix<double> inputs,
        double[] labels, double[] parameters, RandomStream batches)
    {
        var log = new MarginLog(network, inputs, labels, settings);
        var order = Enumerable.Range(0, settings.Examples).ToArray();
        for (var step = 0; step <= settings.Steps; step++)
        {
            log.Add(step, step, parameters);
            var at = (int)((long)step * settings.Batch % settings.Examples);
            if (at == 0) batches.Shuffle<int>(order);
            var batch = order[at..Math.Min(at + settings.Batch, settings.Examples)];
            double[] curvatures = [];
            var pass = network.Pass(
                parameters, Matrix<double>.Build.Dense(batch.Length, settings.Dimension, (i, k) => inputs[batch[i], k]), outputs =>
            {
                curvatures = [.. outputs.Select((output, i) => settings.Target is null ? Elementary.Exp(-labels[batch[i]] * output) : 1)];
                return [.. outputs.Select((output, i) =>
                    settings.Target is { } target ? labels[batch[i]] * target - output : labels[batch[i]] * curvatures[i])];
            });
            var longest = settings.LongestStep / pass.SquaredGradientNorms.Zip(curvatures, (norm, curvature) => norm * curvature).Sum();
            Chains.AddMultiple(parameters, Math.Min(settings.Step, longest), pass.Gradient);
        }

        return log.Run;
    }

    /// <summary>The examples of a run: directions in space, N x D, and for each the sign of x1 x2.</summary>
    /// <param name="settings">Those of the run.</param>
    /// <param name="stream">That of the run.</param>
    public static (Matrix<double> Inputs, double[] Labels) Examples(MarginSettings settings, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stream);
        Require.Room((long)settings.Examples * settings.Dimension, "settings.Examples x settings.Dimension");
        stream = stream.Substream("examples");
        var rejected = 0;
        var inputs = Matrix<double>.Build.Dense(settings.Examples, settings.Dimension);
        for (var example = 0; example < settings.Examples;)
        {
            var direction = stream.NormalVector(settings.Dimension).Normalize(2);
            if (Math.Abs(direction[0] * direction[1]) <= settings.Gap)
            {
                if (++rejected == MostRejected)
                    throw new NotConvergedException(
                        $"{MostRejected:N0} of the unit vectors that were drawn have |x1 x2| of at most settings.Gap, {settings.Gap}.");
                continue;
            }

            inputs.SetRow(example++, direction);
        }

        return (inputs, [.. inputs.EnumerateRows().Select(row => (double)Math.Sign(row[0] * row[1]))]);
    }
}
