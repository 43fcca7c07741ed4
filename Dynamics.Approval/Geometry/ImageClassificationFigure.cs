using System.Globalization;
using Dynamics.Data;
using Dynamics.Experiments;

namespace Dynamics.Approval;

/// <summary>
/// Softmax regression on real images: what a natural gradient buys, in steps, in work, and on other images (report 2.1).
/// </summary>
public sealed class ImageClassificationFigure() : FigureApproval()
{
    const int Images = 512;

    static readonly Ink Descending = Palette.Vermillion;
    static readonly Ink Natural = Palette.BluishGreen;
    static readonly Axis Losses = Axis.Log("training loss L", 0.2, 2.5);
    static readonly Axis Work = Axis.Log("work, in gradients", 0.8, 4e3);

    protected override Figure Compose()
    {
        var settings = new ImageClassificationSettings(Load(DataSplit.Train), Load(DataSplit.Test));
        var result = ImageClassification.Run(settings);
        var stable = result.BestStablePlain ?? throw new InvalidOperationException(
            "The loss rose at every step size of gradient descent.");
        var last = stable.Points[^1];
        var level = result.Natural[^1].FirstBelow(last.Loss)
            ?? throw new InvalidOperationException("Natural gradient descent does not reach the loss of gradient descent.");
        return new Figure
        {
            Title = $"Lightly damped natural gradient descent reaches the same training loss in {Say(last.Step / (double)level.Step)} "
                + "times fewer steps, "
                + $"{Say(last.Work / level.Work, "0.0")} times less work",
            Panels = [BySteps(result, stable, level), ByWork(result, stable), OnOtherImages(result, stable)],
            Caption = Caption(settings, result, stable, level),
            PanelWidth = 330,
            PanelHeight = 290,
        };
    }

    static Panel BySteps(ImageClassificationResult result, ClassificationRun stable, ClassificationPoint level) => new()
    {
        Title = $"{level.Step} steps with the smallest damping do what gradient descent does in {Say(stable.Points[^1].Step)}",
        X = Axis.Log("step", 0.8, 4e3),
        Y = Losses,
        Marks =
        [
            .. Curves(result, stable, point => new(point.Step, point.Loss)),
            .. result.Natural.Select(
                run => new Note($"λ = {Say(run.Setting)}", new Point(run.Points[^1].Step, run.Points[^1].Loss), Natural)),
            new Note("gradient descent", new Point(25, 1.25), Descending) { Bold = true },
            new Note("natural\ngradient", new Point(0.9, 0.3), Natural) { Bold = true },
        ],
    };

    static Panel ByWork(ImageClassificationResult result, ClassificationRun stable) => new()
    {
        Title = $"A natural step is as much work as {Say(result.WorkOfNaturalStep)} plain ones: damped more, it does not pay",
        X = Work,
        Y = Losses,
        Marks = [.. Curves(result, stable, point => new(point.Work, point.Loss))],
        Legend = Corner.LowerLeft,
    };

    static Panel OnOtherImages(ImageClassificationResult result, ClassificationRun stable) => new()
    {
        Title = $"Test errors on the same {result.TestCount} images end {Say(Spread(result, stable), "0.000")} or less apart",
        X = Work,
        Y = new Axis("test error", 0.15, 0.45),
        Marks =
        [
            .. Curves(result, stable, point => new(point.Work, point.TestError)),
            .. Bar(result, stable.Points[^1].TestError),
        ],
    };

    /// <summary>Of the test errors at the ends of the curves that are drawn.</summary>
    static double Spread(ImageClassificationResult result, ClassificationRun stable)
    {
        double[] ends = [.. result.Natural.Append(stable).Append(result.BestPlain).Select(run => run.Points[^1].TestError)];
        return ends.Max() - ends.Min();
    }

