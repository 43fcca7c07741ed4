using Dynamics.Numerics;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// A scalar that follows what rounding can do to a second derivative in two directions: how long the chain of roundings is, and
/// how large the terms are that are added up, each by its absolute value, before any cancels.
/// </summary>
/// <param name="Value">The number, so that branches go as they do over numbers.</param>
/// <param name="Size">What the value moves by if every input moves by its own size: slopes move with it. Nothing where inputs count as
/// exact.</param>
/// <param name="Chain">The longest chain of roundings from the inputs.</param>
/// <param name="First1">The magnitude of the first derivative in the first direction.</param>
/// <param name="First2">The magnitude of the first derivative in the second direction.</param>
/// <param name="Second">The magnitude of the second derivative in both.</param>
public readonly record struct RoundingAnalysis(double Value, double Size, int Chain, double First1, double First2, double Second)
    : IScalar<RoundingAnalysis>
{
    /// <summary>An elementary function within two units in the last place, then a product with its slope.</summary>
    const int Composition = 3;

    public static RoundingAnalysis Constant(double value) => new(value, 0, 0, 0, 0, 0);

    /// <summary>An input that moves in the two directions.</summary>
    /// <param name="size">The size of what rounding may move the input by, in units in the last place; 0 for an exact one.</param>
    public static RoundingAnalysis Moving(double value, double size, double first1, double first2) =>
        new(value, size, 0, first1, first2, 0);

    public RoundingAnalysis Compose(double value, double first, double second) => new(
        value, Math.Abs(first) * Size, Chain + Composition,
        Slope(first, second) * First1, Slope(first, second) * First2, Slope(first, second) * Second + Math.Abs(second) * First1 * First2);

    public static RoundingAnalysis operator -(RoundingAnalysis x) => x with { Value = -x.Value };

    public static RoundingAnalysis operator +(RoundingAnalysis a, RoundingAnalysis b) => new(
        a.Value + b.Value, a.Size + b.Size, Math.Max(a.Chain, b.Chain) + 1, a.First1 + b.First1, a.First2 + b.First2, a.Second + b.Second);

    public static RoundingAnalysis operator -(RoundingAnalysis a, RoundingAnalysis b) => a + -b;

    public static RoundingAnalysis operator *(RoundingAnalysis a, RoundingAnalysis b)
    {
        var (x, y) = (Math.Abs(a.Value), Math.Abs(b.Value));
        return new(
            a.Value * b.Value, a.Size * y + x * b.Size, Math.Max(a.Chain, b.Chain) + 1,
            a.First1 * y + x * b.First1, a.First2 * y + x * b.First2,
            a.Second * y + a.First1 * b.First2 + a.First2 * b.First1 + x * b.Second);
    }

    public static RoundingAnalysis operator /(RoundingAnalysis a, RoundingAnalysis b)
    {
        var inverse = 1 / b.Value;
        return a * b.Compose(inverse, -inverse * inverse, 2 * inverse * inverse * inverse);
    }

    public static RoundingAnalysis operator +(RoundingAnalysis a, double b) => a + Constant(b);

    public static RoundingAnalysis operator +(double a, RoundingAnalysis b) => Constant(a) + b;

    public static RoundingAnalysis operator -(RoundingAnalysis a, double b) => a - Constant(b);

    public static RoundingAnalysis operator -(double a, RoundingAnalysis b) => Constant(a) - b;

    public static RoundingAnalysis operator *(RoundingAnalysis a, double b) => a * Constant(b);

    public static RoundingAnalysis operator *(double a, RoundingAnalysis b) => Constant(a) * b;

    public static RoundingAnalysis operator /(RoundingAnalysis a, double b) => a / Constant(b);

    public static RoundingAnalysis operator /(double a, RoundingAnalysis b) => Constant(a) / b;

    /// <summary>A slope, and how far it moves when what it is taken at is rounded.</summary>
    double Slope(double first, double second) => Math.Abs(first) + Math.Abs(second) * Size;
}
