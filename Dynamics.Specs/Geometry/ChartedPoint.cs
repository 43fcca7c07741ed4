using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
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
        from a in Drawn.Matrix(at.Theta.Count, at.Theta.Count, -2, 2).Where(a => CompactSvd.Of(a).ConditionNumber < WorstCondition)
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

    /// <summary>What rounding does to the step in the model's own coordinates, in units of u.</summary>
    public double ErrorInTheta => step * OfTheDirection(at.Model, at.Theta).L2Norm();

    /// <summary>What rounding does to the step in the chart, mapped back.</summary>
    public double ErrorInTheChart => step * (a.PointwiseAbs() * OfTheDirection(new Reparameterised(at.Model, Chart), Phi)).L2Norm();

    /// <summary>
    /// The chart leads back to the point but for a difference that is measured, and the roundings of A φ + b: the step ends as far off,
    /// begins where its direction is another, by the slope of the direction, and is mapped back with roundings of its own.
    /// </summary>
    public double ErrorOfThePoint
    {
        get
        {
            const double h = 1e-5;
            var ofChart =
                (Phi.Count + 2) * (a.PointwiseAbs() * (Phi.PointwiseAbs() + a.Solve(NaturalStep).PointwiseAbs()) + b.PointwiseAbs());
            var ofPoint = (Chart.Apply(Phi) - at.Theta).PointwiseAbs() / Quantity.UnitRoundoff + ofChart;
            var ofEnd = ofChart + at.Theta.PointwiseAbs() + 2 * NaturalStep.PointwiseAbs();
            var slope = Matrix<double>.Build.DenseOfColumnVectors(
                Enumerable.Range(0, Phi.Count).Select(p => (StepFrom(p, h) - StepFrom(p, -h)) / (2 * h)));
            return (ofPoint + slope.PointwiseAbs() * ofPoint + ofEnd).L2Norm();

            Vector<double> StepFrom(int p, double by)
            {
                var moved = at.Theta.Clone();
                moved[p] += by;
                return Move(at.Model, moved, NaturalGradient.Step) - moved;
            }
        }
    }

    public override string ToString() =>
        $"{at}, chart A = [{string.Join("; ", a.EnumerateRows().Select(row => string.Join(" ", row)))}], "
        + $"b = ({string.Join(", ", b)}), step {step}";

    /// <summary>
    /// F⁻¹ ∇L moves by F⁻¹ (δ∇L − δF F⁻¹ ∇L), and a solution by Cholesky's factors is exact for an F that is (3 P + 1) |R|ᵀ|R| away
    /// (Higham 2002, theorem 10.4).
    /// </summary>
    Vector<double> OfTheDirection(IStatisticalModel model, Vector<double> point)
    {
        var f = FisherInformation.ByScore(model, point);
        var factor = f.Cholesky().Factor.PointwiseAbs();
        var direction = (Move(model, point, NaturalGradient.Step) - point).PointwiseAbs() / step;
        var ofMetric = DerivativeErrors.BesideThoseNearby(model, point).OfScoreCovariance
            + (3 * point.Count + 1) * factor.TransposeAndMultiply(factor);
        return f.Inverse().PointwiseAbs() * (ofMetric * direction + DerivativeErrors.OfTheGradient(model, point, at.ExpectationElsewhere));
    }

    Vector<double> Move(IStatisticalModel model, Vector<double> point, StepRule rule) =>
        rule(point, FisherInformation.ByScore(model, point), Gradient(model, point), step);

    Vector<double> Gradient(IStatisticalModel model, Vector<double> point) =>
        Differentiate.Gradient(new CrossEntropy(model, at.ExpectationElsewhere), point);
}

/// <summary>Where a step leads from a point, given the metric and the gradient there.</summary>
public delegate Vector<double> StepRule(Vector<double> point, Matrix<double> metric, Vector<double> gradient, double step);