    /// <summary>Two standard errors, as a bar to measure by.</summary>
    static Mark[] Bar(ImageClassificationResult result, double testError)
    {
        const double Where = 250, Middle = 0.39;
        var error = result.StandardErrorOf(testError);
        return
        [
            new Curve("one standard error to each side", [new(Where, Middle - error), new(Where, Middle + error)], Palette.Graphite)
            {
                Stroke = new Stroke(1.2f),
                Dot = new Dot(3),
            },
            new Note("± 1 standard\nerror", new Point(Where, Middle), Palette.Graphite),
        ];
    }

    static Curve[] Curves(ImageClassificationResult result, ClassificationRun stable, Func<ClassificationPoint, Point> place) =>
    [
        Path(result.BestPlain, place) with { Stroke = new Stroke(0.8f) },
        Path(stable, place),
        .. result.Natural.Select((run, index) => Path(run, place) with { Stroke = new Stroke(Dash: Dashes[index]), Dot = new Dot(3) }),
    ];

    static readonly Dash[] Dashes = [Dash.Dotted, Dash.Dashed, Dash.Solid];

    static Curve Path(ClassificationRun run, Func<ClassificationPoint, Point> place) =>
        new(NameOf(run), [.. run.Points.Skip(1).Select(place)], run.Method == GradientMethod.Plain ? Descending : Natural);

    static string NameOf(ClassificationRun run) =>
        run.Method == GradientMethod.Plain ? $"gradient, η = {Say(run.Setting)}" : $"natural, λ = {Say(run.Setting)}";

    static string Caption(
        ImageClassificationSettings settings, ImageClassificationResult result, ClassificationRun stable, ClassificationPoint level) =>
        $"Softmax regression with 500 parameters on {Images} training images of Fashion-MNIST, averaged to 7 × 7; L is the mean "
            + "cross-entropy, full batch, from θ = 0. "
        + $"Gradient descent θ − η ∇L: among η in {{{string.Join(", ", settings.GradientSteps.Select(eta => Say(eta)))}}}, η = "
        + $"{Say(stable.Setting)} is the best at which L never rises "
        + $"(thick); η = {Say(result.BestPlain.Setting)} ends lower (thin), but L rises at {Say(result.BestPlain.Rises)} of its "
        + $"{Say(result.BestPlain.Points[^1].Step)} steps.\n"
        + "Natural gradient descent θ − (F + λ I)⁻¹ ∇L, with the true Fisher information F, which here is the Hessian of L too: a damped "
        + "Newton method. "
        + $"Work counts floating-point operations, in units of a gradient's; no time was measured.\n"
        + $"L = {Say(stable.Points[^1].Loss, "0.000")} takes {Say(stable.Points[^1].Step)} steps of gradient descent, and {level.Step} at "
        + $"λ = {Say(result.Natural[^1].Setting)}, the work of "
        + $"{Say(level.Work)} gradients. At equal work (the right end of (b)) λ = {Say(result.Natural[0].Setting)} has reached "
        + $"{Say(result.Natural[0].Points[^1].Loss, "0.000")} and "
        + $"λ = {Say(result.Natural[1].Setting)} {Say(result.Natural[1].Points[^1].Loss, "0.000")}. The test error ({result.TestCount} "
        + "images, one standard error "
        + $"{Say(result.StandardErrorOf(stable.Points[^1].TestError), "0.000")}) ends at {Say(stable.Points[^1].TestError, "0.000")} (η = "
        + $"{Say(stable.Setting)}) and "
        + $"{string.Join(", ", result.Natural.Select(run => Say(run.Points[^1].TestError, "0.000")))} (λ, falling); the smallest damping "
        + "was best at "
        + $"{Say(result.Natural[^1].Points.Min(point => point.TestError), "0.000")} on the way.";

    static LabelledImages Load(DataSplit split) => LabelledImages.Load(FashionMnistSubset.Folder, split, Images).AveragePooled(4);

    static string Say(double value, string format = "#,0.###") =>
        (format[0] == '#' && value >= 100 ? Math.Round(value) : value).ToString(format, CultureInfo.InvariantCulture);
}
