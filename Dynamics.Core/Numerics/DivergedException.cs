using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>An iteration left the finite numbers, or the bound set for it.</summary>
public sealed class DivergedException : ArithmeticException
{
    /// <summary>Names where it happened.</summary>
    /// <param name="what">The quantity that diverged.</param>
    /// <param name="step">The step at which it was first seen, counted from 1.</param>
    /// <param name="value">Its value there.</param>
    public DivergedException(string what, int step, double value)
        : base($"The {what} diverged at step {step}: it is {value}. A smaller step size may help.") =>
        (Step, Value) = (step, value);

    /// <summary>The step at which it was first seen, counted from 1.</summary>
    public int Step { get; }

    /// <summary>The value that diverged.</summary>
    public double Value { get; }

    /// <summary>Refuses a point with a coordinate that is not finite.</summary>
    public static void ThrowIfNotFinite(Vector<double> point, int step)
    {
        foreach (var coordinate in point)
            if (!double.IsFinite(coordinate))
                throw new DivergedException("path", step, coordinate);
    }
}
