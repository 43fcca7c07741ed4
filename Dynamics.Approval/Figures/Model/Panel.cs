namespace Dynamics.Approval;

/// <summary>One pair of axes and what stands between them, drawn in the order of the list.</summary>
public sealed record Panel
{
    /// <summary>What this panel shows; empty for an inset.</summary>
    public string Title { get; init; } = "";

    public required Axis X { get; init; }

    public required Axis Y { get; init; }

    public required IReadOnlyList<Mark> Marks { get; init; }

    /// <summary>The corner of the legend, or null where notes beside the curves say it better.</summary>
    public Corner? Legend { get; init; }

    public IReadOnlyList<Inset> Insets { get; init; } = [];
}

public enum Corner
{
    UpperLeft,
    UpperRight,
    LowerLeft,
    LowerRight,
}

/// <summary>A panel within a panel. Its place is in shares of the data area around it, from the lower left corner.</summary>
/// <param name="IsMagnifier">Whether it enlarges a part of the panel around it, which is then framed there.</param>
public sealed record Inset(Panel Panel, double Left, double Bottom, double Width, double Height, bool IsMagnifier = true);
