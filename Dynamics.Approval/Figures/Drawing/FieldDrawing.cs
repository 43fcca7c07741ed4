using ScottPlot;
using ScottPlot.Plottables;
using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>A function's colours, one for each pixel of the picture, and its contour lines.</summary>
static class FieldDrawing
{
    public static void Add(Plot plot, Field field, SKRect data)
    {
        if (field.Colours is { } colours)
        {
            AddColours(plot, field.Grid, colours, data);
        }

        if (field.Contours.Count > 0)
        {
            AddContours(plot, field);
        }
    }

    static void AddColours(Plot plot, Grid grid, ColourScale colours, SKRect data)
    {
        var shares = SharesOf(grid, colours.Axis);
        var image = Pixelwise.Image(
            (int)data.Width * HouseStyle.PixelsPerPoint,
            (int)data.Height * HouseStyle.PixelsPerPoint,
            (x, y) => colours.AtShare(Math.Clamp(Bilinear(shares, x, 1 - y), 0, 1)));
        plot.Add.ImageRect(image, new CoordinateRect(grid.Xs[0], grid.Xs[^1], grid.Ys[0], grid.Ys[^1]));
    }

    static void AddContours(Plot plot, Field field)
    {
        var axis = field.Colours?.Axis ?? new Axis(field.Name, field.Grid.Least.Value, field.Grid.Greatest.Value);
        var floor = axis.Place(axis.Min) - 1;
        var lines = new ContourLines
        {
            ContourLineLevels = [.. field.Contours.Select(axis.Place)],
            LineColor = field.ContourInk.ToScottPlot(),
            LineWidth = HouseStyle.ContourWidth,
        };
        lines.LabelStyle.IsVisible = false;
        lines.Update(Surface(field.Grid, value => Math.Max(axis.Place(value), floor)));
        plot.Add.Plottable(lines);
    }

    static Coordinates3d[,] Surface(Grid grid, Func<double, double> place)
    {
        var surface = new Coordinates3d[grid.Ys.Count, grid.Xs.Count];
        for (var row = 0; row < grid.Ys.Count; row++)
        {
            for (var column = 0; column < grid.Xs.Count; column++)
            {
                surface[row, column] = new Coordinates3d(grid.Xs[column], grid.Ys[row], place(grid.Values[row, column]));
            }
        }

        return surface;
    }

    static double[,] SharesOf(Grid grid, Axis axis)
    {
        var (low, high) = (axis.Place(axis.Min), axis.Place(axis.Max));
        var shares = new double[grid.Ys.Count, grid.Xs.Count];
        for (var row = 0; row < grid.Ys.Count; row++)
        {
            for (var column = 0; column < grid.Xs.Count; column++)
            {
                shares[row, column] = Math.Clamp((axis.Place(grid.Values[row, column]) - low) / (high - low), -1, 2);
            }
        }

        return shares;
    }

    static double Bilinear(double[,] nodes, double x, double y)
    {
        var (row, up) = Cell(y, nodes.GetLength(0));
        var (column, right) = Cell(x, nodes.GetLength(1));
        var below = nodes[row, column] * (1 - right) + nodes[row, column + 1] * right;
        var above = nodes[row + 1, column] * (1 - right) + nodes[row + 1, column + 1] * right;
        return below * (1 - up) + above * up;
    }

    static (int Index, double Share) Cell(double share, int nodes)
    {
        var place = share * (nodes - 1);
        var index = Math.Clamp((int)place, 0, nodes - 2);
        return (index, place - index);
    }
}
