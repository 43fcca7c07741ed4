namespace Dynamics.Numerics;

/// <summary>
/// The largest error of a function of <see cref="Elementary"/>, in units in the last place of the exact result (the
/// smallest subnormal number, where the result is below the normal range). The specs hold each function to it.
/// </summary>
/// <param name="bound">The largest error. 0.5 would be correct rounding.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AccuracyInUlpAttribute(double bound) : Attribute
{
    /// <summary>The largest error, in units in the last place.</summary>
    public double Bound { get; } = bound;
}
