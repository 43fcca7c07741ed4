using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck;
using MathNet.Numerics.LinearAlgebra;
using static FsCheck.Fluent.Gen;

namespace Dynamics.Specs.Geometry;

/// <summary>A model at a point, seen in the chart θ = A φ + b, about to take a step of a size.</summary>
public sealed class ChartedPoint<TModel>(AtPoint<TModel> at, Matrix<double> a, Vector<double> b, double step)
    where TModel : IStatisticalModel
{
    const double WorstCondition = 30;

    public static Gen<ChartedPoint<TModel>> Draw(Gen<AtPoint<TModel>> points) =>
        from at in points
        from a in Drawn.Matrix(at.Theta.Count, at.Theta.Count, -2, 2).Where(a => a.ConditionNumber() < WorstCondition)
        from b in Drawn.Vector(at.Theta.Count, -1, 1)
        from step in Drawn.Number(.01, 1)
        select new ChartedPoint<TModel>(at, a, b, step);

    public static IEnumerable<ChartedPoint<TModel>> Simpler(ChartedPoint<TModel> c) =>
    [
        .. ModelSubjects.Simpler(c.At).Select(at => new ChartedPoint<TModel>(at, c.A, c.B, c.Step)),
        .. Laws.Simpler.Vector(c.B).Select(b => new ChartedPoint<TModel>(c.At, c.A, b, c.Step)),
    ];

    public AtPoint<TModel> At => at;

    public Matrix<double> A => a;

    public Vector<double> B => b;

    public double Step => step;

    public IChart Chart { get; } = new AffineChart(a, b);

    public Vector<double> Phi => Chart.Inverse(at.Theta);

    /// <summary>The step that a rule takes in the model's own coordinates. The loss is the cross-entropy to the point elsewhere.</summary>
    public Vector<double> InTheta(StepRule rule) => Move(at.Model, at.Theta, rule);

    /// <summary>The step of the natural gradient.</summary>
    public Vector<double> NaturalStep => InTheta(NaturalGradient.Step) - at.Theta;

    /// <summary>The step that the rule takes in the chart, mapped back.</summary>
    public Vector<double> InTheChart(StepRule rule) => Chart.Apply(Move(new Reparameterised(at.Model, Chart), Phi, rule));

    /// <summary>What rounding can do to the gradient: an expectation of the score under the distribution elsewhere.</summary>
    public DerivativeRoundings RoundingsElsewhere => DerivativeRoundings.Of(at.Model, at.Theta, at.ExpectationElsewhere);

    /// <summary>F in the chart.</summary>
    public Matrix<double> MetricInTheChart => FisherInformation.ByScore(new Reparameterised(at.Model, Chart), Phi);

    public override string ToString() =>
        $"{at}, chart A = [{string.Join("; ", a.EnumerateRows().Select(row => string.Join(" ", row)))}], b = ({string.Join(", ", b)}), step {step}";

    Vector<double> Move(IStatisticalModel model, Vector<double> point, StepRule rule) =>
        rule(point, FisherInformation.ByScore(model, point), Differentiate.Gradient(new CrossEntropy(model, at.ExpectationElsewhere), point), step);
}

/// <summary>Where a step leads from a point, given the metric and the gradient there.</summary>
public delegate Vector<double> StepRule(Vector<double> point, Matrix<double> metric, Vector<double> gradient, double step);
