namespace Dynamics.Approval;

/// <summary>
/// When two pictures look the same: processors round the edges of glyphs and lines differently, people do not see it.
/// </summary>
public static class ImageTolerance
{
    /// <summary>A pixel differs when one of its channels differs by more than this, of 255.</summary>
    public const int Channel = 12;

    /// <summary>The share of pixels that differ must stay under this.</summary>
    public const double Share = 5e-5;

    internal static bool Differs(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        for (var channel = 0; channel < one.Length; channel++)
        {
            if (Math.Abs(one[channel] - other[channel]) > Channel)
            {
                return true;
            }
        }

        return false;
    }
}
