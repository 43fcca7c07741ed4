using Dynamics.Numerics;

namespace Dynamics.Specs.Laws.Rounding;

/// <summary>
/// A hyper-dual number whose four parts carry a running bound of their rounding errors (Higham 2002, section 3.3). A function that is
/// written over a generic scalar is evaluated in the very operations of <see cref="HyperDual"/>, and of <see cref="Dual"/> for its first
/// derivatives, so the bound is one of the code that the laws run.
/// </summary>
/// <param name="Number">The number.</param>
/// <param name="First1">Its derivative along the first direction.</param>
/// <param name="First2">Its derivative along the second direction.</param>
/// <param name="Second">Its mixed second derivative along both.</param>
public readonly record struct RunningError(Rounded Number, Rounded First1, Rounded First2, Rounded Second) : IScalar<RunningError>
{
    /// <summary>Of an elementary function that is accurate to .55 units in the last place, relative, in units of u.</summary>
    const double Accurate = 1.1;

    public double Value => Number.Value;

    public static RunningError Constant(double value) => new(Rounded.Given(value), 0, 0, 0);

    /// <summary>An input that moves in the two directions.</summary>
    public static RunningError Moving(Rounded value, double first1, double first2) => new(value, first1, first2, 0);

    /// <summary>
    /// The inputs of a function, moving along one coordinate, or along one in each of the two directions.
    /// </summary>
    public static RunningError[] Along(IReadOnlyList<Rounded> point, int first, int second = -1) =>
        [.. point.Select((value, i) => Moving(value, i == first ? 1 : 0, i == second ? 1 : 0))];

    /// <remarks>
    /// What the third derivative does to the second is not known here; it is taken to change as much as the second changes the first, as
    /// for an exponential. The functions below know theirs.
    /// </remarks>
    public RunningError Compose(double value, double first, double second) =>
        Through(new(value, first, first, second), first == 0 ? 0 : second * second / first, 2, 2, 2);

    public static RunningError Exp(RunningError x) => x.Through(Of<HyperDual>.Exp(x.Seed), f => f.Value, Accurate, Accurate, Accurate);

    public static RunningError Expm1(RunningError x) =>
        x.Through(Of<HyperDual>.Expm1(x.Seed), f => f.First1, Accurate, Accurate, Accurate);

    public static RunningError Log(RunningError x) =>
        x.Through(Of<HyperDual>.Log(x.Seed), f => 2 * f.First1 * f.First1 * f.First1, Accurate, 1, 3);

    public static RunningError Log1p(RunningError x) =>
        x.Through(Of<HyperDual>.Log1p(x.Seed), f => 2 * f.First1 * f.First1 * f.First1, Accurate, 2, 5);

    public static RunningError Sqrt(RunningError x) => x.Through(Of<HyperDual>.Sqrt(x.Seed), f => 1.5 * f.Second / x.Value, 1, 2, 3);

    public static RunningError Sin(RunningError x) => x.Through(Of<HyperDual>.Sin(x.Seed), f => f.First1, Accurate, Accurate, Accurate);

    public static RunningError Cos(RunningError x) => x.Through(Of<HyperDual>.Cos(x.Seed), f => f.First1, Accurate, Accurate, Accurate);

    /// <remarks>A slope r (2 − r), where r = 2 / (e^2|x| + 1) has gone through an exponential, a sum and a quotient.</remarks>
    public static RunningError Tanh(RunningError x) =>
        x.Through(Of<HyperDual>.Tanh(x.Seed), f => f.First1 * (6 * f.Value * f.Value - 2), 2, 8, 11);

    /// <remarks>A rounding of x² is a relative error of e^-x².</remarks>
    public static RunningError Erf(RunningError x) =>
        x.Through(Of<HyperDual>.Erf(x.Seed), f => (4 * x.Value * x.Value - 2) * f.First1,
            Accurate, 3.1 + x.Value * x.Value, 4.1 + x.Value * x.Value);

    /// <remarks>A logistic function has gone through an exponential, a sum and a quotient.</remarks>
    public static RunningError Softplus(RunningError x) =>
        x.Through(Of<HyperDual>.Softplus(x.Seed), f => f.Second * (1 - 2 * f.First1), 2 * Accurate + 1, Accurate + 2, 2 * Accurate + 5);

    public static RunningError operator -(RunningError x) => new(-x.Number, -x.First1, -x.First2, -x.Second);

    public static RunningError operator +(RunningError a, RunningError b) =>
        new(a.Number + b.Number, a.First1 + b.First1, a.First2 + b.First2, a.Second + b.Second);

    public static RunningError operator -(RunningError a, RunningError b) => a + -b;

    public static RunningError operator *(RunningError a, RunningError b) => new(
        a.Number * b.Number,
        a.Number * b.First1 + a.First1 * b.Number,
        a.Number * b.First2 + a.First2 * b.Number,
        a.Number * b.Second + a.First1 * b.First2 + a.First2 * b.First1 + a.Second * b.Number);

    public static RunningError operator /(RunningError a, RunningError b)
    {
        var quotient = a.Number / b.Number;
        var first1 = (a.First1 - quotient * b.First1) / b.Number;
        var first2 = (a.First2 - quotient * b.First2) / b.Number;
        var second = a.Second - quotient * b.Second - first1 * b.First2 - first2 * b.First1;
        return new(quotient, first1, first2, second / b.Number);
    }

    public static RunningError operator +(RunningError a, double b) => a with { Number = a.Number + Rounded.Given(b) };

    public static RunningError operator +(double a, RunningError b) => b with { Number = Rounded.Given(a) + b.Number };

    public static RunningError operator -(RunningError a, double b) => a with { Number = a.Number - Rounded.Given(b) };

    public static RunningError operator -(double a, RunningError b) => a + -b;

    public static RunningError operator *(RunningError a, double b)
    {
        var factor = Rounded.Given(b);
        return new(a.Number * factor, a.First1 * factor, a.First2 * factor, a.Second * factor);
    }

    public static RunningError operator *(double a, RunningError b) => b * a;

    public static RunningError operator /(RunningError a, double b)
    {
        var divisor = Rounded.Given(b);
        return new(a.Number / divisor, a.First1 / divisor, a.First2 / divisor, a.Second / divisor);
    }

    public static RunningError operator /(double a, RunningError b) => Constant(a) / b;

    /// <summary>The number, with both directions and none of their product: a function of it gives its value and its slopes.</summary>
    HyperDual Seed => new(Value, 1, 1, 0);

    RunningError Through(HyperDual f, Func<HyperDual, double> third, double ofValue, double ofFirst, double ofSecond) =>
        Through(f, third(f), ofValue, ofFirst, ofSecond);

    /// <summary>The chain rule, for a function whose value and slopes are right to some u: each inherits through the next slope.</summary>
    RunningError Through(HyperDual f, double third, double ofValue, double ofFirst, double ofSecond)
    {
        var (first, second) = (Inherits(f.First1, f.Second, ofFirst), Inherits(f.Second, third, ofSecond));
        return new(Inherits(f.Value, f.First1, ofValue), first * First1, first * First2, first * Second + second * First1 * First2);
    }

    Rounded Inherits(double value, double slope, double roundings) =>
        new(value, Math.Abs(slope) * Number.Error + roundings * Math.Abs(value));

    /// <summary>The functions that every scalar has.</summary>
    static class Of<T>
        where T : struct, IScalar<T>
    {
        public static T Exp(T x) => T.Exp(x);

        public static T Expm1(T x) => T.Expm1(x);

        public static T Log(T x) => T.Log(x);

        public static T Log1p(T x) => T.Log1p(x);

        public static T Sqrt(T x) => T.Sqrt(x);

        public static T Sin(T x) => T.Sin(x);

        public static T Cos(T x) => T.Cos(x);

        public static T Tanh(T x) => T.Tanh(x);

        public static T Erf(T x) => T.Erf(x);

        public static T Softplus(T x) => T.Softplus(x);
    }
}
