using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// z ~ N(mu, C C^T) in d dimensions, C lower triangular with a positive diagonal. theta = (mu, then C row by row, with log C_ii for
/// C_ii): any theta is a distribution, and each distribution has one theta. P = d + d (d + 1) / 2.
/// </summary>
public sealed record MultivariateGaussian : IClosedFormFisher
{
    /// <summary>The family in a dimension.</summary>
    /// <param name="dimension">d, at least 1.</param>
    /// <param name="nodes">
    /// Quadrature nodes along each column of C: expectations are exact for polynomials of degree 2 nodes - 1. The default
    /// does the third power of the score, of degree 6.
    /// </param>
    public MultivariateGaussian(int dimension = 2, int nodes = 4)
    {
        Require.AtLeast(dimension, 1, nameof(dimension));
        Require.Between(nodes, 1, GaussHermite.MostNodes, nameof(nodes));
        Require.Room(Entries(dimension), nameof(dimension));
        (Dimension, Nodes) = (dimension, nodes);
    }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>Quadrature nodes along each axis.</summary>
    public int Nodes { get; }

    /// <inheritdoc/>
    public int ParameterCount => (int)Entries(Dimension);

    /// <inheritdoc/>
    /// <remarks>The residual is standardised by forward substitution: C u = z - mu.</remarks>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, Dimension, nameof(outcome), this);
        var standardised = new TScalar[Dimension];
        var (square, logDeterminant) = (TScalar.Constant(0), TScalar.Constant(0));
        for (int i = 0, entry = Dimension; i < Dimension; i++)
        {
            var residual = outcome[i] - parameters[i];
            for (var j = 0; j < i; j++)
                residual -= parameters[entry++] * standardised[j];
            var logScale = parameters[entry++];
            standardised[i] = residual * TScalar.Exp(-logScale);
            square += standardised[i] * standardised[i];
            logDeterminant += logScale;
        }
        return square * -0.5 - logDeterminant - Dimension * Elementary.HalfLogTwoPi;
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        var factor = Factor(parameters);
        var standard = GaussianQuadrature.Rule(Vector<double>.Build.Dense(Dimension), Nodes);
        var outcomes = new double[standard.Count * Dimension];
        var weights = new double[standard.Count];
        for (var n = 0; n < weights.Length; n++)
        {
            weights[n] = standard.Weight(n);
            for (var i = 0; i < Dimension; i++)
            {
                var z = parameters[i];
                for (var j = 0; j <= i; j++)
                    z += factor[i, j] * standard.Outcome(n)[j];
                outcomes[n * Dimension + i] = z;
            }
        }
        return new(Require.Outcomes(outcomes, this, parameters), weights, 0);
    }

    /// <summary>
    /// (C C^T)^-1 for the mean; 1/2 tr(S^-1 dS/da S^-1 dS/db) with S = C C^T for the entries a and b of C; 0 between
    /// (Mardia and Marshall 1984).
    /// </summary>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters)
    {
        Require.Room((long)ParameterCount * ParameterCount, nameof(parameters));
        var factor = Factor(parameters);
        var inverse = factor.Inverse();
        var fisher = Matrix<double>.Build.Dense(ParameterCount, ParameterCount);
        fisher.SetSubMatrix(0, 0, inverse.TransposeThisAndMultiply(inverse));

        // C^-1 dS C^-T = A + A^T with A = C^-1 dC, whose single nonzero column is a column of C^-1.
        var whitened = new List<Matrix<double>>();
        for (var i = 0; i < Dimension; i++)
            for (var j = 0; j <= i; j++)
            {
                var a = Matrix<double>.Build.Dense(Dimension, Dimension);
                a.SetColumn(j, inverse.Column(i) * (i == j ? factor[i, i] : 1));
                whitened.Add(a + a.Transpose());
            }
        for (var a = 0; a < whitened.Count; a++)
            for (var b = 0; b < whitened.Count; b++)
                fisher[Dimension + a, Dimension + b] = 0.5 * whitened[a].PointwiseMultiply(whitened[b]).RowSums().Sum();
        return fisher;
    }

    /// <inheritdoc/>
    public override string ToString() => $"MultivariateGaussian({Dimension}, mean and covariance)";

    static long Entries(long dimension) => dimension + dimension * (dimension + 1) / 2;

    /// <summary>C.</summary>
    Matrix<double> Factor(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        var factor = Matrix<double>.Build.Dense(Dimension, Dimension);
        for (int i = 0, entry = Dimension; i < Dimension; i++)
            for (var j = 0; j <= i; j++, entry++)
                factor[i, j] = i == j ? Elementary.Exp(parameters[entry]) : parameters[entry];
        return factor;
    }
}
