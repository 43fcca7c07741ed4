using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Experiments;

public class TwoChartsTests
{
    static readonly TwoChartsSettings Small = new()
    {
        PathDuration = 1, NaturalPathSteps = 20, PlainPathSteps = 100, NaturalSteps = [128, 256], PlainSteps = [128, 256],
    };

    [Test]
    public void Natural_runs_in_two_charts_part_in_proportion_to_the_step_plain_ones_do_not_come_together()
    {
        var result = TwoCharts.Run(Small);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.SlopeOf(GradientMethod.Natural), Is.EqualTo(1).Within(2 / 128.0));
            Assert.That(result.SlopeOf(GradientMethod.Plain), Is.EqualTo(0).Within(2 / 128.0));
        }
    }

    [Test]
    public void In_a_chart_that_turns_the_page_plain_runs_agree_too()
    {
        var turned = new AffineChart(Matrix<double>.Build.DenseOfRowMajor(2, 2, [.6, -.8, .8, .6]), Vector<double>.Build.Dense([.3, -1]));
        var result = TwoCharts.Run(Small with { Chart = turned });
        Assert.That(result.Distances.Select(distance => distance.Distance), Is.All.LessThan(1e-12));
    }

    [Test]
    public void Every_point_is_the_same_in_both_charts()
    {
        var result = TwoCharts.Run(Small);
        foreach (var point in result.Paths.SelectMany(path => path.Points).Append(result.Minimum))
            Assert.That(
                TwoCharts.LossInSecondChart(Small, point.P, point.Q), Is.EqualTo(TwoCharts.Loss(Small, point.X, point.Y)).Within(1e-12));
    }

    [Test]
    public void A_run_that_diverges_says_at_which_step() => Assert.That(
        () => TwoCharts.Run(Small with { PlainPathSteps = 40, PathDuration = 40 }),
        Throws.TypeOf<DivergedException>().With.Message.Contains("step"));

    [Test]
    public void A_duration_that_is_not_positive_is_refused() => Assert.That(
        () => TwoCharts.Run(Small with { PathDuration = 0 }),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("PathDuration is 0; it needs to be positive and finite."));
}
