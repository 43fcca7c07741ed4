using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dynamics.Architectures;

namespace Dynamics.Kernels;

/// <summary>
/// The coefficients c_k = E[f(sigma z) h_k(z)] of an activation and of its derivative in the orthonormal Hermite polynomials, by the
/// trapezoidal rule, which converges geometrically for functions analytic in a strip, and which can be had finer than the 300 nodes of
/// Gauss-Hermite.
/// </summary>
sealed class HermiteExpansion
{
    public const int MostTerms = 4096;

    const int FewestTerms = 64;
    const double Settled = 1e-12;
    const double Complete = 1e-12;

    static readonly double[] Roots = [.. Enumerable.Range(0, MostTerms + 1).Select(k => Math.Sqrt(k))];
    static readonly double[] InverseRoots = [.. Roots.Select(root => 1 / root)];

    HermiteExpansion(HermiteSeries values, HermiteSeries slopes) => (Values, Slopes) = (values, slopes);

    /// <summary>Of phi.</summary>
    public HermiteSeries Values { get; }

    /// <summary>Of phi'.</summary>
    public HermiteSeries Slopes { get; }

    /// <summary>With as many terms, doubled from the fewest on, as leave nothing out.</summary>
    public static HermiteExpansion WithoutRemainder(Activation activation, double variance)
    {
        var samples = new ActivationSamples(activation, variance);
        var rule = ActivationSamples.CoarsestRule;
        for (var terms = FewestTerms; ; terms *= 2)
        {
            var expansion = Of(samples, terms, ref rule);
            if (terms == MostTerms || (expansion.Values.Remainder <= Complete && expansion.Slopes.Remainder <= Complete)) return expansion;
        }
    }

    /// <summary>The first coefficients, as many as asked for.</summary>
    public static HermiteExpansion Of(Activation activation, double variance, int terms)
    {
        var rule = ActivationSamples.CoarsestRule;
        return Of(new(activation, variance), terms, ref rule);
    }

    /// <summary>With nodes so close that halving their distance changes nothing.</summary>
    /// <param name="rule">The coarser of two rules to compare first; left at the coarser one of those that agree.</param>
    static HermiteExpansion Of(ActivationSamples samples, int terms, ref int rule)
    {
        var coarse = WithNodes(samples[rule], terms);
        for (; ; rule *= 2)
        {
            var fine = WithNodes(samples[2 * rule], terms);
            var compared = new HermiteExpansion(fine.Values.ComparedWith(coarse.Values), fine.Slopes.ComparedWith(coarse.Slopes));
            if (2 * rule == samples.FinestRule || (compared.Values.NodeError <= Settled && compared.Slopes.NodeError <= Settled))
                return compared;
            coarse = fine;
        }
    }

    /// <summary>Four nodes side by side, and their four sums added up in a fixed order.</summary>
    static HermiteExpansion WithNodes(ImmutableArray<ActivationSamples.Nodes> nodes, int terms)
    {
        var (values, slopes) = (new Vector256<double>[terms], new Vector256<double>[terms]);
        Vector256<double> square = default, slopeSquare = default;
        foreach (var four in nodes)
        {
            square += four.Weight * (four.Plus * four.Plus + four.Minus * four.Minus);
            slopeSquare += four.Weight * (four.SlopePlus * four.SlopePlus + four.SlopeMinus * four.SlopeMinus);
            Accumulate(values, slopes, four);
        }
        return new(new([.. values.Select(Lanes)], Lanes(square), 0), new([.. slopes.Select(Lanes)], Lanes(slopeSquare), 0));
    }

    /// <summary>
    /// h_{k+1} = (z h_k - sqrt(k) h_{k-1}) / sqrt(k+1). The nodes at +z and -z come together: even polynomials meet the sum of the two
    /// values, odd ones the difference.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Accumulate(Vector256<double>[] values, Vector256<double>[] slopes, ActivationSamples.Nodes nodes)
    {
        var (even, odd) = (nodes.Weight * (nodes.Plus + nodes.Minus), nodes.Weight * (nodes.Plus - nodes.Minus));
        var (slopeEven, slopeOdd) =
            (nodes.Weight * (nodes.SlopePlus + nodes.SlopeMinus), nodes.Weight * (nodes.SlopePlus - nodes.SlopeMinus));
        var (z, previous, h) = (nodes.Z, Vector256<double>.Zero, Vector256<double>.One);
        for (var k = 0; k + 1 < values.Length; k += 2)
        {
            values[k] = Vector256.FusedMultiplyAdd(even, h, values[k]);
            slopes[k] = Vector256.FusedMultiplyAdd(slopeEven, h, slopes[k]);
            (previous, h) = (h, Next(k));
            values[k + 1] = Vector256.FusedMultiplyAdd(odd, h, values[k + 1]);
            slopes[k + 1] = Vector256.FusedMultiplyAdd(slopeOdd, h, slopes[k + 1]);
            (previous, h) = (h, Next(k + 1));
        }

        Vector256<double> Next(int k) =>
            Vector256.FusedMultiplyAdd(z * InverseRoots[k + 1], h, previous * (-Roots[k] * InverseRoots[k + 1]));
    }

    static double Lanes(Vector256<double> sum) => sum.GetElement(0) + sum.GetElement(1) + (sum.GetElement(2) + sum.GetElement(3));
}
