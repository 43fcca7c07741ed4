using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// K-FAC (Martens and Grosse 2015): the block of the Fisher information that belongs to the weights W of one layer s^T = a^T W is taken
/// for G kron A, with A = E[a a^T] the second moment of the activations that enter and G = E[g g^T] that of the backpropagated
/// gradients g = d log p / d s. W is inputs x outputs, stacked column by column. It may be shared between threads.
/// </summary>
public sealed class KroneckerFactors
{
    readonly Matrix<double> _activations, _backpropagated;

    /// <summary>The factors from N examples.</summary>
    /// <param name="activations">a, N x inputs of the layer.</param>
    /// <param name="backpropagated">For each example E[g g^T | x], outputs x outputs of the layer: the Fisher information of its
    /// s.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, there is no example, a moment is not symmetric or
    /// beyond doubles.</exception>
    public KroneckerFactors(Matrix<double> activations, params IReadOnlyList<Matrix<double>> backpropagated)
    {
        ArgumentNullException.ThrowIfNull(activations);
        Require.Items(backpropagated, nameof(backpropagated));
        Require.AtLeast(backpropagated.Count, 1, $"{nameof(backpropagated)}.Count");
        Require.Shape(activations, backpropagated.Count, activations.ColumnCount, nameof(activations));
        Require.Finite(activations, nameof(activations));
        var outputs = backpropagated[0].RowCount;
        var sum = Matrix<double>.Build.Dense(outputs, outputs);
        foreach (var example in backpropagated)
        {
            Require.Shape(example, outputs, outputs, nameof(backpropagated));
            Require.Finite(example, nameof(backpropagated));
            Require.Symmetric(example, nameof(backpropagated));
            sum += example;
        }
        _activations = activations.TransposeThisAndMultiply(activations) / activations.RowCount;
        _backpropagated = sum / backpropagated.Count;
        RequireHeld(_activations, nameof(activations));
        RequireHeld(_backpropagated, nameof(backpropagated));
    }

    /// <summary>A = E[a a^T], inputs x inputs.</summary>
    public Matrix<double> Activations => _activations.Clone();

    /// <summary>G = E[g g^T], outputs x outputs.</summary>
    public Matrix<double> Backpropagated => _backpropagated.Clone();

    /// <summary>G kron A, for the weights stacked column by column.</summary>
    public Matrix<double> Block()
    {
        var size = (long)_activations.RowCount * _backpropagated.RowCount;
        Require.Room(size * size, nameof(Block));
        return _backpropagated.KroneckerProduct(_activations);
    }

    /// <summary>A^-1 grad G^-1: the natural gradient of the block, without forming it.</summary>
    /// <param name="gradient">d L / d W, inputs x outputs.</param>
    /// <exception cref="SingularMetricException">A or G is singular.</exception>
    /// <exception cref="ArgumentException">The shape does not fit, or a number is not finite.</exception>
    public Matrix<double> Direction(Matrix<double> gradient)
    {
        Require.Shape(gradient, _activations.RowCount, _backpropagated.RowCount, nameof(gradient));
        return Solve(_backpropagated, "backpropagated", Solve(_activations, "activations", gradient).Transpose()).Transpose();
    }

    static void RequireHeld(Matrix<double> moment, string name)
    {
        if (!moment.Enumerate(Zeros.Include).All(double.IsFinite))
            throw new ArgumentException($"{name} has a second moment beyond what a double holds.", name);
    }

    static Matrix<double> Solve(Matrix<double> factor, string name, Matrix<double> right)
    {
        try
        {
            return Matrix<double>.Build.DenseOfColumnVectors(
                right.EnumerateColumns().Select(column => NaturalGradient.Direction(factor, column)));
        }
        catch (SingularMetricException)
        {
            throw new SingularMetricException(
                $"The second moment of {name}, {factor.RowCount} x {factor.RowCount}, is singular to working precision; the direction "
                    + "needs its inverse.", name);
        }
    }
}
