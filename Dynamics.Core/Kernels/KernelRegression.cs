using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Kernels;

/// <summary>
/// Regression with a kernel and a ridge: the mean of a Gaussian process with this covariance and noise of variance ridge (Rasmussen and
/// Williams 2006), or, with a tangent kernel and no ridge, what the infinitely wide network ends at. It may be shared between threads.
/// </summary>
public sealed class KernelRegression
{
    readonly CholeskyFactorisation _factor;
    readonly Matrix<double> _targets;
    readonly Matrix<double> _weights;

    /// <summary>Solves (K + ridge I) weights = targets.</summary>
    /// <param name="kernel">K on the training inputs, N x N.</param>
    /// <param name="targets">y, N x K.</param>
    /// <param name="ridge">At least 0, in the units of the kernel; it is not multiplied by N.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, or the kernel is not symmetric.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The ridge is negative or not finite.</exception>
    /// <exception cref="SingularMetricException">K + ridge I is not positive definite to working precision.</exception>
    public KernelRegression(Matrix<double> kernel, Matrix<double> targets, double ridge)
    {
        ArgumentNullException.ThrowIfNull(targets);
        Require.Shape(kernel, targets.RowCount, targets.RowCount, nameof(kernel));
        Require.Finite(kernel, nameof(kernel));
        Require.Symmetric(kernel, nameof(kernel), tolerance: 0);
        Require.Finite(targets, nameof(targets));
        if (!(ridge >= 0 && double.IsFinite(ridge)))
            throw new ArgumentOutOfRangeException(nameof(ridge), ridge, $"ridge is {ridge}; it needs to be at least 0 and finite.");
        (_factor, _targets) = (Factor(kernel.ToDense(), ridge), targets.ToDense());
        _weights = _factor.Solve(_targets);
    }

    /// <summary>K(x, X) (K + ridge I)^-1 y, N' x K.</summary>
    /// <param name="cross">K(x, X), N' x N.</param>
    /// <exception cref="ArgumentException">The shape does not fit, or a number is not finite.</exception>
    public Matrix<double> Predict(Matrix<double> cross)
    {
        ArgumentNullException.ThrowIfNull(cross);
        Require.Shape(cross, cross.RowCount, _targets.RowCount, nameof(cross));
        Require.Finite(cross, nameof(cross));
        return MatrixProduct.Of(cross, _weights);
    }

    /// <summary>
    /// What each training target is predicted to be by a regression on all others, N x K: y_i less weights_i over the i-th diagonal entry
    /// of (K + ridge I)^-1.
    /// </summary>
    public Matrix<double> LeaveOneOut()
    {
        var inverse = _factor.Solve(Matrix<double>.Build.DenseIdentity(_targets.RowCount)).Diagonal();
        return Matrix<double>.Build.Dense(
            _targets.RowCount, _targets.ColumnCount, (i, k) => _targets[i, k] - _weights[i, k] / inverse[i]);
    }

    static CholeskyFactorisation Factor(Matrix<double> kernel, double ridge)
    {
        var regularised = kernel + ridge * Matrix<double>.Build.DenseIdentity(kernel.RowCount);
        var rounded = 4.0 * kernel.RowCount / (1L << 53);
        try
        {
            var factor = CholeskyFactorisation.Of(regularised);
            if (Enumerable.Range(0, kernel.RowCount).All(i => factor.Pivot(i) > rounded * regularised[i, i])) return factor;
        }
        catch (ArgumentException)
        {
            // A pivot is not positive.
        }
        throw new SingularMetricException(
            $"kernel, {kernel.RowCount} x {kernel.ColumnCount}, with a ridge of {ridge} is not positive definite to working precision; "
                + "inputs that are equal, or nearly so, need a ridge.", nameof(kernel));
    }
}
