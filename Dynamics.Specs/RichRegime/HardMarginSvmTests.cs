using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.RichRegime;

/// <summary>The oracle meets the conditions of Karush, Kuhn and Tucker, which are enough for a convex programme.</summary>
public sealed class HardMarginSvmTests
{
    static readonly HardMarginSvm OfTheTriangle = HardMarginSvm.Solve(Matrix<double>.Build.DenseOfRowMajor(3, 2, [1, 1, 1, -1, 3, 0]));

    [Property(Cases = 30)]
    public void The_solution_is_feasible_stationary_and_complementary(Seed seed)
    {
        var stream = seed.Open();
        var direction = stream.NormalVector(4).Normalize(2);
        var examples = stream.NormalMatrix(12, 4);
        for (var i = 0; i < 12; i++)
            examples.SetRow(i, examples.Row(i) + (.2 + Math.Abs(examples.Row(i) * direction) - examples.Row(i) * direction) * direction);

        var svm = HardMarginSvm.Solve(examples);

        var margins = examples * svm.Weights;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(margins.Minimum(), Is.EqualTo(1).Within(1e-9), "feasible, and tight somewhere");
            Assert.That(svm.Multipliers.Minimum(), Is.GreaterThanOrEqualTo(0), "multipliers");
            Assert.That((svm.Weights - examples.TransposeThisAndMultiply(svm.Multipliers)).L2Norm(), Is.LessThan(1e-12), "stationary");
            Assert.That(svm.Multipliers.PointwiseMultiply(margins - 1).AbsoluteMaximum(), Is.LessThan(1e-9), "complementary");
        }
    }

    [Test]
    public void Two_points_hold_the_line_and_the_third_is_behind_it() =>
        Assert.That(OfTheTriangle.Weights.ToArray(), Is.EqualTo(new[] { 1.0, 0 }).Within(1e-15));

    [Test]
    public void The_multipliers_are_on_the_two_points() =>
        Assert.That(OfTheTriangle.Multipliers.ToArray(), Is.EqualTo(new[] { .5, .5, 0 }).Within(1e-15));

    [Test]
    public void What_no_line_separates_is_refused() =>
        Assert.That(() => HardMarginSvm.Solve(Matrix<double>.Build.DenseOfRowMajor(2, 1, [1, -1])),
            Throws.InvalidOperationException.With.Message.EqualTo("The examples are not separable."));
}
