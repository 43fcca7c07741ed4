using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// z ~ N((x, b (y - x^2)), I) with theta = (x, y): the likelihood whose loss at the observation (1, 0) is Rosenbrock's
/// valley, 1/2 [(1-x)^2 + b^2 (y-x^2)^2]. Its metric is flat: (x, b (y - x^2)) are Cartesian coordinates.
/// </summary>
public sealed record CurvedValleyModel : IClosedFormFisher
{
    readonly GaussianMean _noise = new(2);

    /// <summary>The valley of a curvature.</summary>
    /// <param name="curvature">b, positive; 10 gives Rosenbrock's function up to the factor 1/2.</param>
    public CurvedValleyModel(double curvature = 10)
    {
        Require.Positive(curvature, nameof(curvature));
        Curvature = curvature;
    }

    /// <summary>b.</summary>
    public double Curvature { get; }

    /// <inheritdoc/>
    public int ParameterCount => 2;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, 2, nameof(outcome), this);
        return _noise.LogDensity<TScalar>(Mean(parameters), outcome);
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        var mean = Mean<Real>([new(parameters[0]), new(parameters[1])]);
        return _noise.Expectation(Vector<double>.Build.Dense([mean[0].Value, mean[1].Value]));
    }

    /// <summary>J^T J with J = [[1, 0], [-2 b x, b]]; its determinant is b^2 everywhere.</summary>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        var jacobian = Matrix<double>.Build.DenseOfRowMajor(
            2, 2, [1, 0, -2 * Curvature * parameters[0], Curvature]);
        return jacobian.TransposeThisAndMultiply(jacobian);
    }

    /// <inheritdoc/>
    public override string ToString() => $"CurvedValley(b = {Curvature})";

    TScalar[] Mean<TScalar>(ReadOnlySpan<TScalar> parameters)
        where TScalar : struct, IScalar<TScalar> =>
        [parameters[0], (parameters[1] - parameters[0] * parameters[0]) * Curvature];
}
