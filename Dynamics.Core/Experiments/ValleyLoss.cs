using Dynamics.Geometry;
using Dynamics.Numerics;

namespace Dynamics.Experiments;

/// <summary>scale / 2 [(1-x)^2 + b^2 (y-x^2)^2], with its minimum, 0, at (1, 1). Twice b = 10 is Rosenbrock's function (1960).</summary>
/// <param name="Curvature">b.</param>
/// <param name="Scale">
/// 1 for the negative log-likelihood of the observation (1, 0) of <see cref="Geometry.Families.CurvedValleyModel"/>, up to a constant.
/// </param>
public sealed record ValleyLoss(double Curvature = 10, double Scale = 1) : IScalarFunction
{
    /// <inheritdoc/>
    public T Evaluate<T>(ReadOnlySpan<T> x)
        where T : struct, IScalar<T>
    {
        Require.Length(x.Length, 2, nameof(x), this);
        var along = 1 - x[0];
        var across = (x[1] - x[0] * x[0]) * Curvature;
        return (along * along + across * across) * (Scale / 2);
    }
}
