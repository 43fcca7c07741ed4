using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>Points spread evenly over half of the unit circle, none of them opposite to another.</summary>
static class HalfCircle
{
    /// <summary>N x 2.</summary>
    /// <param name="count">N.</param>
    /// <param name="between">How far each is moved towards the next, in distances between them.</param>
    public static Matrix<double> Points(int count, double between = 0) =>
        Matrix<double>.Build.Dense(count, 2, (i, k) => k == 0 ? Math.Cos(Angle(i + between, count)) : Math.Sin(Angle(i + between, count)));

    /// <summary>Of a point.</summary>
    public static double Angle(double point, int count) => Math.PI * (point + .5) / count;
}
