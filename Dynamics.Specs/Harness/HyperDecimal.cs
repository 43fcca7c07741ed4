using Dynamics.Numerics;

namespace Dynamics.Specs.Harness;

/// <summary>A hyper-dual number of decimals, 28 digits: what a computation gives where hardly anything is rounded.</summary>
readonly record struct HyperDecimal(decimal Number, decimal First1, decimal First2, decimal Second) : IScalar<HyperDecimal>
{
    const decimal Smallest = 1e-28m;

    public double Value => (double)Number;

    /// <summary>Exact for multiples of 1/1024: a cast alone keeps 15 digits.</summary>
    public static HyperDecimal Constant(double value) => new((decimal)(value * 1024) / 1024, 0, 0, 0);

    public HyperDecimal Compose(double value, double first, double second) =>
        throw new NotSupportedException("Slopes in double precision are too coarse.");

    public static HyperDecimal Exp(HyperDecimal x)
    {
        var e = Exp(x.Number);
        return x.Through(e, e, e);
    }

    public static HyperDecimal Expm1(HyperDecimal x) => Exp(x) - 1;

    public static HyperDecimal Log(HyperDecimal x) => x.Through(Log(x.Number), 1 / x.Number, -1 / (x.Number * x.Number));

    public static HyperDecimal Log1p(HyperDecimal x) => Log(x + 1);

    public static HyperDecimal Sqrt(HyperDecimal x)
    {
        var root = (decimal)Math.Sqrt((double)x.Number);
        root = (root + x.Number / root) / 2;
        root = (root + x.Number / root) / 2;
        return x.Through(root, .5m / root, -.25m / (root * x.Number));
    }

    public static HyperDecimal Sin(HyperDecimal x) => x.Through(Wave(x.Number, 1), Wave(x.Number, 0), -Wave(x.Number, 1));

    public static HyperDecimal Cos(HyperDecimal x) => x.Through(Wave(x.Number, 0), -Wave(x.Number, 1), -Wave(x.Number, 0));

    public static HyperDecimal Tanh(HyperDecimal x) => 1 - 2 / (Exp(2 * x) + 1);

    public static HyperDecimal Erf(HyperDecimal x)
    {
        var (term, sum) = (x.Number, x.Number);
        for (var n = 1; Math.Abs(term) > Smallest; n++)
        {
            term *= -x.Number * x.Number / n;
            sum += term / (2 * n + 1);
        }
        const decimal twoOverRootPi = 1.1283791670955125738961589031m;
        var slope = twoOverRootPi * Exp(-x.Number * x.Number);
        return x.Through(twoOverRootPi * sum, slope, -2 * x.Number * slope);
    }

    public static HyperDecimal Softplus(HyperDecimal x) => Log(1 + Exp(x));

    public static HyperDecimal operator -(HyperDecimal x) => new(-x.Number, -x.First1, -x.First2, -x.Second);

    public static HyperDecimal operator +(HyperDecimal a, HyperDecimal b) =>
        new(a.Number + b.Number, a.First1 + b.First1, a.First2 + b.First2, a.Second + b.Second);

    public static HyperDecimal operator -(HyperDecimal a, HyperDecimal b) => a + -b;

    public static HyperDecimal operator *(HyperDecimal a, HyperDecimal b) => new(
        a.Number * b.Number, a.Number * b.First1 + a.First1 * b.Number, a.Number * b.First2 + a.First2 * b.Number,
        a.Number * b.Second + a.First1 * b.First2 + a.First2 * b.First1 + a.Second * b.Number);

    public static HyperDecimal operator /(HyperDecimal a, HyperDecimal b)
    {
        var inverse = 1 / b.Number;
        return a * b.Through(inverse, -inverse * inverse, 2 * inverse * inverse * inverse);
    }

    public static HyperDecimal operator +(HyperDecimal a, double b) => a + Constant(b);

    public static HyperDecimal operator +(double a, HyperDecimal b) => Constant(a) + b;

    public static HyperDecimal operator -(HyperDecimal a, double b) => a - Constant(b);

    public static HyperDecimal operator -(double a, HyperDecimal b) => Constant(a) - b;

    public static HyperDecimal operator *(HyperDecimal a, double b) => a * Constant(b);

    public static HyperDecimal operator *(double a, HyperDecimal b) => Constant(a) * b;

    public static HyperDecimal operator /(HyperDecimal a, double b) => a / Constant(b);

    public static HyperDecimal operator /(double a, HyperDecimal b) => Constant(a) / b;

    HyperDecimal Through(decimal value, decimal first, decimal second) =>
        new(value, first * First1, first * First2, first * Second + second * First1 * First2);

    /// <summary>(e^(x/256))^256, by Taylor's series.</summary>
    static decimal Exp(decimal x)
    {
        var (term, sum) = (1m, 1m);
        for (var n = 1; Math.Abs(term) > Smallest; n++) sum += term *= x / 256 / n;
        for (var square = 0; square < 8; square++) sum *= sum;
        return sum;
    }

    /// <summary>Newton's method, with cubic convergence, from double precision.</summary>
    static decimal Log(decimal x)
    {
        var y = (decimal)Math.Log((double)x);
        for (var step = 0; step < 2; step++) y += 2 * (x - Exp(y)) / (x + Exp(y));
        return y;
    }

    /// <summary>The even terms of e^ix, or the odd ones.</summary>
    static decimal Wave(decimal x, int parity)
    {
        var (term, sum) = (parity == 0 ? 1m : x, 0m);
        for (var n = parity; Math.Abs(term) > Smallest; n += 2)
        {
            sum += term;
            term *= -x * x / ((n + 1) * (n + 2));
        }
        return sum;
    }
}
