namespace Dynamics.RichRegime;

/// <summary>The weights of a <see cref="ParityNetwork"/> in three numbers.</summary>
/// <param name="Energy">The share of the squared weights on the two coordinates that matter.</param>
/// <param name="Signal">The root mean square along the direction that grows.</param>
/// <param name="Noise">The root mean square of one other weight.</param>
public readonly record struct ParityWeights(double Energy, double Signal, double Noise);
