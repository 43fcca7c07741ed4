using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Laws;

/// <summary>One side of a law: what it is called, and its numbers.</summary>
public sealed class Side
{
    const int Shown = 6;

    readonly double[][] _rows;
    readonly Func<int, string>? _coordinate;

    Side(string name, double[][] rows, object? source, Func<int, string>? coordinate) =>
        (Name, _rows, Source, _coordinate) = (name, rows, source, coordinate);

    public string Name { get; }

    /// <summary>
    /// The object that the numbers were read from, or null where they are numbers: two sides that share it are one side.
    /// </summary>
    internal object? Source { get; }

    internal bool IsEmpty => !Numbers.Any();

    /// <summary>Whether one of the numbers is none.</summary>
    internal bool HasNaN => Numbers.Any(double.IsNaN);

    /// <summary>The root of the sum of squares.</summary>
    internal double Norm => Numbers.Norm();

    public static Side Of(string name, double value) => new(name, [[value]], null, null);

    public static Side Of(string name, IEnumerable<double> values) => new(name, [[.. values]], values, null);

    public static Side Of(string name, Matrix<double> matrix) => new(name, matrix.ToRowArrays(), matrix, null);

    internal Side Naming(Func<int, string> coordinate) => new(Name, _rows, Source, coordinate);

    /// <summary>The same name and the same bits.</summary>
    public bool IsSameAs(Side other) =>
        Name == other.Name && _rows.Length == other._rows.Length
        && _rows.Zip(other._rows, (a, b) => a.AsSpan().SequenceEqual(b) || BitsOf(a).SequenceEqual(BitsOf(b))).All(same => same);

    /// <summary>
    /// The coordinates in which two sides of one shape differ most, the largest difference first; empty for single numbers.
    /// </summary>
    internal string DifferencesFrom(Side other)
    {
        var (mine, others) = (Numbers.ToArray(), other.Numbers.ToArray());
        if (mine.Length != others.Length) return $"{mine.Length} numbers against {others.Length}";
        if (mine.Length < 2) return "";
        var apart = Enumerable.Range(0, mine.Length).Where(i => mine[i] != others[i])
            .OrderByDescending(i => Apart(mine[i], others[i])).ToArray();
        if (apart.Length == 0) return "";
        var largest = Apart(mine[apart[0]], others[apart[0]]);
        var worst = apart.TakeWhile(i => !(Apart(mine[i], others[i]) < largest / 1000)).ToArray();
        return $"{worst.Length} of {mine.Length} coordinates, the most in "
            + string.Join(", ", worst.Take(Shown).Select(i => $"{Coordinate(i)}: {Show(mine[i])} against {Show(others[i])}"))
            + (worst.Length > Shown ? ", …" : "");
    }

    /// <summary>The numbers, on one line; of a large side its first corner.</summary>
    public override string ToString() =>
        _rows is [[var single]] ? Show(single)
        : _rows is [var row] ? ShowRow(row)
        : "[" + string.Join(", ", _rows.Take(Shown).Select(ShowRow)) + (_rows.Length > Shown ? $", … {_rows.Length} rows]" : "]");

    IEnumerable<double> Numbers => _rows.SelectMany(row => row);

    string Coordinate(int i) => _coordinate is { } name ? name(i) : _rows.Length == 1
        ? $"[{i}]" : $"[{i / _rows[0].Length}, {i % _rows[0].Length}]";

    static double Apart(double a, double b) => double.IsNaN(a - b) ? double.PositiveInfinity : Math.Abs(a - b);

    static string ShowRow(double[] row) =>
        "[" + string.Join(", ", row.Take(Shown).Select(Show)) + (row.Length > Shown ? $", … {row.Length} numbers]" : "]");

    static string Show(double value) => value.ToString("G9", CultureInfo.InvariantCulture);

    static IEnumerable<long> BitsOf(double[] row) => row.Select(BitConverter.DoubleToInt64Bits);
}
