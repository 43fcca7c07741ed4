using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>
/// Phase 1 of the report: gradient descent and natural gradient descent on a curved valley whose loss is the likelihood of one
/// observation, so that the metric is the Fisher information of that very loss.
/// </summary>
public static class CurvedValley
{
    /// <summary>Runs all that the settings ask for.</summary>
    /// <param name="settings">Start, target, step sizes and limits.</param>
    /// <param name="progress">Told of each path as it is complete.</param>
    /// <exception cref="DivergedException">A run's loss stops being finite; names the step.</exception>
    public static CurvedValleyResult Run(CurvedValleySettings settings, IProgress<ValleyPath>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var loss = new ValleyLoss(settings.Curvature);
        var model = new CurvedValleyModel(settings.Curvature);
        var paths = new List<ValleyPath>();
        foreach (var run in settings.GradientDescent)
            Add("gradient descent", run, theta => GradientStep(loss, theta, run.Step));
        foreach (var run in settings.NaturalGradient)
            Add("natural gradient", run, theta => NaturalGradientStep(
                loss, theta, run.Step, at => FisherInformation.ByScore(model, at)));
        return new(paths, Geodesic(settings));

        void Add(string method, ValleyRun run, Func<Vector<double>, Vector<double>> step)
        {
            paths.Add(Follow(method, run, loss, step, settings));
            progress?.Report(paths[^1]);
        }
    }

    /// <summary>The loss 1/2 [(1-x)^2 + 100 (y-x^2)^2], in nats above its minimum.</summary>
    public static double Loss(double x, double y) => Differentiate.Value(new ValleyLoss(), Point(x, y));

    /// <summary>The same loss in the flat coordinates, 1/2 (u^2 + v^2): a round bowl.</summary>
    public static double LossInFlatCoordinates(double u, double v) => (u * u + v * v) / 2;

    /// <summary>theta - step grad L.</summary>
    /// <param name="loss">L.</param>
    /// <param name="theta">(x, y).</param>
    /// <param name="step">The step size.</param>
    public static Vector<double> GradientStep(IScalarFunction loss, Vector<double> theta, double step)
    {
        ArgumentNullException.ThrowIfNull(loss);
        Require.Length(theta, 2, nameof(theta), loss);
        return theta - step * Differentiate.Gradient(loss, theta);
    }

    /// <summary>theta - step G(theta)^-1 grad L.</summary>
    /// <param name="loss">L.</param>
    /// <param name="theta">(x, y).</param>
    /// <param name="step">The step size.</param>
    /// <param name="metric">G, 2 x 2, at a point: natural gradient descent if it is the Fisher information that belongs to L.</param>
    public static Vector<double> NaturalGradientStep(
        IScalarFunction loss, Vector<double> theta, double step, Func<Vector<double>, Matrix<double>> metric)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(metric);
        Require.Length(theta, 2, nameof(theta), loss);
        Require.Finite(theta, nameof(theta));
        Require.Finite(step, nameof(step));
        return NaturalGradient.Step(theta, metric(theta), Differentiate.Gradient(loss, theta), step);
    }

    /// <summary>Follows any update from the settings' start to their target loss or the run's step limit.</summary>
    /// <param name="method">The name of the path.</param>
    /// <param name="run">Step size, for the record, and step limit.</param>
    /// <param name="loss">What decides about arrival.</param>
    /// <param name="step">The next point from a point.</param>
    /// <param name="settings">Start and target; their curvature is the metric in which the path is measured.</param>
    /// <exception cref="DivergedException">The loss stops being finite; names the step.</exception>
    /// <exception cref="ArgumentException">The start is not finite, the target not positive, or the step limit negative.</exception>
    public static ValleyPath Follow(
        string method, ValleyRun run, IScalarFunction loss, Func<Vector<double>, Vector<double>> step,
        CurvedValleySettings settings)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(step);
        ArgumentNullException.ThrowIfNull(settings);
        var theta = Point(settings.Start.X, settings.Start.Y);
        var points = new List<ValleyPoint> { At(theta) };
        while (points[^1].Loss > settings.TargetLoss && points.Count <= run.StepLimit)
        {
            theta = step(theta);
            points.Add(At(theta));
            if (!double.IsFinite(points[^1].Loss))
                throw new DivergedException($"loss of {method} with step {run.Step}", points.Count - 1, points[^1].Loss);
        }
        return new(method, run.Step, points) { Curvature = settings.Curvature, TargetLoss = settings.TargetLoss };

        ValleyPoint At(Vector<double> theta) => new(theta[0], theta[1], Differentiate.Value(loss, theta));
    }

    static ValleyPoint[] Geodesic(CurvedValleySettings settings)
    {
        const int Segments = 44;
        (var u, var v) = new ValleyPoint(settings.Start.X, settings.Start.Y, 0).Flatten(settings.Curvature);
        return [.. Enumerable.Range(0, Segments + 1).Select(k => At((Segments - k) / (double)Segments))];

        ValleyPoint At(double left) => ValleyPoint.Unflatten(left * u, left * v, settings.Curvature);
    }

    static Vector<double> Point(double x, double y) => Vector<double>.Build.Dense([x, y]);
}
