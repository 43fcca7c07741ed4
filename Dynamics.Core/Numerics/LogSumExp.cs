using System.Runtime.InteropServices;
using Dynamics.Geometry;

namespace Dynamics.Numerics;

/// <summary>log sum_i e^{x_i} and its relatives, over any scalar, without overflow or cancellation.</summary>
public static class LogSumExp
{
    /// <summary>log sum_i e^{x_i}.</summary>
    /// <exception cref="ArgumentException">There is no x.</exception>
    public static T Of<T>(ReadOnlySpan<T> x)
        where T : struct, IScalar<T>
    {
        var largest = Largest(x);
        return x[largest] + Excess(x, largest);
    }

    /// <summary>
    /// log (e^{x_k} / sum_i e^{x_i}): the log-probability of class k. Accurate relative to itself where that class is
    /// all but certain.
    /// </summary>
    /// <exception cref="ArgumentException">There is no x.</exception>
    public static T LogSoftmax<T>(ReadOnlySpan<T> x, int k)
        where T : struct, IScalar<T>
    {
        var largest = Largest(x);
        Require.Between(k, 0, x.Length - 1, nameof(k));
        return x[k] - x[largest] - Excess(x, largest);
    }

    /// <summary>
    /// -sum_k w_k log (e^{x_k} / sum_i e^{x_i}): the cross-entropy to weights over the classes, which need not add up
    /// to 1.
    /// </summary>
    /// <exception cref="ArgumentException">There is no x.</exception>
    public static T CrossEntropy<T>(ReadOnlySpan<T> x, ReadOnlySpan<double> weights)
        where T : struct, IScalar<T>
    {
        var largest = Largest(x);
        Require.Length(weights.Length, x.Length, nameof(weights), "x");
        double total = 0;
        var sum = T.Constant(0);
        for (var k = 0; k < x.Length; k++)
        {
            total += weights[k];
            sum += (x[largest] - x[k]) * weights[k];
        }
        return sum + Excess(x, largest) * total;
    }

    /// <summary>
    /// The derivative of the cross-entropy in x: w summed up times the softmax of x, less w. Accurate relative to itself where a class is
    /// all but certain.
    /// </summary>
    /// <param name="x">Length K.</param>
    /// <param name="weights">w, length K.</param>
    /// <param name="derivative">Where it goes, length K.</param>
    /// <exception cref="ArgumentException">There is no x.</exception>
    public static void CrossEntropyDerivative(ReadOnlySpan<double> x, ReadOnlySpan<double> weights, Span<double> derivative)
    {
        var largest = Largest(MemoryMarshal.Cast<double, Real>(x));
        Require.Length(weights.Length, x.Length, nameof(weights), "x");
        Require.Length(derivative.Length, x.Length, nameof(derivative), "x");
        var (others, otherWeights) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            if (i == largest) continue;
            others += derivative[i] = Elementary.Exp(x[i] - x[largest]);
            otherWeights += weights[i];
        }

        var share = (otherWeights + weights[largest]) / (1 + others);
        for (var i = 0; i < x.Length; i++)
            derivative[i] = i == largest ? otherWeights - share * others : share * derivative[i] - weights[i];
    }

    static T Excess<T>(ReadOnlySpan<T> x, int largest)
        where T : struct, IScalar<T>
    {
        var others = T.Constant(0);
        for (var i = 0; i < x.Length; i++)
            if (i != largest)
                others += T.Exp(x[i] - x[largest]);
        return T.Log1p(others);
    }

    static int Largest<T>(ReadOnlySpan<T> x)
        where T : struct, IScalar<T>
    {
        if (x.IsEmpty)
            throw new ArgumentException("x has 0 terms; it needs at least 1.", nameof(x));
        var largest = 0;
        for (var i = 1; i < x.Length; i++)
            if (x[i].Value > x[largest].Value)
                largest = i;
        return largest;
    }
}
