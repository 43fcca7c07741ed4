using ScottPlot;
using ScottPlot.TickGenerators;

namespace Dynamics.Approval;

/// <summary>Frame and ticks of an axis; its words are drawn apart.</summary>
static class AxisDrawing
{
    const float PointsPerTick = 50;

    public static Tick[] TicksAlong(Axis axis, float length) =>
        axis.HasTicks ? Ticks.For(axis, Math.Max(2, (int)(length / PointsPerTick))) : [];

    public static void Style(IAxis axis, Axis meaning, float length)
    {
        axis.TickGenerator = new NumericManual([.. TicksAlong(meaning, length).Select(Wordless)]);
        Rule(axis.MajorTickStyle, length: 4);
        Rule(axis.MinorTickStyle, length: 2);
        Frame(axis);
    }

    /// <summary>A side of the frame without ticks.</summary>
    public static void Bare(IAxis axis)
    {
        axis.TickGenerator = new NumericManual();
        Frame(axis);
    }

    static Tick Wordless(Tick tick) => new(tick.Position, "", tick.IsMajor);

    static void Frame(IAxis axis)
    {
        axis.FrameLineStyle.Color = Palette.Graphite.ToScottPlot();
        axis.FrameLineStyle.Width = HouseStyle.FrameWidth;
    }

    static void Rule(TickMarkStyle style, float length)
    {
        style.Length = length;
        style.Width = HouseStyle.FrameWidth;
        style.Color = Palette.Graphite.ToScottPlot();
    }
}
