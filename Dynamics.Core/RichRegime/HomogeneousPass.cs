namespace Dynamics.RichRegime;

/// <summary>What a pass through a <see cref="HomogeneousNetwork"/> gives.</summary>
/// <param name="Outputs">f(x_i), N.</param>
/// <param name="Gradient">The weighted sum of the gradients of the outputs, P.</param>
/// <param name="SquaredGradientNorms">|grad f(x_i)|^2, N.</param>
public sealed record HomogeneousPass(double[] Outputs, double[] Gradient, double[] SquaredGradientNorms);
