namespace Dynamics.Approval;

/// <summary>(a), (b), (c): panels that stand together have letters, one that stands alone has none.</summary>
static class PanelLetter
{
    public static string? Of(int index, int count) => count == 1 ? null : $"({(char)('a' + index)})";
}
