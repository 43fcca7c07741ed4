using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>
/// Two linear layers on one example: the output and its tangent kernel form a closed system. Above 2 / λ the loss grows at first, but a
/// large output lowers the kernel, until the step is stable again.
/// </summary>
[Chapter("Training dynamics")]
public sealed class CatapultLaws : ISubjectsOf<CatapultLaws.TwoLayers>
{
    /// <summary>f = u · v / √n on the input 1, with the squared loss and the target 0.</summary>
    public sealed record TwoLayers(Vector<double> U, Vector<double> V, double Share)
    {
        readonly Network _network = new(new(Shape.Vector(1), new Dense(U.Count), new Dense(1)));

        public int Width => U.Count;

        public Vector<double> Theta => Vector<double>.Build.DenseOfEnumerable([.. U, .. V]);

        /// <summary>η, from η λ.</summary>
        public double Rate => Share / Kernel(Theta);

        public Vector<double> After => Descent.Step(Theta, Objective.Sum(_network, Loss.Squared, One, 0 * One).Gradient(Theta), Rate);

        public double Output(Vector<double> theta) => _network.Outputs(theta, One)[0, 0];

        /// <summary>λ = (|u|² + |v|²) / n.</summary>
        public double Kernel(Vector<double> theta) => _network.TangentKernel(theta, One)[0, 0];

        static Matrix<double> One { get; } = Matrix<double>.Build.Dense(1, 1, 1);
    }

    public Subjects<TwoLayers> Subjects => new(
        from width in Gen.Choose(1, 12)
        from u in Drawn.Vector(width, -2, 2)
        from v in Drawn.Vector(width, -2, 2)
        from share in Drawn.Number(.5, 4.5)
        where u.L2Norm() > .1
        select new TwoLayers(u, v, share),
        at => Enumerable.Range(1, at.Width - 1)
            .Select(width => new TwoLayers(at.U.SubVector(0, width), at.V.SubVector(0, width), at.Share)).Where(it => it.U.L2Norm() > .1),
        at => [Trait.Of("n", at.Width), Trait.Of("η λ", at.Share)]);

    [Law("N15a", LawKind.Identity, @"f' = f \left( 1 - \eta \lambda + \frac{\eta^2 f^2}{n} \right)",
        Source = "Lewkowycz et al. 2020, equation 6",
        Given = "f = u · v / √n, x = 1, y = 0, loss f² / 2, one step of gradient descent", Within = nameof(OfTheOutput))]
    public Measurement The_output_follows_from_the_output_and_its_kernel(TwoLayers at) =>
        IsTheOutput(at, at.Rate * at.Rate * Math.Pow(at.Output(at.Theta), 2) / at.Width);

    [Mistake(nameof(The_output_follows_from_the_output_and_its_kernel), "the term of second order left out: the lazy regime")]
    public Measurement Without_the_second_order_it_does_not(TwoLayers at) => IsTheOutput(at, 0);

    [Law("N15b", LawKind.Identity, @"\lambda' = \lambda + \frac{\eta f^2}{n} (\eta \lambda - 4)",
        Source = "Lewkowycz et al. 2020, equation 7",
        Given = "as N15a: below η λ = 4 the kernel falls, and faster the larger the output", Within = nameof(OfTheKernel))]
    public Measurement The_kernel_falls_while_the_step_is_below_four_over_it(TwoLayers at) => IsTheKernel(at, 4);

    [Mistake(nameof(The_kernel_falls_while_the_step_is_below_four_over_it), "2, where the loss begins to grow, for 4")]
    public Measurement Not_only_below_two_over_it(TwoLayers at) => IsTheKernel(at, 2);

    static Rule OfTheOutput => Roundoff.Within(Gamma(3 * N + 20) * (Added * (1 + Moved.Squared) + Output * Share))
        .Because("with sums of absolute values for f' and λ");

    static Rule OfTheKernel => Roundoff.Within(Gamma(3 * N + 24) * (Kernel * (1 + Moved.Squared) + 4 * Moved * Added / Sqrt(N)))
        .Because("with sums of absolute values for f and λ'");

    static Quantity<TwoLayers> N => new("n", at => at.Width);

    static Quantity<TwoLayers> Added => new("Σ|u||v| / √n", at => at.U.PointwiseAbs() * at.V.PointwiseAbs() / Math.Sqrt(at.Width));

    static Quantity<TwoLayers> Output => new("|f|", at => Math.Abs(at.Output(at.Theta)));

    static Quantity<TwoLayers> Moved => new("(η|f|/√n)", at => at.Rate * Output.Of(at) / Math.Sqrt(at.Width));

    static Quantity<TwoLayers> Share => new("ηλ", at => at.Share);

    static Quantity<TwoLayers> Kernel => new("λ", at => at.Kernel(at.Theta));

    static Measurement IsTheOutput(TwoLayers at, double second)
    {
        var f = at.Output(at.Theta);
        return Measure.Distance("f (1 − ηλ + η²f²/n)", f * (1 - at.Rate * at.Kernel(at.Theta) + second), "f'", at.Output(at.After));
    }

    static Measurement IsTheKernel(TwoLayers at, double turn)
    {
        var (f, kernel) = (at.Output(at.Theta), at.Kernel(at.Theta));
        return Measure.Distance("λ + ηf²/n (ηλ − 4)", kernel + at.Rate * f * f / at.Width * (at.Rate * kernel - turn),
            "λ'", at.Kernel(at.After));
    }
}
