using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>How far a linear rule keeps its examples from its boundary.</summary>
public static class Margin
{
    /// <summary>
    /// min_i y_i &lt;x_i, w&gt; / |w|: the distance of the nearest example to the boundary, negative if one is on the wrong side.
    /// </summary>
    /// <param name="signedInputs">Rows y_i x_i with y_i = +-1, N x D.</param>
    /// <param name="weights">w, length D, not zero.</param>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, there is no example, or w is zero.</exception>
    public static double Of(Matrix<double> signedInputs, Vector<double> weights)
    {
        ArgumentNullException.ThrowIfNull(signedInputs);
        Require.AtLeast(signedInputs.RowCount, 1, "signedInputs.RowCount");
        Require.Finite(signedInputs, nameof(signedInputs));
        Require.Length(weights, signedInputs.ColumnCount, nameof(weights), "signedInputs");
        Require.Finite(weights, nameof(weights));
        var norm = weights.L2Norm();
        if (norm == 0) throw new ArgumentException("weights are zero; a margin needs a direction.", nameof(weights));
        return (signedInputs * weights).Minimum() / norm;
    }
}
