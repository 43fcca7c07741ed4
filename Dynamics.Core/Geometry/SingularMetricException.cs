namespace Dynamics.Geometry;

/// <summary>A metric that is singular or indefinite to working precision, where a positive definite one is needed.</summary>
/// <param name="message">What was found.</param>
/// <param name="argument">The argument's name.</param>
public sealed class SingularMetricException(string message, string argument) : ArgumentException(message, argument);
