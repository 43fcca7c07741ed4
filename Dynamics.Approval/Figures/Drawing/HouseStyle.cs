namespace Dynamics.Approval;

/// <summary>Sizes in points that all figures share. A picture has <see cref="PixelsPerPoint"/> pixels a point.</summary>
static class HouseStyle
{
    public const int PixelsPerPoint = 2;

    public const float TitleSize = 17;
    public const float PanelTitleSize = 13;
    public const float AxisLabelSize = 13;
    public const float TickLabelSize = 11.5f;
    public const float LegendSize = 11.5f;
    public const float NoteSize = 11.5f;
    public const float CaptionSize = 11.5f;
    public const float InsetTickLabelSize = 9.5f;

    public const float FrameWidth = 0.8f;
    public const float GridWidth = 0.7f;
    public const float ContourWidth = 0.6f;
    public const float HaloWidth = 1.3f;
    public const float CrossWidth = 1.6f;
    public const byte BandOpacity = 56;

    public const float Margin = 14;
    public const float LeftOfData = 58;
    public const float RightOfData = 14;
    public const float BelowData = 44;
    public const float ColourBarGap = 8;
    public const float ColourBarWidth = 11;
    public const float RightOfColourBar = 64;
}
