using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>sum_i w_i v_i v_i^T, exactly symmetric, accumulated in the order in which the terms come.</summary>
/// <param name="name">What the vectors come from, as its caller knows it.</param>
sealed class OuterProductSum(string name)
{
    double[] _lower = [];
    int _size = -1;

    public void Add(double weight, Vector<double> v)
    {
        if (_size < 0)
        {
            Require.Room((long)v.Count * v.Count, name);
            (_size, _lower) = (v.Count, new double[v.Count * v.Count]);
        }

        Require.Length(v, _size, name, "its first value");
        var entries = v.AsArray() ?? v.ToArray();
        for (var column = 0; column < _size; column++)
        {
            var scaled = weight * entries[column];
            if (scaled == 0)
                continue;
            var below = _lower.AsSpan(column * _size + column, _size - column);
            ReadOnlySpan<double> rest = entries.AsSpan(column, _size - column);
            for (var i = 0; i < below.Length; i++)
                below[i] += scaled * rest[i];
        }
    }

    public Matrix<double> ToMatrix()
    {
        for (var column = 0; column < _size; column++)
            for (var row = column + 1; row < _size; row++)
                _lower[row * _size + column] = _lower[column * _size + row];
        return Matrix<double>.Build.Dense(_size, _size, _lower);
    }
}
