using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Specs.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// In a curved chart a finite natural-gradient step differs at second order in its length, and a path of such steps at first order in
/// the step; the flow is the same.
/// </summary>
public abstract partial class StatisticalModelLaws<TModel> : ISubjectsOf<SmoothlyChartedPoint<TModel>>
{
    Subjects<SmoothlyChartedPoint<TModel>> ISubjectsOf<SmoothlyChartedPoint<TModel>>.Subjects => new(
        SmoothlyChartedPoint<TModel>.Draw(Subjects.Draw), SmoothlyChartedPoint<TModel>.Simpler,
        s => [Trait.Of("condition of A", CompactSvd.Of(s.A).ConditionNumber),
            Trait.Of("|C|", s.C.FrobeniusNorm()), .. Subjects.Traits(s.At)]);

    [Law("G10a", LawKind.Order, @"\theta(\phi - h F_\phi^{-1} \nabla_\phi L) = \theta - h F_\theta^{-1} \nabla_\theta L + O(h^2)",
        Source = "Martens 2020",
        Given = "F is not singular; a smooth chart that bends along the natural gradient; the step leads h far in the chart",
        Within = nameof(BendOfTheChart), Cases = 10, NoCaseWhere = [typeof(SingularMetricException)], RestsOn = ["G9"])]
    public Measurement A_natural_gradient_step_is_nearly_the_same_in_every_smooth_chart(SmoothlyChartedPoint<TModel> s) =>
        StepsAgree(s, SmoothCharts.Natural);

    [Mistake(nameof(A_natural_gradient_step_is_nearly_the_same_in_every_smooth_chart), "the plain gradient", Catches = 5)]
    public Measurement A_plain_gradient_step_differs_by_as_much_as_it_is_long(SmoothlyChartedPoint<TModel> s) =>
        StepsAgree(s, SmoothCharts.Plain);

    [Law("G10b", LawKind.Order, @"\theta(\phi_{1/h}) = \theta_{1/h} + O(h)",
        Source = "Martens 2020",
        Given = "a smooth chart that bends along the natural gradient; F is not singular on the way; "
            + "natural gradient descent for a fixed time in steps of h times it, " + ThereAndBack + "; the paths differ by more than "
            + "roundoff",
        Within = nameof(BendOfPaths), Cases = 4, NoCaseWhere = [typeof(SingularMetricException)], RestsOn = ["G10a"])]
    public Measurement Paths_of_natural_gradient_descent_approach_each_other(SmoothlyChartedPoint<TModel> s) =>
        PathsAgree(s, SmoothCharts.Natural, Euler, EulerSteps);

    [Mistake(nameof(Paths_of_natural_gradient_descent_approach_each_other), "the plain gradient", Catches = 4)]
    public Measurement Paths_of_gradient_descent_do_not(SmoothlyChartedPoint<TModel> s) =>
        PathsAgree(s, SmoothCharts.Plain, Euler, EulerSteps);

    [Law("G10c", LawKind.Order, @"\theta(\phi(T)) = \theta(T) + O(h^4)",
        Source = "Kutta 1901; Amari 1998",
        Given = "a smooth chart that bends along the natural gradient; F is not singular on the way; the natural gradient flow for a "
            + "fixed time, by Runge-Kutta steps of order 4 of h times it, " + ThereAndBack + "; the paths differ by more than roundoff",
        Within = nameof(BendOfFlows), Cases = 4, NoCaseWhere = [typeof(SingularMetricException)], RestsOn = ["G10b"])]
    public Measurement The_natural_gradient_flow_is_the_same_in_every_smooth_chart(SmoothlyChartedPoint<TModel> s) =>
        PathsAgree(s, SmoothCharts.Natural, RungeKutta4.Step, RungeKuttaSteps);

    [Mistake(nameof(The_natural_gradient_flow_is_the_same_in_every_smooth_chart), "the plain gradient", Catches = 2, CatchRate = .35)]
    public Measurement The_gradient_flow_is_not(SmoothlyChartedPoint<TModel> s) =>
        PathsAgree(s, SmoothCharts.Plain, RungeKutta4.Step, RungeKuttaSteps);

    const string ThereAndBack = "from the point, and back from the flow's end with negative steps, both differences together";

