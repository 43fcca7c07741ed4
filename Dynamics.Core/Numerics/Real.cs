namespace Dynamics.Numerics;

/// <summary>A plain number as an <see cref="IScalar{TSelf}"/>: values, no derivatives.</summary>
/// <param name="Value">The number.</param>
public readonly record struct Real(double Value) : IScalar<Real>
{
    /// <inheritdoc/>
    public static Real Constant(double value) => new(value);

    /// <inheritdoc/>
    public Real Compose(double value, double first, double second) => new(value);

    /// <summary>Minus x.</summary>
    public static Real operator -(Real x) => new(-x.Value);

    /// <summary>The sum.</summary>
    public static Real operator +(Real left, Real right) => new(left.Value + right.Value);

    /// <inheritdoc/>
    public static Real operator +(Real left, double right) => new(left.Value + right);

    /// <inheritdoc/>
    public static Real operator +(double left, Real right) => new(left + right.Value);

    /// <summary>The difference.</summary>
    public static Real operator -(Real left, Real right) => new(left.Value - right.Value);

    /// <inheritdoc/>
    public static Real operator -(Real left, double right) => new(left.Value - right);

    /// <inheritdoc/>
    public static Real operator -(double left, Real right) => new(left - right.Value);

    /// <summary>The product.</summary>
    public static Real operator *(Real left, Real right) => new(left.Value * right.Value);

    /// <inheritdoc/>
    public static Real operator *(Real left, double right) => new(left.Value * right);

    /// <inheritdoc/>
    public static Real operator *(double left, Real right) => new(left * right.Value);

    /// <summary>The quotient.</summary>
    public static Real operator /(Real left, Real right) => new(left.Value / right.Value);

    /// <inheritdoc/>
    public static Real operator /(Real left, double right) => new(left.Value / right);

    /// <inheritdoc/>
    public static Real operator /(double left, Real right) => new(left / right.Value);
}
