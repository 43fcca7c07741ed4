using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>
/// The outputs of each example in coordinates in which the head's Fisher information is the identity: F_z = R R^T, with a column of R for
/// each eigenvalue that is not zero to working precision. The score of a label that the model finds possible lies in the range of F_z, so
/// it is R r for one r; of a label that it finds all but impossible, something remains.
/// </summary>
sealed class WhitenedOutputs
{
    const double UnitRoundoff = 1.1102230246251565e-16;

    readonly Matrix<double>[] _roots;
    readonly int[] _offsets;
    readonly Vector<double> _residual;
    readonly Matrix<double> _remainder;

    /// <summary>Whitens.</summary>
    /// <param name="head">A family with K parameters.</param>
    /// <param name="outputs">N x K.</param>
    /// <param name="derivatives">The gradients of -log p in the outputs, N x K.</param>
    public WhitenedOutputs(IStatisticalModel head, Matrix<double> outputs, Matrix<double> derivatives)
    {
        (_roots, _offsets, _remainder) = (new Matrix<double>[outputs.RowCount], new int[outputs.RowCount], 0 * outputs);
        var residual = new List<double>();
        for (var i = 0; i < _roots.Length; i++)
        {
            var derivative = derivatives.Row(i);
            var (values, vectors) = SymmetricEigenpairs.Of(FisherInformation.OfHead(head, outputs.Row(i)));
            var precision = 4 * outputs.ColumnCount * UnitRoundoff;
            var kept = Enumerable.Range(0, values.Count).Where(k => values[k] > precision * values.Maximum()).ToArray();
            _offsets[i] = residual.Count;
            _roots[i] = Matrix<double>.Build.Dense(
                values.Count, kept.Length, (row, k) => vectors[row, kept[k]] * Math.Sqrt(values[kept[k]]));
            residual.AddRange(kept.Select(k => vectors.Column(k) * derivative / Math.Sqrt(values[k])));
            foreach (var k in Enumerable.Range(0, values.Count).Except(kept))
                if (vectors.Column(k) * derivative is var left && Math.Abs(left) > precision * derivative.L2Norm())
                    _remainder.SetRow(i, _remainder.Row(i) + left * vectors.Column(k));
        }
        _residual = Vector<double>.Build.DenseOfEnumerable(residual);
    }

    /// <summary>a, N x K, so that J^T a solves (J^T F_z J + damping) d = J^T derivative; J^T a is the shortest such d.</summary>
    /// <param name="theta">J J^T, N K x N K.</param>
    /// <param name="damping">At least 0.</param>
    public Matrix<double> Solve(Matrix<double> theta, double damping)
    {
        var kernel = Kernel(theta);
        var solution = Unwhitened(NaturalGradient.Damped(kernel, _residual, damping));
        if (_remainder.FrobeniusNorm() == 0) return solution;
        if (damping == 0)
            throw new SingularMetricException(
                "The model finds a label impossible to working precision; the natural gradient is not finite without damping.",
                nameof(damping));
        var returned = NaturalGradient.Damped(kernel, Whitened(theta * RowsEndToEnd(_remainder)), damping);
        return solution + (_remainder - Unwhitened(returned)) / damping;
    }

    /// <summary>R^T Theta R.</summary>
    Matrix<double> Kernel(Matrix<double> theta)
    {
        var kernel = Matrix<double>.Build.Dense(_residual.Count, _residual.Count);
        var outputs = _remainder.ColumnCount;
        for (var i = 0; i < _roots.Length; i++)
            for (var j = 0; j <= i; j++)
            {
                var block = _roots[i].TransposeThisAndMultiply(theta.SubMatrix(i * outputs, outputs, j * outputs, outputs) * _roots[j]);
                kernel.SetSubMatrix(_offsets[i], _offsets[j], block);
                kernel.SetSubMatrix(_offsets[j], _offsets[i], block.Transpose());
            }
        return kernel;
    }

    /// <summary>R^T v.</summary>
    Vector<double> Whitened(Vector<double> v) => Vector<double>.Build.DenseOfEnumerable(
        _roots.SelectMany((root, i) => root.TransposeThisAndMultiply(v.SubVector(i * root.RowCount, root.RowCount))));

    /// <summary>R a, N x K.</summary>
    Matrix<double> Unwhitened(Vector<double> a) => Matrix<double>.Build.DenseOfRowVectors(
        _roots.Select((root, i) => root * a.SubVector(_offsets[i], root.ColumnCount)));

    static Vector<double> RowsEndToEnd(Matrix<double> m) => Vector<double>.Build.Dense(m.ToRowMajorArray());
}
