using Dynamics.Numerics;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A scalar with a running bound of what rounding does to it and to its derivatives in two directions (Higham 2002, section 3.3), in units
/// of u and to first order in u: each operation adds a rounding of what it adds up by absolute value, and passes on what came before.
/// Nothing cancels, so that the bound is one along every path through the computation, whichever way and in whatever order it is walked.
/// </summary>
/// <param name="Value">The number.</param>
/// <param name="Terms">What was added up to it since the last product or function, by absolute value: a bound in any order.</param>
/// <param name="Error">Of the value.</param>
/// <param name="First1">What the derivative in the first direction adds up, by absolute value.</param>
/// <param name="First2">The same in the second direction.</param>
/// <param name="Second">The same of the mixed second derivative.</param>
/// <param name="Error1">Of the derivative in the first direction.</param>
/// <param name="Error2">Of the derivative in the second direction.</param>
/// <param name="Error12">Of the mixed second derivative.</param>
public readonly record struct PathErrors(
    double Value, double Terms, double Error, double First1, double First2, double Second, double Error1, double Error2, double Error12)
    : IScalar<PathErrors>
{
    /// <summary>An elementary function or its slope within two ulp, and a product; a linear piece is a product alone.</summary>
    const int OfAFunction = 3;

    /// <summary>A term of a second derivative is a product and a sum with the others.</summary>
    const int OfASecondTerm = 2;

    public static PathErrors Constant(double value) => new(value, Math.Abs(value), 0, 0, 0, 0, 0, 0, 0);

    /// <summary>An exact input that moves.</summary>
    public static PathErrors Moving(double value, double first1, double first2) =>
        Constant(value) with { First1 = Math.Abs(first1), First2 = Math.Abs(first2) };

    /// <remarks>The third derivative of a root, a logarithm or an inverse is at most 3 f″² / |f′|; others know theirs.</remarks>
    public PathErrors Compose(double value, double first, double second) =>
        Through(value, first, second, second == 0 ? 0 : 3 * second * second / first);

    public static PathErrors Exp(PathErrors x) => x.Through(Of<HyperDual>.Exp(x.Seed), f => f.Value);

    public static PathErrors Sin(PathErrors x) => x.Through(Of<HyperDual>.Sin(x.Seed), f => f.First1);

    public static PathErrors Cos(PathErrors x) => x.Through(Of<HyperDual>.Cos(x.Seed), f => f.First1);

    /// <remarks>A slope has gone through an exponential, a sum, a quotient and products.</remarks>
    public static PathErrors Tanh(PathErrors x) => x.Through(Of<HyperDual>.Tanh(x.Seed), f => f.First1 * (6 * f.Value * f.Value - 2), 12);

    /// <remarks>A rounding of x² is a relative error of e^-x².</remarks>
    public static PathErrors Erf(PathErrors x) =>
        x.Through(Of<HyperDual>.Erf(x.Seed), f => f.First1 * (4 * x.Value * x.Value - 2), 5 + x.Value * x.Value);

    public static PathErrors Softplus(PathErrors x) => x.Through(Of<HyperDual>.Softplus(x.Seed), f => f.Second * (1 - 2 * f.First1), 8);

    PathErrors Through(HyperDual f, Func<HyperDual, double> third, double ofSlopes = OfAFunction) =>
        Through(f.Value, f.First1, f.Second, third(f), ofSlopes);

    PathErrors Through(double value, double first, double second, double third, double ofSlopes = OfAFunction)
    {
        var (slope, bend) = (Math.Abs(first), Math.Abs(second));
        var (own, ofFirst, ofSecond) = bend == 0 ? (1, 1, 1) : (OfAFunction, ofSlopes, ofSlopes + OfASecondTerm);
        var both = slope * Second + bend * First1 * First2;
        return new(value, Math.Abs(value), slope * Error + own * Math.Abs(value), slope * First1, slope * First2, both,
            slope * Error1 + bend * Error * First1 + ofFirst * slope * First1,
            slope * Error2 + bend * Error * First2 + ofFirst * slope * First2,
            slope * Error12 + bend * (Error * Second + Error1 * First2 + First1 * Error2) + ofSecond * both
                + Math.Abs(third) * Error * First1 * First2);
    }

    public static PathErrors operator -(PathErrors x) => x with { Value = -x.Value };

    public static PathErrors operator +(PathErrors a, PathErrors b) => new(
        a.Value + b.Value, a.Terms + b.Terms, a.Error + b.Error + OfASum(a.Terms, b.Terms),
        a.First1 + b.First1, a.First2 + b.First2, a.Second + b.Second,
        a.Error1 + b.Error1 + OfASum(a.First1, b.First1), a.Error2 + b.Error2 + OfASum(a.First2, b.First2),
        a.Error12 + b.Error12 + OfASum(a.Second, b.Second));

    public static PathErrors operator -(PathErrors a, PathErrors b) => a + -b;

    public static PathErrors operator *(PathErrors a, PathErrors b)
    {
        var (x, y) = (Math.Abs(a.Value), Math.Abs(b.Value));
        var (first1, first2) = (a.First1 * y + x * b.First1, a.First2 * y + x * b.First2);
        var second = a.Second * y + a.First1 * b.First2 + a.First2 * b.First1 + x * b.Second;
        return new(
            a.Value * b.Value, x * y, a.Error * y + x * b.Error + a.Terms * b.Terms, first1, first2, second,
            a.Error1 * y + a.First1 * b.Error + a.Error * b.First1 + x * b.Error1 + first1,
            a.Error2 * y + a.First2 * b.Error + a.Error * b.First2 + x * b.Error2 + first2,
            a.Error12 * y + a.Second * b.Error + a.Error1 * b.First2 + a.First1 * b.Error2
                + a.Error2 * b.First1 + a.First2 * b.Error1 + a.Error * b.Second + x * b.Error12 + OfASecondTerm * second);
    }

    public static PathErrors operator /(PathErrors a, PathErrors b)
    {
        var inverse = 1 / b.Value;
        return a * b.Compose(inverse, -inverse * inverse, 2 * inverse * inverse * inverse);
    }

    /// <summary>The number, moving in both directions: a function of it gives its value and its slopes.</summary>
    HyperDual Seed => new(Value, 1, 1, 0);

    /// <summary>Nothing is rounded where nothing is added.</summary>
    static double OfASum(double a, double b) => a == 0 || b == 0 ? 0 : a + b;

    public static PathErrors operator +(PathErrors a, double b) => a + Constant(b);

    public static PathErrors operator +(double a, PathErrors b) => Constant(a) + b;

    public static PathErrors operator -(PathErrors a, double b) => a - Constant(b);

    public static PathErrors operator -(double a, PathErrors b) => Constant(a) - b;

    /// <remarks>Nothing is rounded in a product with one, and nothing is left of one with zero.</remarks>
    public static PathErrors operator *(PathErrors a, double b) =>
        b == 0 ? default : Math.Abs(b) == 1 ? a with { Value = a.Value * b, Terms = Math.Abs(a.Value) } : a * Constant(b);

    public static PathErrors operator *(double a, PathErrors b) => b * a;

    public static PathErrors operator /(PathErrors a, double b) => a / Constant(b);

    public static PathErrors operator /(double a, PathErrors b) => Constant(a) / b;

    /// <summary>The functions that every scalar has.</summary>
    static class Of<T>
        where T : struct, IScalar<T>
    {
        public static T Exp(T x) => T.Exp(x);

        public static T Sin(T x) => T.Sin(x);

        public static T Cos(T x) => T.Cos(x);

        public static T Tanh(T x) => T.Tanh(x);

        public static T Erf(T x) => T.Erf(x);

        public static T Softplus(T x) => T.Softplus(x);
    }
}
