using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>The directions in which points spread most, from their scalar products alone (classical scaling, Torgerson 1952).</summary>
/// <param name="Variances">Of the projections onto each, times T: the leading eigenvalues of the centred scalar products, falling.</param>
/// <param name="Shares">Of the whole variance, one for each.</param>
/// <param name="Projections">T x count, of the points around their mean; the last point has no negative one.</param>
public sealed record PrincipalComponents(Vector<double> Variances, Vector<double> Shares, Matrix<double> Projections)
{
    const double Tolerance = 1e-12;

    internal static PrincipalComponents Of(Matrix<double> gram, int count)
    {
        var size = gram.RowCount;
        if (count < 1 || count > size - 1)
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"count is {count}; {size} points have from 1 to {size - 1} components.");
        var centred = Centred(gram);
        var whole = centred.Trace();
        if (!double.IsFinite(whole)) throw new InvalidOperationException($"The whole variance is {whole}; it needs to be finite.");
        if (!(whole > 0)) throw new InvalidOperationException("All points are the same; nothing spreads.");
        var exponent = Math.ILogB(whole);
        var scaled = centred.Map(entry => Math.ScaleB(entry, -exponent), Zeros.Include);
        var leading =
            Lanczos.Largest(v => scaled * v, size, count, RandomStream.FromSeed(0).Substream("principal components"), Tolerance);
        var variances = leading.Values.Map(value => Math.ScaleB(value, exponent), Zeros.Include);
        var projections = Matrix<double>.Build.DenseOfColumnVectors(leading.Vectors.EnumerateColumns()
            .Select((vector, k) => Math.Sqrt(Math.Max(0, variances[k])) * (vector[size - 1] < 0 ? -vector : vector)));
        return new(variances, variances / whole, projections);
    }

    /// <summary>(I - 1 1^T / T) G (I - 1 1^T / T).</summary>
    static Matrix<double> Centred(Matrix<double> gram)
    {
        var means = gram.RowSums() / gram.RowCount;
        var mean = means.Sum() / gram.RowCount;
        return Matrix<double>.Build.Dense(gram.RowCount, gram.RowCount, (i, j) => gram[i, j] - (means[i] + means[j]) + mean);
    }
}
