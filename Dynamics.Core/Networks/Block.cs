using Dynamics.Architectures;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>
/// Rows x columns numbers, stored column by column in a part of an array: a batch of examples, or the parameters of a layer.
/// </summary>
readonly record struct Block(double[] Storage, int Offset, int Rows, int Columns)
{
    public int Count => Rows * Columns;

    public Span<double> Values => Storage.AsSpan(Offset, Count);

    public MatrixView View => new(Storage, Offset, Rows, Columns, 1, Rows);

    public Span<double> Column(int j) => Storage.AsSpan(Offset + j * Rows, Rows);

    public static Block Zero(int rows, int columns)
    {
        var block = New(rows, columns);
        block.Values.Clear();
        return block;
    }

    /// <summary>With whatever was there before: for a result that is written whole.</summary>
    public static Block New(int rows, int columns) => new(Workspace.Take(rows * columns), 0, rows, columns);

    /// <summary>Shares the storage of a dense matrix.</summary>
    public static Block Of(Matrix<double> matrix) =>
        new(matrix.AsColumnMajorArray() ?? matrix.ToColumnMajorArray(), 0, matrix.RowCount, matrix.ColumnCount);

    public Block Map(EachNumber f)
    {
        var result = New(Rows, Columns);
        f(Values, result.Values);
        return result;
    }

    public (Block Values, Block Slopes) MapWithSlopes(Activation activation)
    {
        var (values, slopes) = (New(Rows, Columns), New(Rows, Columns));
        activation.ValuesAndDerivatives(Values, values.Values, slopes.Values);
        return (values, slopes);
    }

    public Matrix<double> ToMatrix() => Matrix<double>.Build.Dense(Rows, Columns, Values.ToArray());
}
