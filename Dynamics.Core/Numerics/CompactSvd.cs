using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>
/// A = U diag(s) V^T with as many singular values as A has rank. Columns are rotated in pairs until all are orthogonal to each other
/// (one-sided Jacobi method: Hestenes 1958; Demmel and Veselic 1992), which converges for any matrix, of whatever rank. It may be
/// shared between threads.
/// </summary>
public sealed class CompactSvd
{
    const double UnitRoundoff = 1.1102230246251565e-16;
    const int MostSweeps = 60;

    readonly int _least;

    CompactSvd(Matrix<double> u, Vector<double> singularValues, Matrix<double> v) =>
        (U, SingularValues, V, _least) = (u, singularValues, v, Math.Min(u.RowCount, v.RowCount));

    /// <summary>U, rows of A x rank, orthonormal columns.</summary>
    public Matrix<double> U { get; }

    /// <summary>s, from the largest to the smallest, all above 2 max(N, D) 2^-53 times the largest; length: the rank.</summary>
    public Vector<double> SingularValues { get; }

    /// <summary>V, columns of A x rank, orthonormal columns.</summary>
    public Matrix<double> V { get; }

    /// <summary>The numerical rank.</summary>
    public int Rank => SingularValues.Count;

    /// <summary>The largest singular value over the smallest; infinite where the rank is below the smaller side of A.</summary>
    public double ConditionNumber => Rank < _least ? double.PositiveInfinity : SingularValues[0] / SingularValues[^1];

    /// <summary>Decomposes a matrix.</summary>
    /// <param name="matrix">A, N x D, of any rank.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static CompactSvd Of(Matrix<double> matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        Require.Finite(matrix, nameof(matrix));
        if (matrix.RowCount < matrix.ColumnCount)
        {
            var transposed = Of(matrix.Transpose());
            return new(transposed.V, transposed.SingularValues, transposed.U);
        }

        var largest = matrix.Enumerate(Zeros.Include).Max(Math.Abs);
        var scale = largest == 0 ? 1 : Math.ScaleB(1, Math.Clamp(-Math.ILogB(largest), -1000, 1000));
        var columns = matrix.EnumerateColumns().Select(column => (scale * column).ToArray()).ToArray();
        var rotations = columns.Select((_, i) => columns.Select((_, j) => i == j ? 1.0 : 0).ToArray()).ToArray();
        Orthogonalise(columns, rotations);
        return Sorted(columns, rotations, scale, matrix.RowCount);
    }

    static void Orthogonalise(double[][] columns, double[][] rotations)
    {
        var tolerance = UnitRoundoff * Math.Max(8, columns[0].Length);
        var negligible = UnitRoundoff * UnitRoundoff * columns.Sum(column => Dot(column, column));
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            var rotated = false;
            for (var p = 0; p < columns.Length; p++)
            {
                for (var q = p + 1; q < columns.Length; q++)
                {
                    var (a, b, between) = (Dot(columns[p], columns[p]), Dot(columns[q], columns[q]), Dot(columns[p], columns[q]));
                    if (Math.Min(a, b) <= negligible || Math.Abs(between) <= tolerance * Math.Sqrt(a) * Math.Sqrt(b)) continue;
                    var zeta = (b - a) / (2 * between);
                    var t = Math.CopySign(1 / (Math.Abs(zeta) + Math.Sqrt(1 + zeta * zeta)), zeta);
                    var c = 1 / Math.Sqrt(1 + t * t);
                    Rotate(columns[p], columns[q], c, c * t);
                    Rotate(rotations[p], rotations[q], c, c * t);
                    rotated = true;
                }
            }
            if (!rotated) return;
        }
        throw new NotConvergedException(
            $"The columns of {columns[0].Length} x {columns.Length} numbers are not orthogonal after {MostSweeps} sweeps.");
    }

    static CompactSvd Sorted(double[][] columns, double[][] rotations, double scale, int rows)
    {
        var norms = columns.Select(column => Math.Sqrt(Dot(column, column))).ToArray();
        var least = 2 * rows * UnitRoundoff * norms.Max();
        int[] kept = [.. Enumerable.Range(0, norms.Length).Where(i => norms[i] > least).OrderByDescending(i => norms[i])];
        return new(
            Matrix<double>.Build.Dense(rows, kept.Length, (i, k) => columns[kept[k]][i] / norms[kept[k]]),
            Vector<double>.Build.Dense([.. kept.Select(i => norms[i] / scale)]),
            Matrix<double>.Build.Dense(columns.Length, kept.Length, (i, k) => rotations[kept[k]][i]));
    }

    static double Dot(double[] x, double[] y)
    {
        var wideX = Wide(x);
        var wideY = Wide(y);
        var sums = Vector256<double>.Zero;
        for (var i = 0; i < wideX.Length; i++) sums += wideX[i] * wideY[i];
        var sum = sums[0] + sums[1] + (sums[2] + sums[3]);
        for (var i = wideX.Length * Vector256<double>.Count; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }

    /// <summary>(x, y) becomes (c x - s y, s x + c y).</summary>
    static void Rotate(double[] x, double[] y, double c, double s)
    {
        var wideX = Wide(x);
        var wideY = Wide(y);
        for (var i = 0; i < wideX.Length; i++) (wideX[i], wideY[i]) = (c * wideX[i] - s * wideY[i], s * wideX[i] + c * wideY[i]);
        for (var i = wideX.Length * Vector256<double>.Count; i < x.Length; i++) (x[i], y[i]) = (c * x[i] - s * y[i], s * x[i] + c * y[i]);
    }

    static Span<Vector256<double>> Wide(double[] values) => MemoryMarshal.Cast<double, Vector256<double>>(values.AsSpan());
}
