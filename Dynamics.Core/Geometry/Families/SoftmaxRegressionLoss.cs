using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// The mean cross-entropy of <see cref="SoftmaxRegression"/> on labelled inputs, with its gradient and Fisher information in closed
/// form: what takes the generic machinery P evaluations of a dual number takes one pass here. Parameters are laid out as there, class
/// by class, each class's D weights followed by its bias. It may be shared between threads.
/// </summary>
public sealed class SoftmaxRegressionLoss
{
    readonly int[] _labels;

    /// <summary>The loss of labelled inputs.</summary>
    /// <param name="inputs">N x D, rows are examples; copied.</param>
    /// <param name="labels">N classes, each from 0 to <paramref name="classes"/> - 1; copied.</param>
    /// <param name="classes">K, at least 1.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, an input is not finite, or a label is no class.</exception>
    public SoftmaxRegressionLoss(Matrix<double> inputs, IReadOnlyList<int> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(labels);
        Require.AtLeast(inputs.RowCount, 1, $"{nameof(inputs)}.RowCount");
        Require.AtLeast(classes, 1, nameof(classes));
        Require.Finite(inputs, nameof(inputs));
        if (labels.Count != inputs.RowCount)
            throw new ArgumentException(
                $"There are {labels.Count} labels; {inputs.RowCount} inputs need {inputs.RowCount}.", nameof(labels));
        for (var i = 0; i < labels.Count; i++)
            if (labels[i] < 0 || labels[i] >= classes)
                throw new ArgumentException($"labels[{i}] is {labels[i]}; {classes} classes need 0 to {classes - 1}.", nameof(labels));
        Require.Room((inputs.ColumnCount + 1L) * classes, nameof(classes));
        var withBias = inputs.InsertColumn(inputs.ColumnCount, Vector<double>.Build.Dense(inputs.RowCount, 1));
        (Rows, Columns, _labels) = (withBias.ToRowArrays(), withBias.ToColumnArrays(), [.. labels]);
        ClassCount = classes;
    }

    /// <summary>N.</summary>
    public int ExampleCount => Rows.Length;

    /// <summary>K.</summary>
    public int ClassCount { get; }

    /// <summary>P = (D + 1) K.</summary>
    public int ParameterCount => Columns.Length * ClassCount;

    /// <summary>
    /// Floating-point operations of a gradient: the products X W^T and R^T X, 2 N (D + 1) K each.
    /// </summary>
    public double GradientOperations => 4.0 * ExampleCount * ParameterCount;

    /// <summary>
    /// Floating-point operations of the Fisher information: for each of N examples, the lower triangle of x x^T into each of the
    /// K (K + 1) / 2 blocks that differ.
    /// </summary>
    public double FisherOperations => ExampleCount * (double)Triangle(ClassCount) * Triangle(Columns.Length) * 2;

    /// <summary>
    /// Floating-point operations of the solution of F d = g: the Cholesky factor, P^3 / 3, and two substitutions, P^2 each.
    /// </summary>
    public double SolutionOperations =>
        (double)ParameterCount * ParameterCount * ParameterCount / 3 + 2.0 * ParameterCount * ParameterCount;

    /// <summary>Each example's inputs followed by a 1.</summary>
    internal double[][] Rows { get; }

    /// <summary>Each input over all examples, the last of them 1.</summary>
    internal double[][] Columns { get; }

    internal int LabelOf(int example) => _labels[example];

    /// <summary>The loss and its derivatives at a point; the probabilities of all classes are computed here, once.</summary>
    /// <param name="theta">Length P.</param>
    /// <exception cref="ArgumentException">theta does not fit or is not finite.</exception>
    public SoftmaxRegressionPoint At(Vector<double> theta)
    {
        Require.Length(theta, ParameterCount, nameof(theta), this);
        Require.Finite(theta, nameof(theta));
        return new(this, theta);
    }

    /// <inheritdoc/>
    public override string ToString() => $"SoftmaxRegressionLoss({Columns.Length - 1} -> {ClassCount} on {ExampleCount} examples)";

    static long Triangle(long n) => n * (n + 1) / 2;
}
