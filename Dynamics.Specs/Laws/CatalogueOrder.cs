using System.Text.RegularExpressions;

namespace Dynamics.Specs.Laws;

/// <summary>Orders ids as a reader would: G2 before G10.</summary>
public sealed partial class CatalogueOrder : IComparer<string>
{
    public static readonly CatalogueOrder Instance = new();

    public int Compare(string? x, string? y) => string.CompareOrdinal(Padded(x), Padded(y));

    static string Padded(string? key) => Number().Replace(key ?? "", match => match.Value.PadLeft(6, '0'));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
