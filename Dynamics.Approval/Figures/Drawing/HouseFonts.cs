using ScottPlot;
using ScottPlot.FontResolvers;
using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>The two faces that figures are set in, brought along: a machine's own fonts would change the pictures.</summary>
static class HouseFonts
{
    public const string Family = "DejaVu Sans";

    static readonly Lazy<bool> Loading = new(LoadOnce);

    public static void Load() => _ = Loading.Value;

    public static SKTypeface Face(bool bold)
    {
        Load();
        return Fonts.GetTypeface(Family, bold, italic: false);
    }

    static bool LoadOnce()
    {
        Fonts.FontResolvers.RemoveAll(resolver => resolver is SystemFontResolver);
        Fonts.AddFontFile(Family, PathOf("DejaVuSans.ttf"), bold: false);
        Fonts.AddFontFile(Family, PathOf("DejaVuSans-Bold.ttf"), bold: true);
        Fonts.Default = Fonts.Sans = Fonts.Serif = Fonts.Monospace = Family;
        return true;
    }

    static string PathOf(string file)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fonts", file);
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"Without its font a figure has no text: '{path}' does not exist.", path);
    }
}
