using Dynamics.Architectures;
using Dynamics.Geometry;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>
/// How much the hidden layer of a network changes while it is trained, in different parameterisations (Yang and Hu 2021).
/// </summary>
public static class FeatureChange
{
    const int Examples = 8;
    const int Steps = 8;

    /// <summary>
    /// The learning rate at which widths are compared: constant for NTK and maximal update, proportional to the width for mean-field.
    /// </summary>
    /// <param name="parameterization">NTK, maximal update or mean-field.</param>
    /// <param name="width">The number of hidden neurons.</param>
    /// <exception cref="ArgumentException">There is no parameterisation, or no width.</exception>
    public static double LearningRate(Parameterization parameterization, int width)
    {
        ArgumentNullException.ThrowIfNull(parameterization);
        Require.Size(width, nameof(width));
        return .1 * (parameterization == Parameterization.MeanField ? width : 1);
    }

    /// <summary>
    /// |H_T - H_0| / |H_0| in the Frobenius norm, H being the pre-activations of one hidden tanh layer on 8 points of a half circle, after
    /// 8 steps of gradient descent on the sum of squared losses.
    /// </summary>
    /// <param name="parameterization">How the width enters.</param>
    /// <param name="width">The number of hidden neurons, at least 1.</param>
    /// <param name="learningRate">eta.</param>
    /// <param name="stream">Where the weights come from.</param>
    /// <exception cref="DivergedException">The weights stop being finite.</exception>
    public static double Relative(Parameterization parameterization, int width, double learningRate, RandomStream stream) =>
        Follow(parameterization, width, learningRate, Steps, stream)[^1].Change;

    /// <summary>
    /// The same training for any number of steps: at each, from the start, |H_t - H_0| / |H_0| and the loss, the sum of 1/2 (f - y)^2 over
    /// the 8 points.
    /// </summary>
    /// <param name="parameterization">How the width enters.</param>
    /// <param name="width">The number of hidden neurons, at least 1.</param>
    /// <param name="learningRate">eta.</param>
    /// <param name="steps">At least 0.</param>
    /// <param name="stream">Where the weights come from.</param>
    /// <exception cref="DivergedException">The weights stop being finite.</exception>
    public static IReadOnlyList<(double Change, double Loss)> Follow(
        Parameterization parameterization, int width, double learningRate, int steps, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(parameterization);
        Require.Size(width, nameof(width));
        Require.Finite(learningRate, nameof(learningRate));
        Require.Steps(steps, nameof(steps));
        ArgumentNullException.ThrowIfNull(stream);
        var network = new Network(new(Shape.Vector(2), new Dense(width), new Activated(Activations.Tanh), new Dense(1)), parameterization);
        var start = network.DrawParameters(stream);
        var (theta, before) = (start, Hidden(start, width));
        List<(double Change, double Loss)> points = [];
        while (true)
        {
            var residual = network.Outputs(theta, Inputs) - Targets;
            points.Add(((Hidden(theta, width) - before).FrobeniusNorm() / before.FrobeniusNorm(),
                residual.PointwiseMultiply(residual).Enumerate().Sum() / 2));
            if (points.Count > steps) return points;
            theta -= learningRate * network.TransposedJacobianVectorProduct(theta, Inputs, residual);
            DivergedException.ThrowIfNotFinite(theta, points.Count);
        }
    }

    static Matrix<double> Inputs { get; } = Matrix<double>.Build.Dense(
        Examples, 2, (i, k) => k == 0 ? Elementary.Cos(Angle(i)) : Elementary.Sin(Angle(i)));

    static Matrix<double> Targets { get; } = Matrix<double>.Build.Dense(
        Examples, 1, (i, _) => Elementary.Sin(2 * Angle(i)) + .5 * Elementary.Cos(3 * Angle(i)));

    /// <summary>Up to the multiplier of the layer; weights are the first block of the parameters, neuron by neuron.</summary>
    static Matrix<double> Hidden(Vector<double> theta, int width) =>
        MatrixProduct.WithTransposed(Inputs, Matrix<double>.Build.DenseOfRowMajor(width, 2, theta.SubVector(0, 2 * width)));

    static double Angle(int example) => Math.PI * (example + .5) / Examples;
}
