using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>Rows x columns numbers, stored column by column in a part of an array: a batch of examples, or the parameters of a layer.</summary>
readonly record struct Block(double[] Storage, int Offset, int Rows, int Columns)
{
    public int Count => Rows * Columns;

    public Span<double> Values => Storage.AsSpan(Offset, Count);

    public Span<double> Column(int j) => Storage.AsSpan(Offset + j * Rows, Rows);

    public static Block Zero(int rows, int columns) => new(new double[rows * columns], 0, rows, columns);

    /// <summary>Shares the storage of a dense matrix.</summary>
    public static Block Of(Matrix<double> matrix) => new(matrix.AsColumnMajorArray() ?? matrix.ToColumnMajorArray(), 0, matrix.RowCount, matrix.ColumnCount);

    public Block Map(Func<double, double> f)
    {
        var result = Zero(Rows, Columns);
        var from = Values;
        var to = result.Values;
        for (var i = 0; i < from.Length; i++) to[i] = f(from[i]);
        return result;
    }

    public Matrix<double> ToMatrix() => Matrix<double>.Build.Dense(Rows, Columns, Values.ToArray());
}
