using Dynamics.Numerics;

namespace Dynamics.Specs.Geometry;

/// <summary>A scalar that counts roundings: the longest chain of them from the inputs to a result.</summary>
/// <param name="Value">The number, so that branches go as they do over numbers.</param>
public readonly record struct RoundingChain(double Value, int Length) : IScalar<RoundingChain>
{
    /// <summary>An elementary function within two units in the last place, then a product with its slope.</summary>
    const int Composition = 3;

    public static RoundingChain Constant(double value) => new(value, 0);

    public RoundingChain Compose(double value, double first, double second) => new(value, Length + Composition);

    public static RoundingChain operator -(RoundingChain x) => new(-x.Value, x.Length);

    public static RoundingChain operator +(RoundingChain a, RoundingChain b) => Of(a.Value + b.Value, a, b);

    public static RoundingChain operator -(RoundingChain a, RoundingChain b) => Of(a.Value - b.Value, a, b);

    public static RoundingChain operator *(RoundingChain a, RoundingChain b) => Of(a.Value * b.Value, a, b);

    public static RoundingChain operator /(RoundingChain a, RoundingChain b) => Of(a.Value / b.Value, a, b);

    public static RoundingChain operator +(RoundingChain a, double b) => a + Constant(b);

    public static RoundingChain operator +(double a, RoundingChain b) => Constant(a) + b;

    public static RoundingChain operator -(RoundingChain a, double b) => a - Constant(b);

    public static RoundingChain operator -(double a, RoundingChain b) => Constant(a) - b;

    public static RoundingChain operator *(RoundingChain a, double b) => a * Constant(b);

    public static RoundingChain operator *(double a, RoundingChain b) => Constant(a) * b;

    public static RoundingChain operator /(RoundingChain a, double b) => a / Constant(b);

    public static RoundingChain operator /(double a, RoundingChain b) => Constant(a) / b;

    static RoundingChain Of(double value, RoundingChain a, RoundingChain b) => new(value, Math.Max(a.Length, b.Length) + 1);
}
