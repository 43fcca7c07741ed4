using Dynamics.Architectures;
using Dynamics.Numerics;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Dual moments of an activation as double integrals over the plane, computed a second time: nothing of Core's expansions.
/// </summary>
static class NormalPlane
{
    /// <summary>Nodes along an axis.</summary>
    public const int Nodes = 200;

    /// <summary>Three quarters of them, by which their error is known.</summary>
    public const int Fewer = 3 * Nodes / 4;

    const double Nothing = 1e-40;

    /// <summary>
    /// E[phi(u) phi(v)] and E[phi'(u) phi'(v)] by Gauss-Hermite nodes. Nodes whose weight is below 1e-40 lie beyond 13 standard
    /// deviations, where no activation here is above e^13: they add nothing.
    /// </summary>
    /// <param name="phi">The activation.</param>
    /// <param name="first">The variance of u.</param>
    /// <param name="second">That of v.</param>
    /// <param name="correlation">Of both.</param>
    /// <param name="count">Nodes along an axis.</param>
    public static DualMoments Moments(Activation phi, double first, double second, double correlation, int count = Nodes)
    {
        var rule = GaussHermite.Rule(count);
        (double Z, double Weight)[] nodes = [.. rule.Nodes.Zip(rule.Weights).Where(node => node.Second > Nothing)];
        var (a, b) = (Math.Sqrt(first), Math.Sqrt(second));
        var other = Math.Sqrt((1 - correlation) * (1 + correlation));
        var (product, slopes) = (0.0, 0.0);
        foreach (var (z, weight) in nodes)
        {
            var (inner, innerSlopes) = (0.0, 0.0);
            foreach (var (y, share) in nodes)
            {
                var v = b * (correlation * z + other * y);
                inner += share * phi.Value(v);
                innerSlopes += share * phi.Derivative(v);
            }
            product += weight * phi.Value(a * z) * inner;
            slopes += weight * phi.Derivative(a * z) * innerSlopes;
        }
        return new(product, slopes);
    }
}