    protected static Rule BendOfTheChart => Order.Exactly(2, new Quantity<SmoothlyChartedPoint<TModel>>(
        "C from |∂³θ| h / 3 |∂²θ| + |∂⁴θ| h² / 12 |∂²θ|", s => s.NextTermsOfTheBend(ShortSteps[0])));

    protected static Rule BendOfPaths => PathsWithin(1, Euler, EulerSteps);

    protected static Rule BendOfFlows => PathsWithin(4, RungeKutta4.Step, RungeKuttaSteps);

    static Rule PathsWithin(int order, Integrator integrator, double[] steps)
    {
        return Order.Exactly(order,
            2 * Told("next term over the first", (_, difference) => ErrorSeries.NextTerm(difference, order, steps[0]))
            + Told("roundoff's share", (s, difference) =>
                2 * s.RoundoffOfAPath / difference(steps[^1]).L2Norm() / Math.Log(2) / steps[^2]))
            .Because(ErrorSeries.Known);

        Quantity<SmoothlyChartedPoint<TModel>> Told(
            string name, Func<SmoothlyChartedPoint<TModel>, Func<double, Vector<double>>, double> share) =>
            new(name, s => s.Bends ? share(s, Differences(s, SmoothCharts.Natural, integrator)) : 0);
    }

    static readonly double[] ShortSteps = [.. Enumerable.Range(6, 4).Select(k => Math.Pow(2, -k))];
    static readonly double[] EulerSteps = [1.0 / 8, 1.0 / 16, 1.0 / 32];
    static readonly double[] RungeKuttaSteps = [1.0 / 4, 1.0 / 8, 1.0 / 16];

    /// <summary>Of what rounding leaves, so that a slope is right to a hundredth.</summary>
    const double SmallestDifference = 300;

    static Measurement StepsAgree(SmoothlyChartedPoint<TModel> s, VelocityRule rule)
    {
        if (!s.Bends) return Measurement.NoCase("the chart hardly bends along the natural gradient");
        var (inTheta, inTheChart) = (s.InTheta(rule, s.At.Theta), s.InTheChart(rule, s.Phi));
        return Measure.Shrinks("step in the chart − step in θ", ShortSteps,
            [.. ShortSteps.Select(h => Difference(h / inTheChart.L2Norm()))]);

        double Difference(double step) => (s.Chart.Apply(s.Phi + step * inTheChart) - (s.At.Theta + step * inTheta)).L2Norm();
    }

    static Measurement PathsAgree(SmoothlyChartedPoint<TModel> s, VelocityRule rule, Integrator integrator, double[] steps)
    {
        if (!s.Bends) return Measurement.NoCase("the chart hardly bends along the natural gradient");
        var difference = Differences(s, rule, integrator);
        return difference(steps[^1]).L2Norm() < SmallestDifference * s.RoundoffOfAPath
            ? Measurement.NoCase("the paths differ by little more than roundoff")
            : ErrorSeries.Shrinks("difference of the paths at their ends", difference, steps);
    }

    /// <summary>
    /// Where the path in the chart ends less where that in θ ends, in steps of h times their duration: there from the point, and back
    /// again
    /// from the end of the flow.
    /// </summary>
    static Func<double, Vector<double>> Differences(SmoothlyChartedPoint<TModel> s, VelocityRule rule, Integrator integrator)
    {
        var duration = s.Duration(rule);
        var end = RungeKutta4.Integrate(y => s.InTheta(rule, y), s.At.Theta, duration, 4)[^1];
        return h => Vector<double>.Build.DenseOfEnumerable([.. Over(s.At.Theta, duration, h), .. Over(end, -duration, h)]);

        Vector<double> Over(Vector<double> start, double time, double h)
        {
            var (theta, phi) = (start, s.Chart.Inverse(start));
            for (var t = 0; t < (int)Math.Round(1 / h); t++)
            {
                theta = integrator(y => s.InTheta(rule, y), theta, time * h);
                phi = integrator(y => s.InTheChart(rule, y), phi, time * h);
            }

            return s.Chart.Apply(phi) - theta;
        }
    }

    delegate Vector<double> Integrator(Func<Vector<double>, Vector<double>> field, Vector<double> y, double h);

    static Vector<double> Euler(Func<Vector<double>, Vector<double>> field, Vector<double> y, double h) => y + h * field(y);
}
