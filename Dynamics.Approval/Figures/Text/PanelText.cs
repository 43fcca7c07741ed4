namespace Dynamics.Approval;

/// <summary>What a panel says: its axes, its marks in their order, its legend, its insets.</summary>
static class PanelText
{
    const string Indent = "  ";

    public static IEnumerable<string> Of(Panel panel, string title) =>
    [
        title,
        .. Indented(Of("x", panel.X), Of("y", panel.Y)),
        .. Indented([.. panel.Marks.SelectMany(mark => MarkText.Of(mark, panel))]),
        .. Indented([.. Legend(panel)]),
        .. Indented([.. panel.Insets.SelectMany(Of)]),
    ];

    internal static string Of(string name, Axis axis) =>
        $"{name}: {Named(axis)}{Numbers.Say(axis.Min)} to {Numbers.Say(axis.Max)}{Scaled(axis)}{(axis.HasTicks ? "" : ", no ticks")}";

    static string Named(Axis axis) => axis.Label.Length == 0 ? "" : $"{axis.Label}, ";

    static string Scaled(Axis axis) => axis.Scale == Scale.Log10 ? ", logarithmic" : "";

    static IEnumerable<string> Legend(Panel panel) =>
        panel.Legend is null
            ? []
            : [$"legend: {string.Join("; ", panel.Marks.Where(LegendNames.Shows).Select(mark => mark.LegendName))}"];

    static IEnumerable<string> Of(Inset inset) =>
        Of(inset.Panel, inset.IsMagnifier ? "inset, framed above" : "inset");

    static IEnumerable<string> Indented(params string[] lines) => lines.Select(line => Indent + line);
}
