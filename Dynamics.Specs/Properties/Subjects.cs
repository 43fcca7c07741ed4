using System.Globalization;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Properties;

/// <summary>A number of rows, columns or examples, at least 1.</summary>
public readonly record struct Size(int Value)
{
    public static implicit operator int(Size size) => size.Value;

    public override string ToString() => $"{Value}";
}

/// <summary>A seed, and what a property draws from it.</summary>
public readonly record struct Seed(int Value)
{
    const int Tenths = 10;

    public RandomStream Open(string name = "numbers") => RandomStream.FromSeed((ulong)Value).Substream(name);

    /// <summary>A matrix of numbers from -2 to 2 with one decimal.</summary>
    public Matrix<double> Matrix(int rows, int columns, string name = "numbers")
    {
        var stream = Open(name);
        return Matrix<double>.Build.Dense(rows, columns, (_, _) => (stream.NextInt32(4 * Tenths + 1) - 2 * Tenths) / (double)Tenths);
    }

    public Vector<double> Vector(int length, string name = "numbers") => Matrix(length, 1, name).Column(0);

    public override string ToString() => $"seed {Value}";
}

/// <summary>A small matrix that prints as its rows.</summary>
public sealed record Grid(Matrix<double> Values)
{
    public static implicit operator Matrix<double>(Grid grid) => grid.Values;

    public int Rows => Values.RowCount;

    public int Columns => Values.ColumnCount;

    public override string ToString() =>
        $"{Rows} x {Columns} [{string.Join("; ", Values.EnumerateRows().Select(row => string.Join(", ", row.Select(Number))))}]";

    internal static string Number(double x) => x.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>R R^T with R n x (n + 2): symmetric, and positive definite but for a set of measure zero.</summary>
public sealed record PositiveDefinite(Size Size, Seed Seed)
{
    readonly Lazy<Matrix<double>> _values = new(() =>
    {
        var root = Seed.Open("root").NormalMatrix(Size, Size + 2);
        return root.TransposeAndMultiply(root);
    });

    public static implicit operator Matrix<double>(PositiveDefinite matrix) => matrix._values.Value;

    public Matrix<double> Values => _values.Value;

    public override string ToString() => Size <= 4 ? $"{Seed}, {new Grid(Values)}" : $"{Seed}, {Size} x {Size}";
}

/// <summary>
/// Doubles of every sort: half of them random bits, subnormal numbers, infinities and NaN among them; half of moderate size.
/// </summary>
public sealed record AnyDoubles(double[] Values)
{
    public static AnyDoubles Of(int count, ulong seed)
    {
        var stream = RandomStream.FromSeed(seed);
        return new([.. Enumerable.Range(0, count).Select(_ => stream.NextInt32(2) == 0
            ? BitConverter.UInt64BitsToDouble(stream.NextUInt64())
            : stream.NextNormal() * Math.ScaleB(1, stream.NextInt32(40) - 30))]);
    }

    public IEnumerable<AnyDoubles> Simpler() => Values.Length == 1
        ? Laws.Simpler.Number(Values[0]).Where(double.IsFinite).Select(x => new AnyDoubles([x]))
        : [new(Values[..(Values.Length / 2)]), new(Values[(Values.Length / 2)..]), new(Values[1..]), new(Values[..^1])];

    public override string ToString() => $"[{string.Join(", ", Values.Select(Grid.Number))}]";
}
