using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>What every chart can do because it is written over a generic scalar.</summary>
public static class ChartCalculus
{
    /// <summary>theta = chart(phi).</summary>
    /// <exception cref="ArgumentException">phi does not fit the chart.</exception>
    public static Vector<double> Apply(this IChart chart, Vector<double> phi)
    {
        ArgumentNullException.ThrowIfNull(chart);
        Require.Length(phi, chart.Dimension, nameof(phi), chart);
        Real[] point = [.. phi.Select(Real.Constant)];
        var theta = new Real[point.Length];
        chart.Map<Real>(point, theta);
        return Vector<double>.Build.Dense(theta.Length, i => theta[i].Value);
    }

    /// <summary>J = d theta / d phi at phi, P x P: row i is the gradient of theta_i.</summary>
    /// <exception cref="ArgumentException">phi does not fit the chart.</exception>
    public static Matrix<double> Jacobian(this IChart chart, Vector<double> phi)
    {
        ArgumentNullException.ThrowIfNull(chart);
        Require.Length(phi, chart.Dimension, nameof(phi), chart);
        Require.Finite(phi, nameof(phi));
        Require.Room((long)phi.Count * phi.Count, nameof(phi));
        Dual[] point = [.. phi.Select(Dual.Constant)];
        var theta = new Dual[point.Length];
        var jacobian = Matrix<double>.Build.Dense(point.Length, point.Length);
        for (var j = 0; j < point.Length; j++)
        {
            point[j] = new(phi[j], 1);
            chart.Map<Dual>(point, theta);
            for (var i = 0; i < theta.Length; i++)
                jacobian[i, j] = theta[i].Derivative;
            point[j] = Dual.Constant(phi[j]);
        }
        return jacobian;
    }
}
