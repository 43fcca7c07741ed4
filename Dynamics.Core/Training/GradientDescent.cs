using Dynamics.Networks;
using Dynamics.Numerics;

namespace Dynamics.Training;

/// <summary>
/// theta - eta v, with v = mu v + g: gradient descent, and with momentum mu the heavy ball (Polyak 1964). On mini-batches it is stochastic
/// gradient descent.
/// </summary>
public sealed record GradientDescent : Optimiser
{
    /// <summary>Gradient descent.</summary>
    /// <param name="rate">eta.</param>
    /// <param name="momentum">mu, at least 0 and below 1.</param>
    /// <param name="weightDecay">lambda, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public GradientDescent(Schedule rate, double momentum = 0, double weightDecay = 0)
        : base(rate, NotNegative(weightDecay, nameof(weightDecay))) => Momentum = Share(momentum, nameof(momentum));

    /// <summary>mu.</summary>
    public double Momentum { get; }

    /// <inheritdoc/>
    public override int MemoryCount => Momentum == 0 ? 0 : 1;

    private protected override void Move(
        double rate, int step, Span<double> parameters, ReadOnlySpan<double> gradient, IReadOnlyList<double[]> memory, int offset)
    {
        if (Momentum == 0)
        {
            Chains.AddMultiple(parameters, -rate, gradient);
            return;
        }

        var velocity = memory[0].AsSpan(offset, parameters.Length);
        Chains.ScaleAndAdd(velocity, Momentum, gradient);
        Chains.AddMultiple(parameters, -rate, velocity);
    }

    private protected override double FactorOf(ParameterBlock block) => block.DescentFactor;
}
