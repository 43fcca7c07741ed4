using Dynamics.Numerics;

namespace Dynamics.Geometry;

/// <summary>-log p(z | theta) as a function of theta, for one observed outcome z. It may be shared between threads.</summary>
public sealed class NegativeLogLikelihood : IScalarFunction
{
    readonly IStatisticalModel _model;
    readonly double[] _outcome;

    /// <summary>The loss of one observation.</summary>
    /// <param name="model">The family.</param>
    /// <param name="outcome">z; copied.</param>
    public NegativeLogLikelihood(IStatisticalModel model, ReadOnlySpan<double> outcome)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _outcome = outcome.ToArray();
    }

    /// <inheritdoc/>
    public T Evaluate<T>(ReadOnlySpan<T> x)
        where T : struct, IScalar<T>
    {
        Require.Length(x.Length, _model.ParameterCount, nameof(x), _model);
        return -_model.LogDensity(x, _outcome);
    }
}
