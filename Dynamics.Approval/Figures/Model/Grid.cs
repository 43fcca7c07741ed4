namespace Dynamics.Approval;

/// <summary>Values of a function on a rectangular grid: <c>Values[row, column]</c> at <c>(Xs[column], Ys[row])</c>.</summary>
public sealed record Grid(IReadOnlyList<double> Xs, IReadOnlyList<double> Ys, double[,] Values)
{
    public static Grid Of(Func<double, double, double> function, Axis x, Axis y, int columns, int rows)
    {
        var xs = Spaced(x, columns);
        var ys = Spaced(y, rows);
        var values = new double[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                values[row, column] = function(xs[column], ys[row]);
            }
        }

        return new Grid(xs, ys, values);
    }

    public (Point At, double Value) Least => At(All().MinBy(value => value.Value).Index);

    public (Point At, double Value) Greatest => At(All().MaxBy(value => value.Value).Index);

    (Point At, double Value) At(int index)
    {
        var (row, column) = Math.DivRem(index, Xs.Count);
        return (new Point(Xs[column], Ys[row]), Values[row, column]);
    }

    IEnumerable<(int Index, double Value)> All() => Values.Cast<double>().Select((value, index) => (index, value));

    static double[] Spaced(Axis axis, int count)
    {
        if (axis.Scale != Scale.Linear)
        {
            throw new ArgumentException($"A grid is spaced evenly, and the axis '{axis.Label}' is {axis.Scale}.", nameof(axis));
        }

        return [.. Enumerable.Range(0, count).Select(i => axis.Min + (axis.Max - axis.Min) * i / (count - 1))];
    }
}
