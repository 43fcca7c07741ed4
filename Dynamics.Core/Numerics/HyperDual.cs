using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dynamics.Geometry;

namespace Dynamics.Numerics;

/// <summary>
/// A hyper-dual number f + f1 e1 + f2 e2 + f12 e1 e2 with e1^2 = e2^2 = 0 (Fike and Alonso 2011): carries an exact
/// mixed second derivative through a computation, without the cancellation of differences.
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="First1">Its derivative along the first direction.</param>
/// <param name="First2">Its derivative along the second direction.</param>
/// <param name="Second">Its mixed second derivative along both.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct HyperDual(double Value, double First1, double First2, double Second) : IScalar<HyperDual>
{
    /// <inheritdoc/>
    public static HyperDual Constant(double value) => new(value, 0, 0, 0);

    /// <inheritdoc/>
    public HyperDual Compose(double value, double first, double second) =>
        new(value, first * First1, first * First2, first * Second + second * First1 * First2);

    /// <inheritdoc/>
    /// <remarks>The four parts are four lanes, never added to each other: the same bits on any processor.</remarks>
    public static HyperDual Dot(ReadOnlySpan<HyperDual> x, ReadOnlySpan<double> coefficients)
    {
        var lanes = MemoryMarshal.Cast<HyperDual, Vector256<double>>(x);
        Require.Length(coefficients.Length, lanes.Length, nameof(coefficients), "x");
        var sum = Vector256<double>.Zero;
        for (var i = 0; i < lanes.Length; i++)
            sum += lanes[i] * coefficients[i];
        return new(sum[0], sum[1], sum[2], sum[3]);
    }

    /// <summary>Minus x.</summary>
    public static HyperDual operator -(HyperDual x) => new(-x.Value, -x.First1, -x.First2, -x.Second);

    /// <summary>The sum.</summary>
    public static HyperDual operator +(HyperDual left, HyperDual right) => new(
        left.Value + right.Value, left.First1 + right.First1, left.First2 + right.First2, left.Second + right.Second);

    /// <inheritdoc/>
    public static HyperDual operator +(HyperDual left, double right) => left with { Value = left.Value + right };

    /// <inheritdoc/>
    public static HyperDual operator +(double left, HyperDual right) => right with { Value = left + right.Value };

    /// <summary>The difference.</summary>
    public static HyperDual operator -(HyperDual left, HyperDual right) => new(
        left.Value - right.Value, left.First1 - right.First1, left.First2 - right.First2, left.Second - right.Second);

    /// <inheritdoc/>
    public static HyperDual operator -(HyperDual left, double right) => left with { Value = left.Value - right };

    /// <inheritdoc/>
    public static HyperDual operator -(double left, HyperDual right) =>
        new(left - right.Value, -right.First1, -right.First2, -right.Second);

    /// <summary>The product.</summary>
    public static HyperDual operator *(HyperDual left, HyperDual right) => new(
        left.Value * right.Value,
        left.Value * right.First1 + left.First1 * right.Value,
        left.Value * right.First2 + left.First2 * right.Value,
        left.Value * right.Second + left.First1 * right.First2 + left.First2 * right.First1 + left.Second * right.Value);

    /// <inheritdoc/>
    public static HyperDual operator *(HyperDual left, double right) =>
        new(left.Value * right, left.First1 * right, left.First2 * right, left.Second * right);

    /// <inheritdoc/>
    public static HyperDual operator *(double left, HyperDual right) => right * left;

    /// <summary>The quotient.</summary>
    public static HyperDual operator /(HyperDual left, HyperDual right)
    {
        var quotient = left.Value / right.Value;
        var first1 = (left.First1 - quotient * right.First1) / right.Value;
        var first2 = (left.First2 - quotient * right.First2) / right.Value;
        var second = left.Second - quotient * right.Second - first1 * right.First2 - first2 * right.First1;
        return new(quotient, first1, first2, second / right.Value);
    }

    /// <inheritdoc/>
    public static HyperDual operator /(HyperDual left, double right) =>
        new(left.Value / right, left.First1 / right, left.First2 / right, left.Second / right);

    /// <inheritdoc/>
    public static HyperDual operator /(double left, HyperDual right) => Constant(left) / right;
}
