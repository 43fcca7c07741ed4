using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Kernels;

/// <summary>
/// Training of a model whose tangent kernel stays what it is, a linear model or a network of infinite width, on the summed squared
/// loss, in closed form (Lee et al. 2019): f_t(x) = f_0(x) - A (f_0(X) - y) with A = Theta(x, X) g(Theta), g by <see
/// cref="TrainingTime"/>. It may be shared between threads.
/// </summary>
public sealed class LinearisedTraining
{
    readonly Matrix<double> _kernel;
    readonly Matrix<double> _vectors;
    readonly Vector<double> _eigenvalues;
    readonly double _negligible;

    /// <summary>Decomposes the kernel once.</summary>
    /// <param name="kernel">Theta on the training inputs, N x N; N K x N K in full for K outputs that share weights, in which case targets
    /// and outputs are N K x 1.</param>
    /// <exception cref="ArgumentException">It is empty, not square, not symmetric or not finite.</exception>
    public LinearisedTraining(Matrix<double> kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        Require.Shape(kernel, Math.Max(kernel.RowCount, 1), Math.Max(kernel.RowCount, 1), nameof(kernel));
        Require.Finite(kernel, nameof(kernel));
        Require.Symmetric(kernel, nameof(kernel), tolerance: 0);
        _kernel = kernel;
        (_eigenvalues, _vectors) = SymmetricEigenpairs.Of(kernel);
        _negligible = kernel.RowCount * _eigenvalues.AbsoluteMaximum() / (1L << 52);
    }

    /// <summary>2 / lambda_max: above it some residual grows with every step of gradient descent.</summary>
    public double LargestStableLearningRate => 2 / _eigenvalues.Maximum();

    /// <summary>The outputs on the training inputs, N x K.</summary>
    /// <param name="time">How long it is trained.</param>
    /// <param name="initial">f_0(X), N x K.</param>
    /// <param name="targets">y, N x K.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Matrix<double> TrainingOutputs(TrainingTime time, Matrix<double> initial, Matrix<double> targets)
    {
        RequireOutputs(initial, targets, nameof(initial));
        return Outputs(time, _kernel, initial, initial, targets);
    }

    /// <summary>The outputs on other inputs, N' x K.</summary>
    /// <param name="time">How long it is trained.</param>
    /// <param name="cross">Theta(x, X), N' x N.</param>
    /// <param name="initial">f_0(x), N' x K.</param>
    /// <param name="trainingInitial">f_0(X), N x K.</param>
    /// <param name="targets">y, N x K.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Matrix<double> Outputs(
        TrainingTime time, Matrix<double> cross, Matrix<double> initial, Matrix<double> trainingInitial, Matrix<double> targets)
    {
        RequireCross(cross);
        RequireOutputs(trainingInitial, targets, nameof(trainingInitial));
        Fits(initial, cross.RowCount, targets.ColumnCount, nameof(initial));
        return initial.ToDense() - Learned(time, cross) * (trainingInitial - targets);
    }

    /// <summary>The mean over initialisations of mean zero, A y, N' x K.</summary>
    /// <param name="time">How long each is trained.</param>
    /// <param name="cross">Theta(x, X), N' x N.</param>
    /// <param name="targets">y, N x K.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Matrix<double> EnsembleMean(TrainingTime time, Matrix<double> cross, Matrix<double> targets)
    {
        RequireCross(cross);
        ArgumentNullException.ThrowIfNull(targets);
        Fits(targets, _kernel.RowCount, targets.ColumnCount, nameof(targets));
        return Learned(time, cross) * targets;
    }

    /// <summary>
    /// The covariance over initialisations of covariance K, the NNGP: K(x, x') + A K A^T - A K(X, x') - K(x, X) A^T, N' x N'. It is that
    /// of a Bayesian posterior only at infinite time and if Theta is a multiple of K.
    /// </summary>
    /// <param name="time">How long each is trained.</param>
    /// <param name="cross">Theta(x, X), N' x N.</param>
    /// <param name="nngp">K(x, x'), N' x N'.</param>
    /// <param name="crossNngp">K(x, X), N' x N.</param>
    /// <param name="trainingNngp">K(X, X), N x N.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    public Matrix<double> EnsembleCovariance(
        TrainingTime time, Matrix<double> cross, Matrix<double> nngp, Matrix<double> crossNngp, Matrix<double> trainingNngp)
    {
        RequireCross(cross);
        Fits(nngp, cross.RowCount, cross.RowCount, nameof(nngp));
        Fits(crossNngp, cross.RowCount, _kernel.RowCount, nameof(crossNngp));
        Fits(trainingNngp, _kernel.RowCount, _kernel.RowCount, nameof(trainingNngp));
        var learned = Learned(time, cross);
        var mixed = learned * crossNngp.Transpose();
        return nngp + learned * trainingNngp * learned.Transpose() - (mixed + mixed.Transpose());
    }

    /// <summary>A = Theta(x, X) g(Theta).</summary>
    Matrix<double> Learned(TrainingTime time, Matrix<double> cross)
    {
        ArgumentNullException.ThrowIfNull(time);
        var rates = _eigenvalues.Map(lambda => time.Learned(lambda, _negligible));
        return cross * _vectors * Matrix<double>.Build.DiagonalOfDiagonalVector(rates) * _vectors.Transpose();
    }

    void RequireCross(Matrix<double> cross)
    {
        ArgumentNullException.ThrowIfNull(cross);
        Fits(cross, cross.RowCount, _kernel.RowCount, nameof(cross));
    }

    void RequireOutputs(Matrix<double> initial, Matrix<double> targets, string nameOfInitial)
    {
        ArgumentNullException.ThrowIfNull(targets);
        Fits(targets, _kernel.RowCount, targets.ColumnCount, nameof(targets));
        Fits(initial, _kernel.RowCount, targets.ColumnCount, nameOfInitial);
    }

    static void Fits(Matrix<double> matrix, int rows, int columns, string name)
    {
        Require.Shape(matrix, rows, columns, name);
        Require.Finite(matrix, name);
    }
}
