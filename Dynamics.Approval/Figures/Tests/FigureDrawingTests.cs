using NUnit.Framework;

namespace Dynamics.Approval;

public sealed class FigureDrawingTests
{
    [Test]
    public void Drawn_twice_a_figure_is_the_same_to_the_last_byte()
    {
        var first = FigureDrawing.Png(Small("η"));

        Assert.That(FigureDrawing.Png(Small("η")), Is.EqualTo(first));
    }

    [Test]
    public void Another_word_is_another_picture() =>
        Assert.That(FigureDrawing.Png(Small("η")), Is.Not.EqualTo(FigureDrawing.Png(Small("θ"))));

    [Test]
    public void Words_that_the_font_cannot_write_are_refused() =>
        Assert.That(
            () => FigureDrawing.Png(Small("漢")),
            Throws.ArgumentException.With.Message.Contains("DejaVu Sans cannot write all of '漢'"));

    [Test]
    public void Values_without_a_place_leave_a_gap() =>
        Assert.That(
            () => FigureDrawing.Png(Small("x") with
            {
                Panels = [new Panel
                {
                    X = Axis.Log("n", 1, 10),
                    Y = Axis.Log("error", 1e-3, 1),
                    Marks =
                    [
                        new Curve("c", [new Point(1, 1), new Point(2, 0), new Point(3, double.NaN), new Point(10, 0.1)], Palette.Blue),
                    ],
                }],
            }),
            Throws.Nothing);

    static Figure Small(string label) => new()
    {
        Title = "small",
        Panels =
        [
            new Panel
            {
                X = new Axis(label, 0, 1),
                Y = new Axis("y", 0, 1),
                Marks = [new Curve("diagonal", [new Point(0, 0), new Point(1, 1)], Palette.Blue)],
            },
        ],
        PanelWidth = 120,
        PanelHeight = 80,
    };
}
