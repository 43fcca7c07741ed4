using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Laws;

/// <summary>Generators of numbers with few digits, so that a failure can be read and typed.</summary>
public static class Drawn
{
    const int Thousand = 1000;

    /// <summary>A number in [low, high] with three decimals.</summary>
    public static FsCheck.Gen<double> Number(double low, double high) =>
        Gen.Choose((int)Math.Round(low * Thousand), (int)Math.Round(high * Thousand)).Select(n => n / (double)Thousand);

    /// <summary>A vector of such numbers.</summary>
    public static FsCheck.Gen<Vector<double>> Vector(int count, double low, double high) =>
        Number(low, high).ArrayOf(count).Select(values => Vector<double>.Build.Dense(values));

    /// <summary>A matrix of such numbers.</summary>
    public static FsCheck.Gen<Matrix<double>> Matrix(int rows, int columns, double low, double high) =>
        Number(low, high).ArrayOf(rows * columns).Select(values => Matrix<double>.Build.Dense(rows, columns, values));
}
