using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dynamics.Architectures;
using Dynamics.Numerics;

namespace Dynamics.Kernels;

/// <summary>
/// The coefficients c_k = E[f(sigma z) h_k(z)] of an activation and of its derivative in the orthonormal Hermite polynomials, by the trapezoidal rule,
/// which converges geometrically for functions analytic in a strip, and which can be had finer than the 300 nodes of Gauss-Hermite.
/// </summary>
sealed class HermiteExpansion
{
    const double Reach = 16;
    const int CoarsestRule = 4;
    const int FinestRule = 64;
    const double Settled = 1e-12;

    HermiteExpansion(Series values, Series slopes) => (Values, Slopes) = (values, slopes);

    /// <summary>Of phi.</summary>
    public Series Values { get; }

    /// <summary>Of phi'.</summary>
    public Series Slopes { get; }

    /// <summary>The first coefficients, as many as asked for, with nodes so close that halving their distance changes nothing.</summary>
    /// <param name="terms">A multiple of 4.</param>
    public static HermiteExpansion Of(Activation activation, double variance, int terms)
    {
        var coarse = WithNodes(activation, variance, terms, CoarsestRule);
        for (var perUnit = 2 * CoarsestRule; ; perUnit *= 2)
        {
            var fine = WithNodes(activation, variance, terms, perUnit);
            var compared = new HermiteExpansion(fine.Values.ComparedWith(coarse.Values), fine.Slopes.ComparedWith(coarse.Slopes));
            if (perUnit == FinestRule || (compared.Values.NodeError <= Settled && compared.Slopes.NodeError <= Settled)) return compared;
            coarse = fine;
        }
    }

    /// <summary>
    /// Nodes at m / perUnit, those at +z and -z together: even polynomials meet the sum of the two values, odd ones the difference. Four nodes side by side, and
    /// their four sums added up in a fixed order.
    /// </summary>
    static HermiteExpansion WithNodes(Activation activation, double variance, int terms, int perUnit)
    {
        var (values, slopes) = (new Accumulator(terms), new Accumulator(terms));
        var sigma = Math.Sqrt(variance);
        var lanes = Vector256<double>.Count;
        Span<double> z = stackalloc double[lanes], weight = stackalloc double[lanes];
        Span<double> plus = stackalloc double[lanes], minus = stackalloc double[lanes], slopePlus = stackalloc double[lanes], slopeMinus = stackalloc double[lanes];
        for (var first = 0; first <= Reach * perUnit; first += lanes)
        {
            for (var lane = 0; lane < lanes; lane++)
            {
                z[lane] = (first + lane) / (double)perUnit;
                var density = Elementary.Exp(-.5 * z[lane] * z[lane] - Elementary.HalfLogTwoPi) / perUnit;
                weight[lane] = first + lane == 0 ? density / 2 : density;
                (plus[lane], minus[lane]) = (activation.Value(sigma * z[lane]), activation.Value(-sigma * z[lane]));
                (slopePlus[lane], slopeMinus[lane]) = (activation.Derivative(sigma * z[lane]), activation.Derivative(-sigma * z[lane]));
            }
            Accumulate(values, slopes, Vector256.Create<double>(z), Vector256.Create<double>(weight),
                Vector256.Create<double>(plus), Vector256.Create<double>(minus), Vector256.Create<double>(slopePlus), Vector256.Create<double>(slopeMinus));
        }
        return new(values.Total(), slopes.Total());
    }

    /// <summary>h_{k+1} = (z h_k - sqrt(k) h_{k-1}) / sqrt(k+1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Accumulate(Accumulator values, Accumulator slopes, Vector256<double> z, Vector256<double> weight,
        Vector256<double> plus, Vector256<double> minus, Vector256<double> slopePlus, Vector256<double> slopeMinus)
    {
        values.Square += weight * (plus * plus + minus * minus);
        slopes.Square += weight * (slopePlus * slopePlus + slopeMinus * slopeMinus);
        var (even, odd) = (weight * (plus + minus), weight * (plus - minus));
        var (slopeEven, slopeOdd) = (weight * (slopePlus + slopeMinus), weight * (slopePlus - slopeMinus));
        var (previous, h) = (Vector256<double>.Zero, Vector256<double>.One);
        for (var k = 0; k < values.Sums.Length; k++)
        {
            values.Sums[k] = Vector256.FusedMultiplyAdd(even, h, values.Sums[k]);
            slopes.Sums[k] = Vector256.FusedMultiplyAdd(slopeEven, h, slopes.Sums[k]);
            (even, odd) = (odd, even);
            (slopeEven, slopeOdd) = (slopeOdd, slopeEven);
            (previous, h) = (h, Vector256.FusedMultiplyAdd(z, h, -(previous * Math.Sqrt(k))) * (1 / Math.Sqrt(k + 1)));
        }
    }

    sealed class Accumulator(int terms)
    {
        public Vector256<double>[] Sums { get; } = new Vector256<double>[terms];

        public Vector256<double> Square { get; set; }

        public Series Total() => new([.. Sums.Select(Lanes)], Lanes(Square), 0);

        static double Lanes(Vector256<double> sum) => sum.GetElement(0) + sum.GetElement(1) + (sum.GetElement(2) + sum.GetElement(3));
    }

    /// <summary>Coefficients of a function in the orthonormal Hermite polynomials.</summary>
    /// <param name="coefficients">c_k, k from 0.</param>
    /// <param name="square">E[f^2].</param>
    /// <param name="nodeError">How far the nodes leave the coefficients uncertain, over the root of E[f^2].</param>
    public sealed class Series(ImmutableArray<double> coefficients, double square, double nodeError)
    {
        readonly ImmutableArray<double> _coefficients = coefficients;

        public ReadOnlySpan<double> Coefficients => _coefficients.AsSpan();

        public double NodeError => nodeError;

        /// <summary>The share of E[f^2] that the coefficients leave out, by Parseval's equality.</summary>
        public double Remainder { get; } = square > 0 ? Math.Abs(square - SumOfSquares(coefficients)) / square : 0;

        public Series ComparedWith(Series coarse) =>
            new(_coefficients, square, square > 0 ? Math.Sqrt(SumOfSquares(_coefficients.Zip(coarse._coefficients, (fine, rough) => fine - rough)) / square) : 0);

        static double SumOfSquares(IEnumerable<double> numbers)
        {
            var sum = 0.0;
            foreach (var c in numbers) sum = Math.FusedMultiplyAdd(c, c, sum);
            return sum;
        }
    }
}
