using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>Where the points of a panel are on the canvas.</summary>
sealed record PanelFrame(Panel Panel, SKRect Data)
{
    public SKPoint At(Point point) => AtPlace(Panel.X.Place(point.X), Panel.Y.Place(point.Y));

    public SKPoint AtPlace(double x, double y) => new(
        Data.Left + Share(Panel.X, x) * Data.Width,
        Data.Bottom - Share(Panel.Y, y) * Data.Height);

    /// <summary>The rectangle of the canvas that another panel's limits take here.</summary>
    public SKRect RegionOf(Panel other)
    {
        var (corner, opposite) = (At(new Point(other.X.Min, other.Y.Max)), At(new Point(other.X.Max, other.Y.Min)));
        return new SKRect(corner.X, corner.Y, opposite.X, opposite.Y);
    }

    static float Share(Axis axis, double place) =>
        (float)((place - axis.Place(axis.Min)) / (axis.Place(axis.Max) - axis.Place(axis.Min)));
}
