namespace Dynamics.Approval;

/// <summary>A colour with a name.</summary>
public sealed record Ink(string Name, byte Red, byte Green, byte Blue);

/// <summary>
/// Okabe and Ito's colours, which people with any common form of colour vision tell apart ("Color universal design",
/// 2008), and three greys.
/// </summary>
public static class Palette
{
    public static readonly Ink Black = new("black", 0, 0, 0);
    public static readonly Ink Orange = new("orange", 230, 159, 0);
    public static readonly Ink SkyBlue = new("sky blue", 86, 180, 233);
    public static readonly Ink BluishGreen = new("bluish green", 0, 158, 115);
    public static readonly Ink Yellow = new("yellow", 240, 228, 66);
    public static readonly Ink Blue = new("blue", 0, 114, 178);
    public static readonly Ink Vermillion = new("vermillion", 213, 94, 0);
    public static readonly Ink ReddishPurple = new("reddish purple", 204, 121, 167);

    public static readonly Ink White = new("white", 255, 255, 255);
    public static readonly Ink Graphite = new("graphite", 51, 51, 51);
    public static readonly Ink Slate = new("slate", 110, 118, 128);
    public static readonly Ink Mist = new("mist", 228, 230, 233);

    /// <summary>The order in which curves of equal rank take their colours.</summary>
    public static readonly IReadOnlyList<Ink> Series = [Blue, Vermillion, BluishGreen, ReddishPurple, Orange, SkyBlue, Black];
}
