using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>sum_i w_i v_i v_i^T, exactly symmetric, accumulated in the order in which the terms come.</summary>
internal sealed class OuterProductSum
{
    private double[] lower = [];
    private int size = -1;

    public void Add(double weight, Vector<double> v)
    {
        if (size < 0)
            (size, lower) = (v.Count, new double[v.Count * v.Count]);
        double[] entries = v.AsArray() ?? v.ToArray();
        for (int column = 0; column < size; column++)
        {
            double scaled = weight * entries[column];
            if (scaled == 0)
                continue;
            Span<double> below = lower.AsSpan(column * size + column, size - column);
            ReadOnlySpan<double> rest = entries.AsSpan(column, size - column);
            for (int i = 0; i < below.Length; i++)
                below[i] += scaled * rest[i];
        }
    }

    public Matrix<double> ToMatrix()
    {
        for (int column = 0; column < size; column++)
            for (int row = column + 1; row < size; row++)
                lower[row * size + column] = lower[column * size + row];
        return Matrix<double>.Build.Dense(size, size, lower);
    }
}
