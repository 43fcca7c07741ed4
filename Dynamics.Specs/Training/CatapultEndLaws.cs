using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>
/// How the catapult ends. With a = η λ and u = η² f² / n a step is u' = u (1 − a + u)², a' = a − u (4 − a), and u ≤ a²/4 for any weights.
/// So a falls while it is below 4, and the sum of u (4 − a) is what it falls by; u tends to zero; and a cannot stay above 2, where u
/// grows, unless a step lands on u = 0.
/// </summary>
[Chapter("Training dynamics")]
public sealed class CatapultEndLaws : ISubjectsOf<CatapultEndLaws.Thrown>
{
    const int MostSteps = 4000;
    const double AtRest = 1e-16, Diverged = 1e12;

    /// <summary>Gradient descent on f = u · v / √n, input 1, target 0, with η λ between 2 and 4 at the start.</summary>
    public sealed record Thrown(Vector<double> U, Vector<double> V, double Share)
    {
        readonly Lazy<Path> _path = new(() => Path.Of(U, V, Share));

        public int Width => U.Count;

        internal Path Path => _path.Value;
    }

    /// <param name="U">η² f² / n before each step.</param>
    /// <param name="A">η λ before each step, and at the end.</param>
    internal sealed record Path(IReadOnlyList<double> U, IReadOnlyList<double> A)
    {
        public static Path Of(Vector<double> u, Vector<double> v, double share)
        {
            var one = Matrix<double>.Build.Dense(1, 1, 1);
            var network = new Network(new(Shape.Vector(1), new Dense(u.Count), new Dense(1)));
            var start = Vector<double>.Build.DenseOfEnumerable([.. u, .. v]);
            var rate = share / network.TangentKernel(start, one)[0, 0];
            var run = new TrainingRun(new FullBatch(Objective.Sum(network, Loss.Squared, one, 0 * one)), new GradientDescent(rate), start);
            var (outputs, kernels) = (new List<double>(), new List<double>());
            while (true)
            {
                kernels.Add(rate * network.TangentKernel(run.Parameters, one)[0, 0]);
                var moved = rate * rate * Math.Pow(network.Outputs(run.Parameters, one)[0, 0], 2) / u.Count;
                if (moved is <= AtRest or > Diverged || outputs.Count == MostSteps) return new(outputs, kernels);
                outputs.Add(moved);
                run.Run(1);
            }
        }
    }

    public Subjects<Thrown> Subjects => new(
        from width in Gen.Choose(1, 12)
        from u in Drawn.Vector(width, -2, 2)
        from v in Drawn.Vector(width, -2, 2)
        from share in Drawn.Number(2.05, 3.9)
        where Math.Abs(u * v) > .01
        select new Thrown(u, v, share),
        at => Enumerable.Range(1, at.Width - 1)
            .Select(width => new Thrown(at.U.SubVector(0, width), at.V.SubVector(0, width), at.Share))
            .Where(it => Math.Abs(it.U * it.V) > .01),
        at => [Trait.Of("n", at.Width), Trait.Of("η λ", at.Share), Trait.Of("steps", at.Path.U.Count)]);

    [Law("N24a", LawKind.Identity, @"\eta \lambda_0 - \eta \lambda_T = \sum_{t < T} \frac{\eta^2 f_t^2}{n} (4 - \eta \lambda_t)",
        Source = "Lewkowycz et al. 2020; summed here", Given = "f = u · v / √n, x = 1, y = 0, loss f² / 2, gradient descent from "
            + "2 < ηλ < 4 until η² f² / n ≤ 1e-16", Within = nameof(OfTheSum), RestsOn = ["N15b"])]
    public Measurement The_kernel_falls_by_the_squared_outputs_weighted_by_four_minus_eta_lambda(Thrown at) => IsTheSum(at, 4, 1);

    [Mistake(nameof(The_kernel_falls_by_the_squared_outputs_weighted_by_four_minus_eta_lambda), "2, where the loss begins to grow, for 4")]
    public Measurement Sum_with_two_for_four(Thrown at) => IsTheSum(at, 2, 1);

