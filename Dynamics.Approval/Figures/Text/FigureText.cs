namespace Dynamics.Approval;

/// <summary>What a figure says in words and numbers.</summary>
public static class FigureText
{
    public static string Of(Figure figure) => string.Join("\n", [.. Heading(figure), .. Panels(figure), .. Caption(figure)]);

    static IEnumerable<string> Heading(Figure figure) =>
        [figure.Title, new string('=', figure.Title.Length)];

    static IEnumerable<string> Panels(Figure figure) =>
        figure.Panels.SelectMany((panel, index) => PanelText.Of(panel, Title(figure, index)).Prepend(""));

    static string Title(Figure figure, int index) =>
        $"{PanelLetter.Of(index, figure.Panels.Count)} {figure.Panels[index].Title}".TrimStart();

    static IEnumerable<string> Caption(Figure figure) =>
        figure.Caption.Length == 0 ? [] : ["", .. figure.Caption.Split('\n')];
}
