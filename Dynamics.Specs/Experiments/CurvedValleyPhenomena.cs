using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Phase 1 at b = 10 from (-1.2, 1), and around it. The report names neither: the start is Rosenbrock's, the step this project's.
/// </summary>
[Chapter("The three phases", Report = "3.1")]
public sealed class CurvedValleyPhenomena
{
    const double StepNearTheEdge = .0039;

    static readonly double[] NaturalSteps = [1, .5, .1, .05, .01];

    [Law("P1e", LawKind.Identity, @"T(\eta) = \min \{ t : u_t^2 + v_t^2 \le 2 \cdot 10^{-8} \}",
        Source = "report 3.1",
        Given = "(u, v) follow the recursion of P1c from (-1.2, 1) with b = 10; η in {1, .5, .1, .05, .01}: 2, 19, 107, 212, 1050 steps",
        Within = Exact.ToTheBit, RestsOn = ["P1c"])]
    public Measurement Natural_gradient_arrives_when_the_recursion_says() => ArrivesOnTime(bend: 1);

    [Mistake(nameof(Natural_gradient_arrives_when_the_recursion_says), "the bend of a finite step left out")]
    public Measurement Arrival_times_without_the_bend() => ArrivesOnTime(bend: 0);

    [Phenomenon("P1f", @"\tfrac{1}{29} \sum_{t < 30} [v_t v_{t+1} < 0] > \tfrac{1}{29}", Source = "report 3.1",
        Given = "b = 10, η = .0039, near the stability edge at the minimum; starts within .05 of (-1.2, 1) in both coordinates; "
            + "of those in [-1.5, -.9] × [.5, 1.5] half slide down without one; the null is a path that crosses the valley floor once",
        Within = nameof(ManyCrossings))]
    public Measurement Gradient_descent_zigzags_across_the_valley(Replicate replicate) => Zigzags(replicate, StepNearTheEdge);

    [Rival(nameof(Gradient_descent_zigzags_across_the_valley), "the valley bends the path, whatever the step: a quarter of it",
        NullBecause = "a count of crossings, and at a quarter of the step there is none")]
    public Measurement Zigzag_with_a_quarter_of_the_step(Replicate replicate) => Zigzags(replicate, StepNearTheEdge / 4);

    [Phenomenon("P1g", @"\min_c T_{\text{gradient}}(c) / T_{\text{natural}}(.01) > 1", Source = "report 3.1",
        Given = "steps to a loss of 1e-8; b from 8 to 13, starts in [-1.5, -.9] × [.5, 1.5]; gradient descent with the best of .5, .8, "
            + ".9, .95 times the largest stable step at the minimum, natural gradient with the slowest of the steps of P1e, η = .01; "
            + "the null is equally many",
        Within = nameof(ManyTimesAsLong))]
    public Measurement Gradient_descent_takes_over_four_times_the_steps_of_natural_gradient(Replicate replicate) =>
        Crawls(replicate, (valley, share) => Descend(valley, share * 2 / LargestCurvatureAtTheMinimum(valley.Curvature), 100_000));

    [Rival(nameof(Gradient_descent_takes_over_four_times_the_steps_of_natural_gradient),
        "the loss is slow to descend in any coordinates: gradient descent in the flat ones, (u, v)")]
    public Measurement Gradient_descent_in_flat_coordinates(Replicate replicate) => Crawls(replicate, (valley, share) =>
        CurvedValley.Follow("flat gradient descent", new(share * 2, 100_000), new ValleyLoss(valley.Curvature), theta =>
        {
            var (u, v) = new ValleyPoint(theta[0], theta[1], 0).Flatten(valley.Curvature);
            var next = ValleyPoint.Unflatten((1 - share * 2) * u, (1 - share * 2) * v, valley.Curvature);
            return Vector<double>.Build.Dense([next.X, next.Y]);
        }, valley));

    static Rule ManyCrossings =>
        Margin.Of(.3,
            "a regression threshold, between what 60 runs showed before, .48 or more beyond one crossing, and the rival, one crossing");

    static Rule ManyTimesAsLong =>
        Margin.Of(3, "the ratio grows like the condition number, 25 b²; 60 runs showed 6.7 or more before, the rival less than .01");

    static Measurement ArrivesOnTime(double bend) =>
        Measure.Bits("steps by the recursion", [.. NaturalSteps.Select(eta => StepsByRecursion(eta, bend))],
            "steps of natural gradient descent", [.. NaturalSteps.Select(eta => (double)NaturalDescend(new(), eta).Steps)]);

    static Measurement Zigzags(Replicate replicate, double step)
    {
        var stream = replicate.Stream.Substream("start");
        CurvedValleySettings valley = new() { Start = (Between(stream, -1.25, -1.15), Between(stream, .95, 1.05)) };
        return Measure.Above("share of sign changes across the valley", Descend(valley, step, 30).SignFlips, "one crossing", 1 / 29.0);
    }

    static Measurement Crawls(Replicate replicate, Func<CurvedValleySettings, double, ValleyPath> descend)
    {
        var stream = replicate.Stream.Substream("valley");
        CurvedValleySettings valley = new()
        {
            Curvature = Between(stream, 8, 13),
            Start = (Between(stream, -1.5, -.9), Between(stream, .5, 1.5)),
        };
        var steps = new[] { .5, .8, .9, .95 }.Select(share => StepsOrMany(() => descend(valley, share))).Min();
        return Measure.Above("steps, over those of natural gradient", steps / NaturalDescend(valley, .01).Steps, "equally many", 1);
    }

    /// <summary>A step that diverges is not the best.</summary>
    static double StepsOrMany(Func<ValleyPath> descend)
    {
        try
        {
            return descend().Steps;
        }
        catch (DivergedException)
        {
            return double.PositiveInfinity;
        }
    }

    static double StepsByRecursion(double eta, double bend)
    {
        var (u, v) = (-2.2, 10 * (1 - 1.44));
        var steps = 0;
        for (; (u * u + v * v) / 2 > 1e-8; steps++) (u, v) = ((1 - eta) * u, (1 - eta) * v - bend * 10 * eta * eta * u * u);
        return steps;
    }

    /// <summary>The larger root of λ² − (1 + 5 b²) λ + b².</summary>
    static double LargestCurvatureAtTheMinimum(double b) => (1 + 5 * b * b + Math.Sqrt((1 + 5 * b * b) * (1 + 5 * b * b) - 4 * b * b)) / 2;

    static ValleyPath Descend(CurvedValleySettings valley, double step, int limit)
    {
        ValleyLoss loss = new(valley.Curvature);
        return CurvedValley.Follow("gradient descent", new(step, limit), loss,
            theta => CurvedValley.GradientStep(loss, theta, step), valley);
    }

    static ValleyPath NaturalDescend(CurvedValleySettings valley, double step)
    {
        var (loss, model) = (new ValleyLoss(valley.Curvature), new CurvedValleyModel(valley.Curvature));
        return CurvedValley.Follow("natural gradient", new(step, 20_000), loss,
            theta => CurvedValley.NaturalGradientStep(loss, theta, step, at => FisherInformation.ByScore(model, at)), valley);
    }

    static double Between(RandomStream stream, double low, double high) => low + (high - low) * stream.NextUniform();
}
