using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>Steps on one example at a time: what is stable for all examples together need not be for each.</summary>
[Chapter("Training dynamics", Report = "3.3")]
public sealed class OneSampleLaws : ISubjectsOf<OneSampleLaws.Student>
{
    const int Nodes = 4;

    /// <summary>An error w of a linear model in d dimensions, and a learning rate.</summary>
    public sealed record Student(Vector<double> Error, double Rate)
    {
        public int Dimension => Error.Count;
    }

    public Subjects<Student> Subjects => new(
        from dimension in Gen.Choose(1, 3)
        from error in Drawn.Vector(dimension, -2, 2)
        from rate in Drawn.Number(.05, .9)
        where error.L2Norm() > .1
        select new Student(error, rate),
        at => Simpler.Vector(at.Error).Where(error => error.L2Norm() > .1).Select(error => at with { Error = error }),
        at => [Trait.Of("d", at.Dimension), Trait.Of("η", at.Rate)]);

    [Law("N18", LawKind.Identity, @"\mathbb{E} |w'|^2 = (1 - 2 \eta + (d + 2) \eta^2) |w|^2",
        Source = "Feuer and Weinstein 1985; Bach and Moulines 2013",
        Given = "one example at a step, x ~ N(0, I), no noise of labels, w' = w − η x ⟨x, w⟩: stable in the mean square if and "
            + "only if η < 2 / (d + 2); the right side by Gauss-Hermite quadrature, exact for polynomials of degree 7",
        Within = nameof(Nodewise))]
    public Measurement One_example_at_a_step_is_stable_only_for_small_steps(Student at) =>
        IsTheGrowth(at, 1 - 2 * at.Rate + (at.Dimension + 2) * at.Rate * at.Rate);

    [Rival(nameof(One_example_at_a_step_is_stable_only_for_small_steps), "gradient descent on all examples: (1 − η)², stable below 2")]
    public Measurement It_does_not_shrink_as_under_all_examples_together(Student at) => IsTheGrowth(at, (1 - at.Rate) * (1 - at.Rate));

    static Rule Nodewise => Roundoff.Within(Gamma(12 * D + Points + 64) * Error.Squared * (1 + 2 * Rate + (D + 2) * Rate.Squared))
        .Because("64 for the nodes and weights of the quadrature");

    static Quantity<Student> D => new("d", at => at.Dimension);

    static Quantity<Student> Points => new("4ᵈ", at => Math.Pow(Nodes, at.Dimension));

    static Quantity<Student> Error => new("|w|", at => at.Error.L2Norm());

    static Quantity<Student> Rate => new("η", at => at.Rate);

    static Measurement IsTheGrowth(Student at, double factor)
    {
        var rule = GaussHermite.Rule(Nodes);
        var (expectation, squares) = (0.0, at.Error * at.Error);
        var network = new Network(new(Shape.Vector(at.Dimension), new Dense(1)), Parameterization.Standard);
        var target = Matrix<double>.Build.Dense(1, 1);
        for (var point = 0; point < Math.Pow(Nodes, at.Dimension); point++)
        {
            var digits = Enumerable.Range(0, at.Dimension).Select(i => point / (int)Math.Pow(Nodes, i) % Nodes).ToArray();
            var x = Vector<double>.Build.DenseOfEnumerable(digits.Select(digit => rule.Nodes[digit]));
            var after = Descent.Step(at.Error, Objective.Sum(network, Loss.Squared, x.ToRowMatrix(), target).Gradient(at.Error), at.Rate);
            expectation += digits.Aggregate(1.0, (weight, digit) => weight * rule.Weights[digit]) * (after * after);
        }

        return Measure.Distance("(1 − 2η + (d + 2) η²) |w|²", factor * squares, "E|w'|²", expectation);
    }
}
