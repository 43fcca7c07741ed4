using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// Mirror descent (Nemirovski and Yudin 1983): a gradient step taken in dual coordinates, grad Psi(x') = grad Psi(x) - h g, for a
/// strictly convex potential Psi. It may be shared between threads, if the maps may.
/// </summary>
public sealed class MirrorDescent
{
    readonly Func<Vector<double>, Vector<double>> _toDual, _fromDual;

    /// <summary>The method of a potential, given by its gradient map.</summary>
    /// <param name="toDual">grad Psi, from points to dual coordinates.</param>
    /// <param name="fromDual">Its inverse.</param>
    public MirrorDescent(Func<Vector<double>, Vector<double>> toDual, Func<Vector<double>, Vector<double>> fromDual) =>
        (_toDual, _fromDual) = (Require.There(toDual, nameof(toDual)), Require.There(fromDual, nameof(fromDual)));

    /// <summary>
    /// The method over natural parameters whose potential is the log-partition function: eta' = eta - h grad_theta L. This is
    /// natural gradient descent in mean parameters (Raskutti and Mukherjee 2015).
    /// </summary>
    public static MirrorDescent WithLogPartition(IExponentialFamily family)
    {
        ArgumentNullException.ThrowIfNull(family);
        return new(family.MeanParameters, family.NaturalParameters);
    }

    /// <summary>x' from x.</summary>
    /// <param name="point">x, length P.</param>
    /// <param name="gradient">g = grad L at x, length P.</param>
    /// <param name="step">h.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or the step leaves the potential's
    /// domain.</exception>
    public Vector<double> Step(Vector<double> point, Vector<double> gradient, double step)
    {
        ArgumentNullException.ThrowIfNull(point);
        Require.Finite(point, nameof(point));
        Require.Length(gradient, point.Count, nameof(gradient), "the point");
        Require.Finite(gradient, nameof(gradient));
        Require.Finite(step, nameof(step));
        var toDual = _toDual(point);
        Require.Length(toDual, point.Count, "toDual", "the point");
        var dual = toDual - step * gradient;
        DivergedException.ThrowIfNotFinite(dual, 1);
        try
        {
            var next = _fromDual(dual);
            Require.Length(next, point.Count, "fromDual", "the point");
            return next;
        }
        catch (ArgumentException outside)
        {
            throw new ArgumentException($"step is {step}, which leads out of the parameters: {outside.Message}", nameof(step), outside);
        }
    }
}
