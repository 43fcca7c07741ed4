using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>Preconditions. Each message names the argument, what it has and what it needs.</summary>
static class Require
{
    const int MostSteps = 100_000_000;
    const int MostThreads = 1024;
    const int MostOfASize = 1_000_000;
    const int AlwaysHeld = 1 << 22;
    const double Gigabyte = 1 << 30;

    public static void Parameters(IStatisticalModel model, Vector<double> parameters, string name = "parameters") =>
        Parameters(parameters, model.ParameterCount, name, model);

    public static void Parameters(Vector<double> parameters, int needed, string name, object owner)
    {
        Length(parameters, needed, name, owner);
        Finite(parameters, name);
    }

    public static void Length(Vector<double> vector, int needed, string name, object owner)
    {
        ArgumentNullException.ThrowIfNull(vector, name);
        if (vector.Count != needed)
            throw new ArgumentException($"{name} has {vector.Count} entries; {owner} needs {needed}.", name);
    }

    public static void Finite(Vector<double> vector, string name)
    {
        if (vector.AsArray() is { } entries && AreFinite(entries)) return;
        for (var i = 0; i < vector.Count; i++)
            if (!double.IsFinite(vector[i]))
                throw new ArgumentException($"{name}[{i}] is {vector[i]}; it needs to be finite.", name);
    }

