namespace Dynamics.Specs.Laws.Rounding;

/// <summary>
/// A double with a running bound of its rounding error (Higham 2002, section 3.3): an operation adds u times its result to what it
/// inherits, unless it is seen to be exact. To first order in u.
/// </summary>
/// <param name="Value">What double precision gives.</param>
/// <param name="Error">How far it is at most from what exact arithmetic gives, in units of u.</param>
public readonly record struct Rounded(double Value, double Error)
{
    const double Short = 1024;

    /// <summary>
    /// A number that a computation is given: right to its last bit, as a logarithm, a weight or an outcome of a quadrature is; exact where
    /// it is a multiple of 1/1024, as a count or a factor 1/2 is.
    /// </summary>
    public static Rounded Given(double value) => new(value, value * Short == Math.Floor(value * Short) ? 0 : Math.Abs(value));

    public static implicit operator Rounded(double exact) => new(exact, 0);

    public static Rounded operator -(Rounded x) => x with { Value = -x.Value };

    public static Rounded operator +(Rounded a, Rounded b)
    {
        var sum = a.Value + b.Value;
        return new(sum, a.Error + b.Error + (IsExactSum(a.Value, b.Value, sum) ? 0 : Math.Abs(sum)));
    }

    public static Rounded operator -(Rounded a, Rounded b) => a + -b;

    public static Rounded operator *(Rounded a, Rounded b)
    {
        var product = a.Value * b.Value;
        var isExact = Math.FusedMultiplyAdd(a.Value, b.Value, -product) == 0;
        return new(product, Math.Abs(a.Value) * b.Error + Math.Abs(b.Value) * a.Error + (isExact ? 0 : Math.Abs(product)));
    }

    public static Rounded operator /(Rounded a, Rounded b)
    {
        var quotient = a.Value / b.Value;
        var isExact = Math.FusedMultiplyAdd(quotient, b.Value, -a.Value) == 0;
        return new(quotient, (a.Error + Math.Abs(quotient) * b.Error) / Math.Abs(b.Value) + (isExact ? 0 : Math.Abs(quotient)));
    }

    /// <summary>What is lost in a sum (Knuth 1969) is nothing.</summary>
    static bool IsExactSum(double a, double b, double sum)
    {
        var second = sum - a;
        return a - (sum - second) + (b - second) == 0;
    }
}
