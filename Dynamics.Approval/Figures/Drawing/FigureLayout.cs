using SkiaSharp;

namespace Dynamics.Approval;

/// <summary>Where everything in a figure stands, in points from the upper left corner.</summary>
/// <param name="Data">The data area of each panel.</param>
sealed record FigureLayout(float Width, float Height, float PanelTitleHeight, float CaptionTop, IReadOnlyList<SKRect> Data)
{
    public static FigureLayout Of(Figure figure, Words title, Words panelTitle, Words caption)
    {
        var columns = figure.Columns ?? figure.Panels.Count;
        var rows = (figure.Panels.Count + columns - 1) / columns;
        var widths = Enumerable.Range(0, columns).Select(column => ColumnWidth(figure, column, columns)).ToList();
        var width = 2 * HouseStyle.Margin + widths.Sum();
        var panelTitleHeight = PanelTitleHeightOf(figure, panelTitle);
        var top = HouseStyle.Margin + title.Broken(figure.Title, width - 2 * HouseStyle.Margin).Count * title.LineHeight;
        var rowHeight = panelTitleHeight + figure.PanelHeight + HouseStyle.BelowData;
        var data = figure.Panels.Select((_, index) => SKRect.Create(
            HouseStyle.Margin + widths.Take(index % columns).Sum() + HouseStyle.LeftOfData,
            top + index / columns * rowHeight + panelTitleHeight,
            figure.PanelWidth,
            figure.PanelHeight)).ToList();
        var captionTop = top + rows * rowHeight + (figure.Caption.Length == 0 ? 0 : HouseStyle.Margin / 2);
        return new FigureLayout(width, captionTop + CaptionHeight(figure, caption, width), panelTitleHeight, captionTop, data);
    }

    public static float SpaceRightOf(Panel panel) =>
        ColourBar.Of(panel) is null
            ? HouseStyle.RightOfData
            : HouseStyle.ColourBarGap + HouseStyle.ColourBarWidth + HouseStyle.RightOfColourBar;

    static float ColumnWidth(Figure figure, int column, int columns) =>
        HouseStyle.LeftOfData
        + figure.PanelWidth
        + figure.Panels.Where((_, index) => index % columns == column).Max(SpaceRightOf);

    static float PanelTitleHeightOf(Figure figure, Words words) =>
        figure.Panels.Max(panel => words.Broken(panel.Title, figure.PanelWidth).Count) * words.LineHeight + HouseStyle.Margin;

    static float CaptionHeight(Figure figure, Words words, float width) =>
        figure.Caption.Length == 0
            ? HouseStyle.Margin / 2
            : words.Broken(figure.Caption, width - 2 * HouseStyle.Margin).Count * words.LineHeight + HouseStyle.Margin;
}
