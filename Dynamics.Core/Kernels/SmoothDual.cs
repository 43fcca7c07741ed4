using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dynamics.Architectures;

namespace Dynamics.Kernels;

/// <summary>
/// The dual moments of an activation without a closed form: E[f(u) f(v)] = sum_k c_k(q11) c_k(q22) rho^k (Mehler 1866), with as many terms
/// as leave nothing out at either variance. Cutting the sum costs at most |rho|^K times the root of what Parseval's equality finds
/// missing. Two variables that are one, mirror images or independent need no sum.
/// </summary>
sealed class SmoothDual(Activation activation) : IClosedFormDual
{
    const int MostKept = 1 << 22;

    readonly ConcurrentDictionary<(double Variance, int Terms), HermiteExpansion> _known = new();
    readonly ConcurrentDictionary<double, int> _terms = new();
    readonly ConcurrentDictionary<double, OneVariable> _variables = new();
    readonly Lock _lock = new();
    double _worst;
    int _kept;

    /// <summary>The largest error that any pair so far was given.</summary>
    public double WorstError
    {
        get
        {
            lock (_lock) return _worst;
        }
    }

    public DualMoments DualMoments(PairCovariance pair)
    {
        var moments = pair.Cross == 0 ? Variable(pair.First).WithAnIndependentOne(Variable(pair.Second))
            : pair.First != pair.Second || Math.Abs(pair.Cross) != pair.First ? OfTwo(pair)
            : pair.Cross > 0 ? Variable(pair.First).WithItself : Variable(pair.First).WithItsMirrorImage;
        if (moments.Error > Volatile.Read(ref _worst)) lock (_lock) _worst = Math.Max(_worst, moments.Error);
        return moments;
    }

    OneVariable Variable(double variance)
    {
        if (_variables.Count > MostKept) _variables.Clear();
        return _variables.GetOrAdd(variance, key => new(activation, key));
    }

    DualMoments OfTwo(PairCovariance pair)
    {
        var terms = Math.Max(TermsFor(pair.First), TermsFor(pair.Second));
        var (left, right) = (Expansion(pair.First, terms), Expansion(pair.Second, terms));
        var scale = Math.Sqrt(pair.First) * Math.Sqrt(pair.Second);
        var correlation = scale > 0 ? Math.Clamp(pair.Cross / scale, -1, 1) : 0;
        return new(Sum(left.Values, right.Values, correlation), Sum(left.Slopes, right.Slopes, correlation),
            Math.Max(Error(left.Values, right.Values, correlation), Error(left.Slopes, right.Slopes, correlation)));
    }

    /// <summary>By the variance alone: what a pair gives does not depend on others.</summary>
    int TermsFor(double variance)
    {
        if (_terms.TryGetValue(variance, out var known)) return known;
        var expansion = HermiteExpansion.WithoutRemainder(activation, variance);
        var terms = expansion.Values.Coefficients.Length;
        Keep(variance, expansion);
        return _terms.GetOrAdd(variance, terms);
    }

    /// <summary>By the variance and the number of terms alone, whether it is still known or computed again.</summary>
    HermiteExpansion Expansion(double variance, int terms) =>
        _known.TryGetValue((variance, terms), out var known) ? known
        : Keep(variance, terms == TermsFor(variance) ? HermiteExpansion.WithoutRemainder(activation, variance)
            : HermiteExpansion.Of(activation, variance, terms));

    HermiteExpansion Keep(double variance, HermiteExpansion expansion)
    {
        var terms = expansion.Values.Coefficients.Length;
        if (Interlocked.Add(ref _kept, terms) > MostKept)
        {
            _known.Clear();
            Interlocked.Exchange(ref _kept, terms);
        }
        return _known.GetOrAdd((variance, terms), expansion);
    }

    /// <summary>Horner's rule in rho^4 for four residues of k side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double Sum(HermiteSeries left, HermiteSeries right, double correlation)
    {
        var a = MemoryMarshal.Cast<double, Vector256<double>>(left.Coefficients);
        var b = MemoryMarshal.Cast<double, Vector256<double>>(right.Coefficients);
        var square = correlation * correlation;
        var step = Vector256.Create(square * square);
        var sum = Vector256<double>.Zero;
        for (var k = a.Length - 1; k >= 0; k--) sum = Vector256.FusedMultiplyAdd(sum, step, a[k] * b[k]);
        var high = Math.FusedMultiplyAdd(sum.GetElement(3), correlation, sum.GetElement(2));
        return Math.FusedMultiplyAdd(high, square, Math.FusedMultiplyAdd(sum.GetElement(1), correlation, sum.GetElement(0)));
    }

    /// <summary>
    /// Where the computed functions f', g' are within a and b of the true ones, relative to their own norms, |E[f' g'] - E[f g]| is at
    /// most (a + b + a b) |f'| |g'|, and |f'| at most |f| / (1 - a).
    /// </summary>
    static double Error(HermiteSeries left, HermiteSeries right, double correlation)
    {
        var (a, b, cut) = (left.NodeError, right.NodeError, Math.Sqrt(left.Remainder * right.Remainder));
        if (double.IsPositiveInfinity(Math.Max(a, b))) return double.PositiveInfinity;
        for (var k = left.Coefficients.Length; k > 1; k /= 2) correlation *= correlation;
        return (cut * Math.Abs(correlation) + (a + b + a * b)) / ((1 - a) * (1 - b));
    }
}
