namespace Dynamics.Approval;

/// <summary>Colours along a ramp, straight between a few given ones.</summary>
static class Ramps
{
    static readonly (byte, byte, byte)[] Ground =
        [(252, 253, 254), (235, 239, 245), (216, 224, 234), (197, 208, 222), (176, 190, 209)];

    static readonly (byte, byte, byte)[] Viridis =
    [
        (68, 1, 84), (71, 44, 122), (59, 81, 139), (44, 113, 142), (33, 144, 141),
        (39, 173, 129), (92, 200, 99), (170, 220, 50), (253, 231, 37),
    ];

    static readonly (byte, byte, byte)[] Diverging =
        [(0, 82, 136), (96, 161, 204), (247, 247, 247), (232, 152, 96), (168, 66, 0)];

    public static Ink At(Ramp ramp, double share)
    {
        var stops = StopsOf(ramp);
        var place = share * (stops.Length - 1);
        var below = Math.Min((int)place, stops.Length - 2);
        return Between(stops[below], stops[below + 1], place - below);
    }

    static (byte Red, byte Green, byte Blue)[] StopsOf(Ramp ramp) => ramp switch
    {
        Ramp.Ground => Ground,
        Ramp.Viridis => Viridis,
        Ramp.Diverging => Diverging,
        _ => throw new ArgumentOutOfRangeException(nameof(ramp), ramp, "There is no such ramp."),
    };

    static Ink Between((byte Red, byte Green, byte Blue) low, (byte Red, byte Green, byte Blue) high, double share) =>
        new("", Between(low.Red, high.Red, share), Between(low.Green, high.Green, share), Between(low.Blue, high.Blue, share));

    static byte Between(byte low, byte high, double share) => (byte)Math.Round(low + share * (high - low));
}
