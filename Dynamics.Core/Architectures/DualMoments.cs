namespace Dynamics.Architectures;

/// <summary>The dual activations of a pair of centred normal variables (u, v) (Daniely, Frostig and Singer 2016).</summary>
/// <param name="Product">E[phi(u) phi(v)].</param>
/// <param name="DerivativeProduct">E[phi'(u) phi'(v)].</param>
/// <param name="Error">
/// Where they come by quadrature, a bound for either error over sqrt(E[phi(u)^2] E[phi(v)^2]) or the like of the derivatives, as
/// estimated; 0 for a closed form. Small at any variance where u and v are one, mirror images or independent; where they are none of these
/// it grows with the variance and the correlation, and is infinite where the nodes of an expansion do not resolve the activation.
/// </param>
public readonly record struct DualMoments(double Product, double DerivativeProduct, double Error = 0);
