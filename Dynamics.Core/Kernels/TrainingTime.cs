using Dynamics.Geometry;
using Dynamics.Numerics;

namespace Dynamics.Kernels;

/// <summary>
/// How long a model is trained on the squared loss 1/2 |f - y|^2, summed over the examples: along an eigenvector of the tangent kernel
/// with eigenvalue lambda, the share 1 - lambda g(lambda) of the residual is left. A closed union.
/// </summary>
public abstract record TrainingTime
{
    private protected TrainingTime()
    {
    }

    /// <summary>Steps of gradient descent: 1 - lambda g = (1 - eta lambda)^t.</summary>
    /// <param name="learningRate">eta, above 0. For a loss that is a mean over N examples, eta / N.</param>
    /// <param name="steps">t, at least 0.</param>
    public static TrainingTime GradientDescent(double learningRate, int steps)
    {
        Require.Positive(learningRate, nameof(learningRate));
        Require.AtLeast(steps, 0, nameof(steps));
        return new Descent(learningRate, steps);
    }

    /// <summary>Gradient flow: 1 - lambda g = e^(-lambda t).</summary>
    /// <param name="duration">t, at least 0.</param>
    public static TrainingTime GradientFlow(double duration) => new Flow(AtLeastZero(duration, nameof(duration)));

    /// <summary>To the end: 1 - lambda g = 0, where lambda is not 0.</summary>
    public static TrainingTime Infinite { get; } = new End();

    /// <summary>g(lambda), which multiplies the residual at the start; its limit at 0.</summary>
    /// <param name="lambda">An eigenvalue.</param>
    /// <param name="negligible">Below this an eigenvalue is 0 to working precision.</param>
    internal abstract double Learned(double lambda, double negligible);

    static double AtLeastZero(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it needs to be at least 0 and finite.");

    sealed record Descent(double LearningRate, int Steps) : TrainingTime
    {
        internal override double Learned(double lambda, double negligible)
        {
            var product = LearningRate * lambda;
            return Math.Abs(lambda) <= negligible ? LearningRate * Steps
                : product < 1 ? -Elementary.Expm1(Steps * Elementary.Log1p(-product)) / lambda
                : (1 - Elementary.Pow(product - 1, Steps) * (Steps % 2 == 0 ? 1 : -1)) / lambda;
        }
    }

    sealed record Flow(double Duration) : TrainingTime
    {
        internal override double Learned(double lambda, double negligible) =>
            Math.Abs(lambda) <= negligible ? Duration : -Elementary.Expm1(-Duration * lambda) / lambda;
    }

    sealed record End : TrainingTime
    {
        internal override double Learned(double lambda, double negligible) =>
            Math.Abs(lambda) <= negligible ? 0 : lambda > 0 ? 1 / lambda
                : throw new ArgumentException(
                    $"kernel has the eigenvalue {lambda:g3}, along which training has no end; it needs to be positive semi-definite.",
                    "kernel");
    }
}