    public static void Shape(Matrix<double> matrix, int rows, int columns, string name)
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        if (matrix.RowCount != rows || matrix.ColumnCount != columns)
            throw new ArgumentException(
                $"{name} is {matrix.RowCount} x {matrix.ColumnCount}; it needs to be {rows} x {columns}.", name);
    }

    public static void Finite(Matrix<double> matrix, string name)
    {
        if (matrix.AsColumnMajorArray() is { } entries && AreFinite(entries)) return;
        for (var column = 0; column < matrix.ColumnCount; column++)
            for (var row = 0; row < matrix.RowCount; row++)
                if (!double.IsFinite(matrix[row, column]))
                    throw new ArgumentException(
                        $"{name}[{row}, {column}] is {matrix[row, column]}; it needs to be finite.", name);
    }

    /// <summary>To a share of the root of the two diagonal entries; at zero, to the bit.</summary>
    public static void Symmetric(Matrix<double> matrix, string name, double tolerance = 1e-10)
    {
        for (var column = 0; column < matrix.ColumnCount; column++)
            for (var row = 0; row < column; row++)
            {
                var (above, below) = (matrix[row, column], matrix[column, row]);
                if (above != below
                    && !(Math.Abs(above - below)
                        <= tolerance * Math.Sqrt(Math.Abs(matrix[row, row])) * Math.Sqrt(Math.Abs(matrix[column, column]))))
                    throw new ArgumentException($"{name}[{row}, {column}] is {above} and {name}[{column}, {row}] is {below}; it needs to "
                        + $"be symmetric{(tolerance == 0 ? ", to the bit" : "")}.", name);
            }
    }

    public static T There<T>(T? value, string name)
        where T : class => value ?? throw new ArgumentNullException(name);

    public static int AtLeast(int value, int least, string name) =>
        value >= least ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it needs to be at least {least}.");

    public static int Between(int value, int least, int most, string name) =>
        value >= least && value <= most ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it needs to be from {least} to {most:N0}.");

    /// <summary>The size of something that is made whole: a width, a number of examples, of points.</summary>
    public static int Size(int value, string name) => Between(value, 1, MostOfASize, name);

    /// <summary>Steps of a run that nobody can stop.</summary>
    public static int Steps(int value, string name) => Between(value, 0, MostSteps, name);

    public static int Threads(int value, string name) => Between(value, 1, MostThreads, name);

    public static double Finite(double value, string name) =>
        double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it needs to be finite.");

    public static (double X, double Y) Finite((double X, double Y) point, string name) =>
        double.IsFinite(point.X) && double.IsFinite(point.Y) ? point
            : throw new ArgumentException($"{name} is {point}; both numbers need to be finite.", name);

    public static double Positive(double value, string name) =>
        value > 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it needs to be positive and finite.");

    public static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value) ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it needs to be finite and at least 0.");

    public static TEnum Known<TEnum>(TEnum value, string name)
        where TEnum : struct, Enum =>
        Enum.IsDefined(value) ? value
            : throw new ArgumentOutOfRangeException(
                name, value, $"{name} is {value}; it needs to be one of {string.Join(", ", Enum.GetNames<TEnum>())}.");

    /// <summary>A list that is there, without gaps.</summary>
    public static IReadOnlyList<T> Items<T>(IReadOnlyList<T> items, string name)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(items, name);
        for (var i = 0; i < items.Count; i++)
            if (items[i] is null)
                throw new ArgumentException($"{name}[{i}] is null.", name);
        return items;
    }

    /// <summary>An array that was made, each of whose items passes a check under its own name.</summary>
    public static ImmutableArray<T> Each<T>(ImmutableArray<T> items, string name, Func<T, string, T>? check = null)
    {
        if (items.IsDefault) throw new ArgumentException($"{name} was never made; it needs to be an array, if an empty one.", name);
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i] is null) throw new ArgumentException($"{name}[{i}] is null.", name);
            check?.Invoke(items[i], $"{name}[{i}]");
        }

        return items;
    }

    /// <summary>Whether so many numbers can be held, before they are asked for.</summary>
    public static void Room(long numbers, string name)
    {
        if (numbers <= AlwaysHeld) return;
        var (needed, available) = (numbers * (double)sizeof(double), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (numbers > Array.MaxLength || needed > available)
            throw new ArgumentOutOfRangeException(name,
                $"{name} asks for {numbers:N0} numbers in one piece, {needed / Gigabyte:g3} GB; there can be {Array.MaxLength:N0}, and "
                    + $"{available / Gigabyte:g3} GB of memory.");
    }

    /// <summary>Whether so many numbers can be held in pieces, before they are asked for.</summary>
    public static void Memory(long numbers, string name)
    {
        if (numbers <= AlwaysHeld) return;
        var (needed, available) = (numbers * (double)sizeof(double), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (needed > available)
            throw new ArgumentOutOfRangeException(name,
                $"{name} asks for {numbers:N0} numbers, {needed / Gigabyte:g3} GB; there are {available / Gigabyte:g3} GB of memory.");
    }

    /// <summary>A span or an array of the length that is needed.</summary>
    public static void Length(int length, int needed, string name, object owner)
    {
        if (length != needed) throw new ArgumentException($"{name} has {length} entries; {owner} needs {needed}.", name);
    }

    /// <summary>Outcomes that a model has at parameters that are finite themselves.</summary>
    public static double[] Outcomes(double[] outcomes, IStatisticalModel model, Vector<double> parameters) =>
        AreFinite(outcomes) ? outcomes : throw new ArgumentException(
            $"parameters is {Show(parameters)}; an outcome of {model} is beyond what a double holds there.", nameof(parameters));

    /// <summary>
    /// What a model refuses under its own name for it is the caller's argument of another name; only the model can tell.
    /// </summary>
    public static T Named<T>(string refused, string name, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException thrown) when (thrown.ParamName == refused)
        {
            throw new ArgumentException($"{name} does not fit: {thrown.Message}", name, thrown);
        }
    }

    /// <summary>The outcome as a class or a count: an integer from 0 to below the limit.</summary>
    public static int Index(double outcome, double limit, object owner)
    {
        if (!(outcome >= 0 && outcome < limit && outcome == Math.Floor(outcome)))
            throw new ArgumentOutOfRangeException(
                nameof(outcome), outcome, $"An outcome of {owner} is an integer from 0 to below {limit}; this one is {outcome}.");
        return (int)outcome;
    }

    /// <summary>A few numbers of a vector, for a message.</summary>
    public static string Show(Vector<double> vector) => string.Create(CultureInfo.InvariantCulture,
        $"({string.Join(", ", vector.Take(4))}{(vector.Count > 4 ? ", …" : "")})");

    /// <summary>What is not finite is not zero when it is taken from itself.</summary>
    public static bool AreFinite(ReadOnlySpan<double> entries)
    {
        var wide = MemoryMarshal.Cast<double, Vector256<double>>(entries);
        var differences = Vector256<double>.Zero;
        foreach (var vector in wide) differences += vector - vector;
        foreach (var entry in entries[(wide.Length * Vector256<double>.Count)..]) differences += Vector256.Create(entry - entry);
        return differences == Vector256<double>.Zero;
    }
}
