using System.Buffers;

namespace Dynamics.Kernels;

/// <summary>The pairs of pixels that a layer keeps covariances of: all of them, or each pixel with itself.</summary>
/// <param name="Pixels">Pixels of one image.</param>
/// <param name="All">Whether different pixels are paired too.</param>
readonly record struct PixelPairs(int Pixels, bool All)
{
    public int Count => All ? Pixels * Pixels : Pixels;

    /// <summary>The number of a pair; where different pixels are not paired, the second counts for nothing.</summary>
    public int Of(int p, int q) => All ? p * Pixels + q : p;

    public (int P, int Q) this[int pair] => All ? (pair / Pixels, pair % Pixels) : (pair, pair);
}

/// <summary>
/// The NNGP and the NTK between one input and a run of others side by side, at every pair of pixels: an array of lanes for each pair.
/// Arrays are borrowed, and given back by <see cref="Dispose"/>.
/// </summary>
sealed class Covariances(PixelPairs pairs, int lanes) : IDisposable
{
    readonly double[] _nngp = ArrayPool<double>.Shared.Rent(pairs.Count * lanes);
    readonly double[] _ntk = ArrayPool<double>.Shared.Rent(pairs.Count * lanes);

    public PixelPairs Pairs => pairs;

    /// <summary>Examples side by side; a multiple of the width of a vector.</summary>
    public int Lanes => lanes;

    public Span<double> Nngp(int pair) => _nngp.AsSpan(pair * lanes, lanes);

    public Span<double> Ntk(int pair) => _ntk.AsSpan(pair * lanes, lanes);

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_nngp);
        ArrayPool<double>.Shared.Return(_ntk);
    }
}
