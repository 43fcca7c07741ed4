using System.Globalization;

namespace Dynamics.Architectures;

/// <summary>The activations of the theory. One of your own derives from <see cref="Activation"/>.</summary>
public static class Activations
{
    /// <summary>x.</summary>
    public static Activation Identity { get; } = new PiecewiseLinear("identity", 1, 1);

    /// <summary>max(x, 0).</summary>
    public static Activation Relu { get; } = new PiecewiseLinear("relu", 0, 1);

    /// <summary>|x|.</summary>
    public static Activation Abs { get; } = new PiecewiseLinear("abs", -1, 1);

    /// <summary>x above zero, slope x below.</summary>
    /// <param name="slope">The slope below zero.</param>
    public static Activation LeakyRelu(double slope) =>
        new PiecewiseLinear(string.Create(CultureInfo.InvariantCulture, $"leaky_relu({slope})"), slope, 1);

    /// <summary>The error function.</summary>
    public static Activation Erf { get; } = new ErrorFunction();

    /// <summary>The hyperbolic tangent.</summary>
    public static Activation Tanh { get; } = new Tanh();

    /// <summary>1 / (1 + e^-x).</summary>
    public static Activation Sigmoid { get; } = new Sigmoid();

    /// <summary>log(1 + e^x).</summary>
    public static Activation Softplus { get; } = new Softplus();

    /// <summary>x (1 + erf(x / sqrt 2)) / 2.</summary>
    public static Activation Gelu { get; } = new Gelu();

    /// <summary>x sigmoid(x).</summary>
    public static Activation Silu { get; } = new Silu();

    /// <summary>sin x.</summary>
    public static Activation Sin { get; } = new Sine();

    /// <summary>cos x.</summary>
    public static Activation Cos { get; } = new Cosine();

    /// <summary>e^x.</summary>
    public static Activation Exp { get; } = new Exponential();

    /// <summary>e^(-x^2).</summary>
    public static Activation Gaussian { get; } = new GaussianBump();

    /// <summary>x^degree.</summary>
    /// <param name="degree">At least 1.</param>
    public static Activation Monomial(int degree) => new Monomial(degree);

    /// <summary>One of each kind.</summary>
    public static IReadOnlyList<Activation> All { get; } =
        [Identity, Relu, LeakyRelu(.2), Abs, Erf, Tanh, Sigmoid, Softplus, Gelu, Silu, Sin, Cos, Exp, Gaussian, Monomial(2), Monomial(3)];
}
