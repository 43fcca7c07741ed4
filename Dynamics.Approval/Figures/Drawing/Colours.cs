using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>Inks as the drawing libraries call them.</summary>
static class Colours
{
    public static ScottPlot.Color ToScottPlot(this Ink ink, byte opacity = 255) => new(ink.Red, ink.Green, ink.Blue, opacity);

    public static SKColor ToSkia(this Ink ink) => new(ink.Red, ink.Green, ink.Blue);
}
