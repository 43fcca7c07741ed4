using System.Numerics;

namespace Dynamics.Numerics;

/// <summary>
/// The scalar that a statistical model or a loss is written over: once over <see cref="Real"/> it gives values, over
/// <see cref="Dual"/> exact first derivatives, over <see cref="HyperDual"/> exact second ones. Branches may look at
/// <see cref="Value"/>; what is differentiated is the branch taken.
/// </summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface IScalar<TSelf> :
    IUnaryNegationOperators<TSelf, TSelf>,
    IAdditionOperators<TSelf, TSelf, TSelf>,
    ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>,
    IDivisionOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, IScalar<TSelf>
{
    /// <summary>The number itself, without derivatives.</summary>
    double Value { get; }

    /// <summary>A number whose derivatives are zero.</summary>
    static abstract TSelf Constant(double value);

    /// <summary>
    /// f(this) for any twice differentiable f: the chain rule. This is how a function that is not listed here enters.
    /// </summary>
    /// <param name="value">f at <see cref="Value"/>.</param>
    /// <param name="first">f' at <see cref="Value"/>.</param>
    /// <param name="second">f'' at <see cref="Value"/>.</param>
    TSelf Compose(double value, double first, double second);

    /// <summary>The sum of a scalar and a number.</summary>
    static abstract TSelf operator +(TSelf left, double right);

    /// <summary>The sum of a number and a scalar.</summary>
    static abstract TSelf operator +(double left, TSelf right);

    /// <summary>The difference of a scalar and a number.</summary>
    static abstract TSelf operator -(TSelf left, double right);

    /// <summary>The difference of a number and a scalar.</summary>
    static abstract TSelf operator -(double left, TSelf right);

    /// <summary>The product of a scalar and a number.</summary>
    static abstract TSelf operator *(TSelf left, double right);

    /// <summary>The product of a number and a scalar.</summary>
    static abstract TSelf operator *(double left, TSelf right);

    /// <summary>The quotient of a scalar and a number.</summary>
    static abstract TSelf operator /(TSelf left, double right);

    /// <summary>The quotient of a number and a scalar.</summary>
    static abstract TSelf operator /(double left, TSelf right);

    /// <summary>sum_i x_i c_i, added up in ascending i. The two spans have the same length.</summary>
    static virtual TSelf Dot(ReadOnlySpan<TSelf> x, ReadOnlySpan<double> coefficients)
    {
        var sum = TSelf.Constant(0);
        for (var i = 0; i < x.Length; i++)
            sum += x[i] * coefficients[i];
        return sum;
    }

    /// <summary>e^x.</summary>
    static virtual TSelf Exp(TSelf x)
    {
        var e = Elementary.Exp(x.Value);
        return x.Compose(e, e, e);
    }

    /// <summary>e^x - 1, accurate near 0.</summary>
    static virtual TSelf Expm1(TSelf x)
    {
        var e = Elementary.Exp(x.Value);
        return x.Compose(Elementary.Expm1(x.Value), e, e);
    }

    /// <summary>The natural logarithm.</summary>
    static virtual TSelf Log(TSelf x)
    {
        var slope = 1 / x.Value;
        return x.Compose(Elementary.Log(x.Value), slope, -slope * slope);
    }

    /// <summary>log(1 + x), accurate near 0.</summary>
    static virtual TSelf Log1p(TSelf x)
    {
        var slope = 1 / (1 + x.Value);
        return x.Compose(Elementary.Log1p(x.Value), slope, -slope * slope);
    }

    /// <summary>The square root.</summary>
    static virtual TSelf Sqrt(TSelf x)
    {
        var root = Math.Sqrt(x.Value);
        var slope = 0.5 / root;
        return x.Compose(root, slope, -0.5 * slope / x.Value);
    }

    /// <summary>The sine.</summary>
    static virtual TSelf Sin(TSelf x)
    {
        var sin = Elementary.Sin(x.Value);
        return x.Compose(sin, Elementary.Cos(x.Value), -sin);
    }

    /// <summary>The cosine.</summary>
    static virtual TSelf Cos(TSelf x)
    {
        var cos = Elementary.Cos(x.Value);
        return x.Compose(cos, -Elementary.Sin(x.Value), -cos);
    }

    /// <summary>The hyperbolic tangent.</summary>
    static virtual TSelf Tanh(TSelf x)
    {
        var tanh = Elementary.Tanh(x.Value);
        var slope = Elementary.TanhSlope(x.Value);
        return x.Compose(tanh, slope, -2 * tanh * slope);
    }

    /// <summary>The error function.</summary>
    static virtual TSelf Erf(TSelf x)
    {
        const double TwoOverRootPi = 1.1283791670955126;
        var slope = TwoOverRootPi * Elementary.Exp(-x.Value * x.Value);
        return x.Compose(Elementary.Erf(x.Value), slope, -2 * x.Value * slope);
    }

    /// <summary>log(1 + e^x) without overflow; its derivative is the logistic function.</summary>
    static virtual TSelf Softplus(TSelf x)
    {
        var logistic = Logistic(x.Value);
        var value = Math.Max(x.Value, 0) + Elementary.Log1p(Elementary.Exp(-Math.Abs(x.Value)));
        return x.Compose(value, logistic, logistic * Logistic(-x.Value));
    }

    private static double Logistic(double x) => 1 / (1 + Elementary.Exp(-x));
}
