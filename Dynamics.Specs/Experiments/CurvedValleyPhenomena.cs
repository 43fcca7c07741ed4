using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Experiments;

/// <summary>Phase 1 at the report's own setting: b = 10, from (-1.2, 1).</summary>
[Chapter("The three phases", Report = "3.1")]
public sealed class CurvedValleyPhenomena
{
    static readonly double[] NaturalSteps = [1, .5, .1, .05, .01];

    [Law("P1e", LawKind.Identity, @"T(\eta) = \min \{ t : u_t^2 + v_t^2 \le 2 \cdot 10^{-8} \}",
        Source = "report 3.1", Given = "(u, v) follow the recursion of P1c from the report's start; η in {1, .5, .1, .05, .01}: 2, 19, 107, 212, 1050 steps",
        Within = Exact.ToTheBit, RestsOn = ["P1c"])]
    public Measurement Natural_gradient_arrives_when_the_recursion_says() => ArrivesOnTime(bend: 1);

    [Mistake(nameof(Natural_gradient_arrives_when_the_recursion_says), "the bend of a finite step left out")]
    public Measurement Without_the_bend_it_would_arrive_at_other_times() => ArrivesOnTime(bend: 0);

    [Law("P1f", LawKind.Phenomenon, @"\tfrac{1}{29} \sum_{t < 30} [v_t v_{t+1} < 0] > \tfrac{1}{29}",
        Source = "report 3.1", Given = "gradient descent near its stability edge, η = .0039; the null is a path that crosses the valley floor once",
        Within = "phenomenon: beyond the null by 0.4, the steps .0038 and .0039 gave .66 and .72 before")]
    public Measurement Gradient_descent_zigzags_across_the_valley() => Zigzags(step: .0039);

    [Mistake(nameof(Gradient_descent_zigzags_across_the_valley), "a step far below the stability edge")]
    public Measurement With_a_small_step_it_does_not() => Zigzags(step: .001);

    [Law("P1g", LawKind.Phenomenon, @"T_{\text{gradient}} / T_{\text{natural}} > 1",
        Source = "report 3.1", Given = "steps to a loss of 1e-8: gradient descent with its fastest stable step .003934927, natural gradient with η = .1; the null is equally many",
        Within = "phenomenon: beyond the null by 50, 10109 steps against 107 before")]
    public Measurement And_then_it_crawls() => Crawls(Descend(.003934927, 20_000));

    [Mistake(nameof(And_then_it_crawls), "gradient descent in the flat coordinates")]
    public Measurement In_flat_coordinates_it_does_not() => Crawls(CurvedValley.Follow("flat gradient descent", new(.1, 20_000), Loss, theta =>
    {
        var (u, v) = (.9 * (theta[0] - 1), .9 * 10 * (theta[1] - theta[0] * theta[0]));
        return MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense([u + 1, v / 10 + (u + 1) * (u + 1)]);
    }, new()));

    static readonly ValleyLoss Loss = new();

    static Measurement ArrivesOnTime(double bend) =>
        Measure.Bits("steps by the recursion", [.. NaturalSteps.Select(eta => StepsByRecursion(eta, bend))],
            "steps of natural gradient descent", [.. NaturalSteps.Select(eta => (double)NaturalDescend(eta).Steps)]);

    static Measurement Zigzags(double step) =>
        Measure.Above("share of sign changes across the valley", Descend(step, 30).SignFlips, "one crossing", 1 / 29.0)
            .Within(Phenomenon.By(.4, "the steps .0038 and .0039 gave .66 and .72 before"));

    static Measurement Crawls(ValleyPath gradientDescent) =>
        Measure.Above("steps, over those of natural gradient", gradientDescent.Steps / (double)NaturalDescend(.1).Steps, "equally many", 1)
            .Within(Phenomenon.By(50, "10109 steps against 107 before"));

    static double StepsByRecursion(double eta, double bend)
    {
        var (u, v) = (-2.2, 10 * (1 - 1.44));
        var steps = 0;
        for (; (u * u + v * v) / 2 > 1e-8; steps++) (u, v) = ((1 - eta) * u, (1 - eta) * v - bend * 10 * eta * eta * u * u);
        return steps;
    }

    static ValleyPath Descend(double step, int limit) =>
        CurvedValley.Follow("gradient descent", new(step, limit), Loss, theta => CurvedValley.GradientStep(Loss, theta, step), new());

    static ValleyPath NaturalDescend(double step) =>
        CurvedValley.Follow("natural gradient", new(step, 20_000), Loss,
            theta => CurvedValley.NaturalGradientStep(Loss, theta, step, at => FisherInformation.ByScore(new CurvedValleyModel(), at)), new());
}
