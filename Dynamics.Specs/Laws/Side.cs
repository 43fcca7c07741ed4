using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Laws;

/// <summary>One side of a law: what it is called, and its numbers.</summary>
public sealed class Side
{
    const int ShownRows = 6;

    readonly double[][] _rows;

    Side(string name, double[][] rows) => (Name, _rows) = (name, rows);

    public string Name { get; }

    public static Side Of(string name, double value) => new(name, [[value]]);

    public static Side Of(string name, IEnumerable<double> values) => new(name, [[.. values]]);

    public static Side Of(string name, Matrix<double> matrix) => new(name, matrix.ToRowArrays());

    /// <summary>The same name and the same bits.</summary>
    public bool IsSameAs(Side other) =>
        Name == other.Name && _rows.Length == other._rows.Length
        && _rows.Zip(other._rows, (a, b) => a.AsSpan().SequenceEqual(b) || BitsOf(a).SequenceEqual(BitsOf(b))).All(same => same);

    /// <summary>The numbers; of a large matrix its first corner.</summary>
    public override string ToString() =>
        _rows is [[var single]] ? Show(single)
        : _rows is [var row] ? ShowRow(row)
        : "[" + string.Join(", ", _rows.Take(ShownRows).Select(ShowRow)) + (_rows.Length > ShownRows ? $", … {_rows.Length} rows]" : "]");

    static string ShowRow(double[] row) =>
        "[" + string.Join(", ", row.Take(ShownRows).Select(Show)) + (row.Length > ShownRows ? $", … {row.Length} numbers]" : "]");

    static string Show(double value) => value.ToString("G9", CultureInfo.InvariantCulture);

    static IEnumerable<long> BitsOf(double[] row) => row.Select(BitConverter.DoubleToInt64Bits);
}
