using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>
/// f(x) = &lt;u^2 - v^2, x&gt; with u = v = alpha at the start (Woodworth et al. 2020): the smallest network in which the size of the
/// initialisation decides which interpolant the flow of the squared loss ends at. Along the flow arcsinh(w / 2 alpha^2) stays in the row
/// space of the inputs.
/// </summary>
public sealed record DiagonalLinearNetwork
{
    const int MostIterations = 500;

    /// <summary>The network with all weights at alpha.</summary>
    /// <param name="scale">alpha, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">alpha is not positive and finite, or 2 alpha^2 is not.</exception>
    public DiagonalLinearNetwork(double scale)
    {
        Require.Positive(scale, nameof(scale));
        Scale = scale;
        if (!(Unit > 0 && double.IsFinite(Unit)))
            throw new ArgumentOutOfRangeException(
                nameof(scale), scale, $"scale is {scale}; twice its square is {Unit}, which needs to be positive and finite.");
    }

    /// <summary>alpha.</summary>
    public double Scale { get; }

    double Unit => 2 * Scale * Scale;

    /// <summary>arcsinh(w / 2 alpha^2), entry by entry: the dual variable, that the flow moves in the row space alone.</summary>
    public Vector<double> Dual(Vector<double> weights) =>
        Require.There(weights, nameof(weights)).Map(w => Elementary.Asinh(w / Unit), Zeros.Include);

    /// <summary>2 alpha^2 sinh(z), entry by entry: the weights at a dual variable.</summary>
    public Vector<double> Weights(Vector<double> dual) =>
        Require.There(dual, nameof(dual)).Map(z => Unit * Elementary.Sinh(z), Zeros.Include);

    /// <summary>
    /// Gradient descent on 1/2 |X (u^2 - v^2) - y|^2 from u = v = alpha: w = u^2 - v^2 after each step, the start first.
    /// </summary>
    /// <param name="inputs">X, N x D.</param>
    /// <param name="targets">y, length N.</param>
    /// <param name="rate">The step in u and v.</param>
    /// <param name="steps">How many, at least 0.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    /// <exception cref="DivergedException">A weight stops being finite; names the step.</exception>
    public IReadOnlyList<Vector<double>> Descend(Matrix<double> inputs, Vector<double> targets, double rate, int steps)
    {
        RequireData(inputs, targets);
        Require.Finite(rate, nameof(rate));
        Require.Steps(steps, nameof(steps));
        Require.Memory((steps + 1L) * inputs.ColumnCount, "steps x inputs.ColumnCount");
        var u = Vector<double>.Build.Dense(inputs.ColumnCount, Scale);
        var v = u.Clone();
        var path = new List<Vector<double>> { u - v };
        for (var step = 1; step <= steps; step++)
        {
            var gradient = inputs.TransposeThisAndMultiply(inputs * path[^1] - targets);
            u -= 2 * rate * u.PointwiseMultiply(gradient);
            v += 2 * rate * v.PointwiseMultiply(gradient);
            path.Add(u.PointwiseMultiply(u) - v.PointwiseMultiply(v));
            DivergedException.ThrowIfNotFinite(path[^1], step);
        }
        return path;
    }

    /// <summary>
    /// Where the flow ends: w = 2 alpha^2 sinh(X^T nu) with X w = y, the interpolant that minimises sum_i w_i arcsinh(w_i / 2 alpha^2) -
    /// sqrt(w_i^2 + 4 alpha^4). By Newton's method on its convex dual, with steps cut where they would move an entry of X^T nu by more
    /// than 1.
    /// </summary>
    /// <param name="inputs">X, N x D, of rank N.</param>
    /// <param name="targets">y, length N.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a number is not finite.</exception>
    /// <exception cref="NotConvergedException">Newton's method stands still before the interpolant: X is not of rank N to working
    /// precision.</exception>
    public Vector<double> Limit(Matrix<double> inputs, Vector<double> targets)
    {
        RequireData(inputs, targets);
        var nu = Vector<double>.Build.Dense(inputs.RowCount);
        var weights = Weights(inputs.TransposeThisAndMultiply(nu));
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            var missing = targets - inputs * weights;
            if (missing.L2Norm() <= 1e-13 * (inputs.FrobeniusNorm() * weights.L2Norm() + targets.L2Norm())) return weights;
            var slopes = weights.Map(w => Math.Sqrt(w * w + Unit * Unit));
            var curvature = inputs * Matrix<double>.Build.DiagonalOfDiagonalVector(slopes) * inputs.Transpose();
            var direction = curvature.Solve(missing);
            var reach = inputs.TransposeThisAndMultiply(direction).AbsoluteMaximum();
            nu += Math.Min(1, 1 / reach) * direction;
            weights = Weights(inputs.TransposeThisAndMultiply(nu));
        }
        throw new NotConvergedException($"The limit of the diagonal network was not found in {MostIterations} iterations.");
    }

    static void RequireData(Matrix<double> inputs, Vector<double> targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Require.AtLeast(inputs.RowCount, 1, "inputs.RowCount");
        Require.AtLeast(inputs.ColumnCount, 1, "inputs.ColumnCount");
        Require.Finite(inputs, nameof(inputs));
        Require.Length(targets, inputs.RowCount, nameof(targets), "inputs");
        Require.Finite(targets, nameof(targets));
    }
}
