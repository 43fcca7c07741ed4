namespace Dynamics.Approval;

/// <summary>
/// A figure as a value. Its picture and its text are functions of it, so that neither says what the other does not.
/// </summary>
public sealed record Figure
{
    /// <summary>The finding, in one line.</summary>
    public required string Title { get; init; }

    public required IReadOnlyList<Panel> Panels { get; init; }

    /// <summary>What a reader needs to know to check the finding; runs below the panels.</summary>
    public string Caption { get; init; } = "";

    /// <summary>How many panels stand side by side; all of them unless told otherwise.</summary>
    public int? Columns { get; init; }

    /// <summary>Width of a panel's data area in points.</summary>
    public int PanelWidth { get; init; } = 300;

    /// <summary>Height of a panel's data area in points.</summary>
    public int PanelHeight { get; init; } = 300;
}
