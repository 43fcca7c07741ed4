using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>A model that outcomes can be drawn from.</summary>
public interface ISampleable : IStatisticalModel
{
    /// <summary>One outcome z ~ p(. | theta).</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="stream">Where the randomness comes from; it moves on.</param>
    double[] Draw(Vector<double> parameters, RandomStream stream);
}
