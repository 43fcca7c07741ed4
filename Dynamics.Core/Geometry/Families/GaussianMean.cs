using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>z ~ N(theta, I) in d dimensions: the mean is the parameter, and the natural one.</summary>
public sealed record GaussianMean : IClosedFormFisher, ISampleable, IExponentialFamily
{
    /// <summary>The family in a dimension.</summary>
    /// <param name="dimension">d, at least 1.</param>
    /// <param name="nodes">
    /// Quadrature nodes along each axis: expectations are exact for polynomials of degree 2 nodes - 1 in each coordinate.
    /// The default does the fourth power of the score.
    /// </param>
    public GaussianMean(int dimension, int nodes = 4)
    {
        Require.AtLeast(dimension, 1, nameof(dimension));
        Require.Between(nodes, 1, GaussHermite.MostNodes, nameof(nodes));
        (Dimension, Nodes) = (dimension, nodes);
    }

    /// <summary>d.</summary>
    public int Dimension { get; }

    /// <summary>Quadrature nodes along each axis; 0 for the cubature that has none.</summary>
    public int Nodes { get; private init; }

    /// <summary>
    /// The family with expectations over the 2 d points theta +- sqrt(d) e_i, exact for polynomials of degree 3 in all coordinates
    /// together (Stroud 1971, E_n^r2 3-1), and so for the second moment of the score: for dimensions in which a grid is too large.
    /// </summary>
    /// <param name="dimension">d, at least 1.</param>
    public static GaussianMean WithCubature(int dimension) => new(dimension) { Nodes = 0 };

    /// <inheritdoc/>
    public int ParameterCount => Dimension;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, Dimension, nameof(outcome), this);
        var square = TScalar.Constant(0);
        for (var i = 0; i < Dimension; i++)
        {
            var residual = parameters[i] - outcome[i];
            square += residual * residual;
        }
        return square * -0.5 - Dimension * Elementary.HalfLogTwoPi;
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return Nodes == 0 ? GaussianQuadrature.DegreeThree(parameters) : GaussianQuadrature.Rule(parameters, Nodes);
    }

    /// <summary>d.</summary>
    public int OutcomeLength(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        return Dimension;
    }

    /// <summary>The identity.</summary>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        Require.Room((long)Dimension * Dimension, nameof(parameters));
        return Matrix<double>.Build.DenseIdentity(Dimension);
    }

    /// <summary>z; the carrier is N(0, I).</summary>
    public Vector<double> SufficientStatistic(ReadOnlySpan<double> outcome)
    {
        Require.Length(outcome.Length, Dimension, nameof(outcome), this);
        return Vector<double>.Build.Dense(outcome.ToArray());
    }

    /// <summary>|theta|^2 / 2.</summary>
    public TScalar LogPartition<TScalar>(ReadOnlySpan<TScalar> natural)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(natural.Length, ParameterCount, nameof(natural), this);
        return HalfSquare(natural);
    }

    /// <summary>|eta|^2 / 2: the family is its own dual.</summary>
    public TScalar NegativeEntropy<TScalar>(ReadOnlySpan<TScalar> mean)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(mean.Length, ParameterCount, nameof(mean), this);
        return HalfSquare(mean);
    }

    /// <inheritdoc/>
    public double[] Draw(Vector<double> parameters, RandomStream stream)
    {
        Require.Parameters(this, parameters);
        ArgumentNullException.ThrowIfNull(stream);
        return [.. parameters + stream.NormalVector(Dimension)];
    }

    /// <inheritdoc/>
    public override string ToString() => $"GaussianMean({Dimension})";

    static TScalar HalfSquare<TScalar>(ReadOnlySpan<TScalar> x)
        where TScalar : struct, IScalar<TScalar>
    {
        var square = TScalar.Constant(0);
        foreach (var entry in x)
            square += entry * entry;
        return square * .5;
    }
}
