using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// y_i = a e^(-b x_i) + tanh(c x_i) plus independent N(0, sigma^2) noise at each of N fixed inputs; theta = (a, b, c), an outcome is
/// (y_1, .., y_N). A decay on top of a saturating trend: nonlinear in two of its parameters, with no symmetry between them.
/// </summary>
public sealed record NonlinearRegression : IClosedFormFisher
{
    readonly double[] _inputs;

    /// <summary>The regression on its inputs.</summary>
    /// <param name="inputs">x, N numbers; copied.</param>
    /// <param name="noise">sigma, known, positive.</param>
    /// <param name="nodes">
    /// Quadrature nodes along each axis, of which there are N: expectations are exact for polynomials of degree 2 nodes - 1 in each
    /// y_i. The default does the fourth power of the score.
    /// </param>
    public NonlinearRegression(Vector<double> inputs, double noise = 1, int nodes = 3)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Require.Finite(inputs, nameof(inputs));
        Require.Between(nodes, 1, GaussHermite.MostNodes, nameof(nodes));
        Require.Positive(noise, nameof(noise));
        (_inputs, Noise, Nodes) = (inputs.ToArray(), noise, nodes);
    }

    /// <summary>N.</summary>
    public int InputCount => _inputs.Length;

    /// <summary>sigma.</summary>
    public double Noise { get; }

    /// <summary>Quadrature nodes along each axis.</summary>
    public int Nodes { get; }

    /// <inheritdoc/>
    public int ParameterCount => 3;

    /// <inheritdoc/>
    public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outcome.Length, InputCount, nameof(outcome), this);
        var square = TScalar.Constant(0);
        for (var i = 0; i < InputCount; i++)
        {
            var residual = (Mean(parameters, i) - outcome[i]) / Noise;
            square += residual * residual;
        }
        return square * -0.5 - InputCount * (Elementary.HalfLogTwoPi + Elementary.Log(Noise));
    }

    /// <inheritdoc/>
    public ExpectationRule Expectation(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        Real[] point = [.. parameters.Select(Real.Constant)];
        var standard = GaussianQuadrature.Rule(Vector<double>.Build.Dense(InputCount), Nodes);
        double[] means = [.. Enumerable.Range(0, InputCount).Select(i => Mean<Real>(point, i).Value)];
        return new(
            Require.Outcomes(
                [.. Enumerable.Range(0, standard.Count * InputCount).Select(
                    k => means[k % InputCount] + Noise * standard.Outcome(k / InputCount)[k % InputCount])],
                this, parameters),
            [.. Enumerable.Range(0, standard.Count).Select(standard.Weight)],
            0);
    }

    /// <summary>J^T J / sigma^2, with row (e^(-b x), -a x e^(-b x), x (1 - tanh^2(c x))) of J for each input.</summary>
    public Matrix<double> ClosedFormFisher(Vector<double> parameters)
    {
        Require.Parameters(this, parameters);
        var jacobian = Matrix<double>.Build.Dense(InputCount, ParameterCount);
        for (var i = 0; i < InputCount; i++)
        {
            var (x, decay, tanh) = (_inputs[i], Elementary.Exp(-parameters[1] * _inputs[i]), Elementary.Tanh(parameters[2] * _inputs[i]));
            jacobian.SetRow(i, [decay, -parameters[0] * x * decay, x * (1 - tanh * tanh)]);
        }
        return jacobian.TransposeThisAndMultiply(jacobian) / (Noise * Noise);
    }

    /// <inheritdoc/>
    public bool Equals(NonlinearRegression? other) =>
        other is not null && Noise == other.Noise && Nodes == other.Nodes && _inputs.AsSpan().SequenceEqual(other._inputs);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(InputCount, Noise, Nodes);

    /// <inheritdoc/>
    public override string ToString() => $"NonlinearRegression(x = {string.Join(", ", _inputs)}; noise {Noise})";

    TScalar Mean<TScalar>(ReadOnlySpan<TScalar> parameters, int i)
        where TScalar : struct, IScalar<TScalar> =>
        parameters[0] * TScalar.Exp(parameters[1] * -_inputs[i]) + TScalar.Tanh(parameters[2] * _inputs[i]);
}
