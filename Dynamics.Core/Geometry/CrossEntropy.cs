using Dynamics.Numerics;

namespace Dynamics.Geometry;

/// <summary>
/// -E[log p(z | theta)] as a function of theta, where z follows a fixed rule: the expected loss to a target. It is KL(target, p_theta)
/// up to a constant. It may be shared between threads.
/// </summary>
/// <param name="model">The family.</param>
/// <param name="target">The distribution of z.</param>
public sealed class CrossEntropy(IStatisticalModel model, ExpectationRule target) : IScalarFunction
{
    readonly IStatisticalModel _model = Require.There(model, nameof(model));
    readonly ExpectationRule _target = Require.There(target, nameof(target));

    /// <inheritdoc/>
    public T Evaluate<T>(ReadOnlySpan<T> x)
        where T : struct, IScalar<T>
    {
        Require.Length(x.Length, _model.ParameterCount, nameof(x), _model);
        return _model.CrossEntropy(x, _target);
    }
}