    [Mistake(nameof(The_kernel_falls_by_the_squared_outputs_weighted_by_four_minus_eta_lambda),
        "steps that are 1 % longer than they are said to be")]
    public Measurement Sum_for_a_longer_step(Thrown at) => IsTheSum(at, 4, 1.01);

    [Law("N24b", LawKind.Bound, @"\eta \lambda_T \le 2", Source = "Lewkowycz et al. 2020; derived here",
        Given = "as N24a, at the step at which η² f² / n ≤ 1e-16; f is not zero at the start, and no step lands on f = 0, as one with "
            + "η² f² / n = ηλ − 1 does: starts of measure zero",
        Within = nameof(OfTheKernel), RestsOn = ["N24a"])]
    public Measurement The_catapult_ends_below_the_edge_of_stability(Thrown at) => EndsBelow(at.Path.U.Count, at.Path.A[^1]);

    [Mistake(nameof(The_catapult_ends_below_the_edge_of_stability), "a kernel that falls by u (3 − a) for u (4 − a), run to its end",
        CatchRate = .3)]
    public Measurement Kernel_that_falls_by_less(Thrown at)
    {
        var (u, a, steps) = (at.Path.U[0], at.Path.A[0], 0);
        for (; u is > AtRest and <= Diverged && steps < MostSteps; steps++) (u, a) = (u * Math.Pow(1 - a + u, 2), a - u * (3 - a));
        return EndsBelow(steps, a);
    }

    [HypothesisDropped(nameof(The_catapult_ends_below_the_edge_of_stability),
        "no step lands on f = 0: v = u / √(ηλ − 1), whose first step does",
        AlwaysBecause = "it ends there, at ηλ = (ηλ₀ − 2)², which is above 2 from ηλ₀ = 3.42 on")]
    public Measurement From_a_start_whose_step_lands_on_zero(Thrown at)
    {
        var share = 3.45 + (at.Share - 2.05) / 4;
        return EndsBelow(1, Path.Of(at.U, at.U / Math.Sqrt(share - 1), share).A[^1]);
    }

    [HypothesisDropped(nameof(The_catapult_ends_below_the_edge_of_stability),
        "below 4: a step that is larger by 2 over the kernel diverges")]
    public Measurement From_above_four(Thrown at) => EndsBelow(0, Path.Of(at.U, at.V, at.Share + 2).A[^1]);

    static Rule OfTheSum => Roundoff.Within((Gamma(2 * N + 8) * (2 + 4 * Roots + Sum) + Gamma(4 * Steps)) * Share)
        .Because("λ at both ends, f by its terms since √n |f| ≤ Σ|u||v|, and a rounding of each weight in each step");

    static Rule OfTheKernel => Roundoff.Within(Gamma(2 * N + 8) * Share);

    static Quantity<Thrown> N => new("n", at => at.Width);

    static Quantity<Thrown> Steps => new("T", at => at.Path.U.Count);

    static Quantity<Thrown> Roots => new("Σ η|f|/√n", at => at.Path.U.Sum(Math.Sqrt));

    static Quantity<Thrown> Sum => new("Σ η²f²/n", at => at.Path.U.Sum());

    static Quantity<Thrown> Share => new("ηλ₀", at => at.Share);

    static Measurement IsTheSum(Thrown at, double turn, double factor) => Measure.Distance("Σ η²f²/n (4 − ηλ)",
        at.Path.U.Zip(at.Path.A, (u, a) => factor * factor * u * (turn - factor * a)).Sum(), "ηλ_0 − ηλ_T", at.Path.A[0] - at.Path.A[^1]);

    static Measurement EndsBelow(int steps, double end) => steps == MostSteps
        ? Measurement.NoCase($"it is not at rest after {MostSteps} steps") : Measure.AtMost("ηλ at the end", end, "the edge", 2);
}
