using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>How the loss curves at a point, through products with its Hessian.</summary>
public static class Curvature
{
    /// <summary>The largest eigenvalue of the Hessian of L, by Lanczos.</summary>
    /// <param name="objective">L.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="stream">Where the start of the iteration comes from; it moves on.</param>
    /// <param name="tolerance">Of the eigenvector's residual, relative to the Hessian; the eigenvalue's error is of the order of its
    /// square.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public static double Sharpness(Objective objective, Vector<double> parameters, RandomStream stream, double tolerance = 1e-4)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Lanczos.Largest(
            v => objective.HessianVectorProduct(parameters, v), objective.ParameterCount, 1, stream, tolerance).Values[0];
    }

    /// <summary>The trace of the Hessian of L, with its standard error.</summary>
    /// <param name="objective">L.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="probes">Products with the Hessian, at least 2.</param>
    /// <param name="stream">Where the signs come from; it moves on.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public static TraceEstimate HessianTrace(Objective objective, Vector<double> parameters, int probes, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return TraceEstimate.Of(v => objective.HessianVectorProduct(parameters, v), objective.ParameterCount, probes, stream);
    }
}
