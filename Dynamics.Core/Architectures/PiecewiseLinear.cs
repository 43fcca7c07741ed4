using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dynamics.Architectures;

/// <summary>One slope at and below zero, another above: identity, ReLU, leaky ReLU and the absolute value.</summary>
/// <param name="Below">The slope for x &lt;= 0.</param>
/// <param name="Above">The slope for x &gt; 0.</param>
public sealed record PiecewiseLinear(string Name, double Below, double Above) : Activation(Name), IClosedFormDual
{
    /// <inheritdoc/>
    public override TScalar Of<TScalar>(TScalar x) => x * Derivative(x.Value);

    /// <inheritdoc/>
    public override double Value(double x) => x * Derivative(x);

    /// <inheritdoc/>
    public override double Derivative(double x) => x > 0 ? Above : x <= 0 ? Below : x;

    /// <inheritdoc/>
    public override double SecondDerivative(double x) => double.IsNaN(x) ? x : 0;

    /// <inheritdoc/>
    public override void Values(ReadOnlySpan<double> x, Span<double> to)
    {
        RequireAsMany(x, to);
        var i = 0;
        for (; i + Vector256<double>.Count <= x.Length; i += Vector256<double>.Count)
        {
            var at = Vector256.Create(x[i..]);
            (at * Slopes(at)).CopyTo(to[i..]);
        }

        for (; i < x.Length; i++) to[i] = Value(x[i]);
    }

    /// <inheritdoc/>
    public override void Derivatives(ReadOnlySpan<double> x, Span<double> to)
    {
        RequireAsMany(x, to);
        var i = 0;
        for (; i + Vector256<double>.Count <= x.Length; i += Vector256<double>.Count)
        {
            var at = Vector256.Create(x[i..]);
            Vector256.ConditionalSelect(Vector256.Equals(at, at), Slopes(at), at).CopyTo(to[i..]);
        }

        for (; i < x.Length; i++) to[i] = Derivative(x[i]);
    }

    /// <inheritdoc/>
    public override void SecondDerivatives(ReadOnlySpan<double> x, Span<double> to)
    {
        RequireAsMany(x, to);
        for (var i = 0; i < x.Length; i++) to[i] = SecondDerivative(x[i]);
    }

    /// <inheritdoc/>
    public override int? Homogeneity => 1;

    /// <inheritdoc/>
    public DualMoments DualMoments(PairCovariance pair)
    {
        pair.RequireVariances(nameof(pair));
        return Of(pair);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void DualMoments(
        ReadOnlySpan<double> first, ReadOnlySpan<double> second,
        ReadOnlySpan<double> cross, Span<double> product, Span<double> derivativeProduct)
    {
        RequireAsMany(cross, first, nameof(first));
        RequireAsMany(cross, second, nameof(second));
        RequireAsMany(cross, product, nameof(product));
        RequireAsMany(cross, derivativeProduct, nameof(derivativeProduct));
        var wideFirst = MemoryMarshal.Cast<double, Vector256<double>>(first);
        var wideSecond = MemoryMarshal.Cast<double, Vector256<double>>(second);
        var wideCross = MemoryMarshal.Cast<double, Vector256<double>>(cross);
        var wideProduct = MemoryMarshal.Cast<double, Vector256<double>>(product);
        var wideSlopes = MemoryMarshal.Cast<double, Vector256<double>>(derivativeProduct);
        for (var i = 0; i < wideCross.Length; i++) (wideProduct[i], wideSlopes[i]) = Of(wideFirst[i], wideSecond[i], wideCross[i]);
        for (var i = wideCross.Length * Vector256<double>.Count; i < cross.Length; i++)
        {
            var moments = Of(new PairCovariance(first[i], second[i], cross[i]));
            (product[i], derivativeProduct[i]) = (moments.Product, moments.DerivativeProduct);
        }
    }

    DualMoments Of(PairCovariance pair)
    {
        var (product, slopes) = Of(Vector256.Create(pair.First), Vector256.Create(pair.Second), Vector256.Create(pair.Cross));
        return new(product.GetElement(0), slopes.GetElement(0));
    }

    /// <summary>phi(x) = above relu(x) - below relu(-x), and E[u v] = 2 E[relu(u) relu(v)] - 2 E[relu(u) relu(-v)].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    (Vector256<double> Product, Vector256<double> DerivativeProduct) Of(
        Vector256<double> first, Vector256<double> second, Vector256<double> cross)
    {
        if (Above == Below) return (cross * (Above * Below), Vector256.Create(Above * Below));
        var (rectified, share) = ArcCosineKernel.Of(first, second, cross);
        var (bend, line) = (Vector256.Create((Above - Below) * (Above - Below)), Vector256.Create(Above * Below));
        return (Vector256.FusedMultiplyAdd(bend, rectified, line * cross), Vector256.FusedMultiplyAdd(bend, share, line));
    }

    Vector256<double> Slopes(Vector256<double> x) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256<double>.Zero), Vector256.Create(Above), Vector256.Create(Below));
}
