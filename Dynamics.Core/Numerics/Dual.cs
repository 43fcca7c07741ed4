namespace Dynamics.Numerics;

/// <summary>
/// A dual number v + d e with e^2 = 0 (Clifford 1873): carries one exact directional derivative through a
/// computation (forward-mode differentiation, Wengert 1964).
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="Derivative">Its derivative along the direction seeded.</param>
public readonly record struct Dual(double Value, double Derivative) : IScalar<Dual>
{
    /// <inheritdoc/>
    public static Dual Constant(double value) => new(value, 0);

    /// <inheritdoc/>
    public Dual Compose(double value, double first, double second) => new(value, first * Derivative);

    /// <summary>Minus x.</summary>
    public static Dual operator -(Dual x) => new(-x.Value, -x.Derivative);

    /// <summary>The sum.</summary>
    public static Dual operator +(Dual left, Dual right) =>
        new(left.Value + right.Value, left.Derivative + right.Derivative);

    /// <inheritdoc/>
    public static Dual operator +(Dual left, double right) => left with { Value = left.Value + right };

    /// <inheritdoc/>
    public static Dual operator +(double left, Dual right) => right with { Value = left + right.Value };

    /// <summary>The difference.</summary>
    public static Dual operator -(Dual left, Dual right) =>
        new(left.Value - right.Value, left.Derivative - right.Derivative);

    /// <inheritdoc/>
    public static Dual operator -(Dual left, double right) => left with { Value = left.Value - right };

    /// <inheritdoc/>
    public static Dual operator -(double left, Dual right) => new(left - right.Value, -right.Derivative);

    /// <summary>The product.</summary>
    public static Dual operator *(Dual left, Dual right) =>
        new(left.Value * right.Value, left.Value * right.Derivative + left.Derivative * right.Value);

    /// <inheritdoc/>
    public static Dual operator *(Dual left, double right) => new(left.Value * right, left.Derivative * right);

    /// <inheritdoc/>
    public static Dual operator *(double left, Dual right) => new(left * right.Value, left * right.Derivative);

    /// <summary>The quotient.</summary>
    public static Dual operator /(Dual left, Dual right)
    {
        var quotient = left.Value / right.Value;
        return new(quotient, (left.Derivative - quotient * right.Derivative) / right.Value);
    }

    /// <inheritdoc/>
    public static Dual operator /(Dual left, double right) => new(left.Value / right, left.Derivative / right);

    /// <inheritdoc/>
    public static Dual operator /(double left, Dual right)
    {
        var quotient = left / right.Value;
        return new(quotient, -quotient * right.Derivative / right.Value);
    }
}
