using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// A model at a point, seen in the curved chart θ = A (φ + C sin φ) + b, whose Jacobian changes from point to point. The loss is the
/// cross-entropy to the point elsewhere.
/// </summary>
public sealed class SmoothlyChartedPoint<TModel>(AtPoint<TModel> at, Matrix<double> a, Vector<double> b, Matrix<double> c)
    where TModel : IStatisticalModel
{
    const double WorstCondition = 5;

    /// <summary>How far a path goes in the chart, where a unit bends it once.</summary>
    const double LongestInTheChart = .25;

    /// <summary>How far it goes in the Fisher metric, and on its way to the minimum: too little to leave a family.</summary>
    const double LongestPath = .5;

    /// <summary>Of a coordinate: there and back again through the chart, and in 16 steps.</summary>
    const int Roundings = 32;

    public static Gen<SmoothlyChartedPoint<TModel>> Draw(Gen<AtPoint<TModel>> points) =>
        from at in points
        from a in Drawn.Matrix(at.Theta.Count, at.Theta.Count, -2, 2).Where(a => CompactSvd.Of(a).ConditionNumber < WorstCondition)
        from b in Drawn.Vector(at.Theta.Count, -1, 1)
        from c in Drawn.Matrix(at.Theta.Count, at.Theta.Count, -1, 1)
        select new SmoothlyChartedPoint<TModel>(at, a, b, c);

    public static IEnumerable<SmoothlyChartedPoint<TModel>> Simpler(SmoothlyChartedPoint<TModel> s) =>
    [
        .. ModelSubjects.Simpler(s.At).Select(at => new SmoothlyChartedPoint<TModel>(at, s.A, s.B, s.C)),
        .. Laws.Simpler.Vector(s.B).Select(b => new SmoothlyChartedPoint<TModel>(s.At, s.A, b, s.C)),
    ];

    public AtPoint<TModel> At => at;

    public Matrix<double> A => a;

    public Vector<double> B => b;

    public Matrix<double> C => c;

    public IChart Chart { get; } = new ComposedChart(new AffineChart(a, b), new ShearChart(c));

    public Vector<double> Phi => Chart.Inverse(at.Theta);

    /// <summary>J = ∂θ/∂φ.</summary>
    public Matrix<double> Jacobian => Chart.Jacobian(Phi);

    /// <summary>The model with φ for its parameters.</summary>
    public Reparameterised ModelInTheChart => new(at.Model, Chart);

    /// <summary>F where φ leads, which is the point but for the roundings of the way there and back.</summary>
    public Matrix<double> Metric => FisherInformation.ByScore(at.Model, Chart.Apply(Phi));

    /// <summary>Of F there, in units of u: a second moment under the same outcomes with the same weights as in the chart.</summary>
    public double ErrorOfTheMetric => DerivativeErrors.Under(at.Model, Chart.Apply(Phi), ModelInTheChart.Expectation(Phi)).ScoreCovariance;

    /// <summary>Of F in the chart.</summary>
    public double ErrorOfTheMetricInTheChart =>
        DerivativeErrors.Under(ModelInTheChart, Phi, ModelInTheChart.Expectation(Phi)).ScoreCovariance;

    /// <summary>The velocity that a rule gives in the model's own coordinates.</summary>
    public Vector<double> InTheta(VelocityRule rule, Vector<double> theta) => Velocity(at.Model, theta, rule);

    /// <summary>The velocity that the rule gives in the chart.</summary>
    public Vector<double> InTheChart(VelocityRule rule, Vector<double> phi) => Velocity(ModelInTheChart, phi, rule);

    /// <summary>A time in which a velocity leads as far as a path may go, and in which it hardly settles.</summary>
    public double Duration(VelocityRule rule)
    {
        var velocity = InTheta(rule, at.Theta);
        var length = Math.Sqrt(velocity * (at.ScoreCovariance * velocity));
        var rate = Math.Max(Rate(at.Model, at.Theta, rule), Rate(ModelInTheChart, Phi, rule));
        return new[] { LongestPath / rate, LongestPath / length, LongestInTheChart / InTheChart(rule, Phi).L2Norm() }.Min();
    }

    /// <summary>
    /// What rounding leaves at the end of a path of natural gradients, in steps that are rounded as its coordinates are: solutions with
    /// the metric of the chart are right to u times its condition.
    /// </summary>
    public double RoundoffOfAPath
    {
        get
        {
            var moved = Duration(SmoothCharts.Natural) * InTheta(SmoothCharts.Natural, at.Theta).L2Norm();
            var (condition, ofTheChart) = (at.ScoreCovariance.ConditionNumber(), Jacobian.ConditionNumber());
            return Quantity.UnitRoundoff * ofTheChart * (Roundings * at.Theta.L2Norm() + condition * ofTheChart * ofTheChart * moved);
        }
    }

    /// <summary>
    /// Whether the chart bends along the natural gradient, n of unit length, rather than turn back: |∂²θ(n, n)| is at least 1/1000, and
    /// |∂³θ(n, n, n)| at most 12 times as much.
    /// </summary>
    public bool Bends => Derivative(2) >= 1e-3 && Derivative(3) <= 12 * Derivative(2);

    /// <summary>
    /// C such that ½ h² ∂²θ + h³/6 ∂³θ + h⁴/24 ∂⁴θ + .. shrinks with slopes within C h of 2, for steps from h on, each half the last; the
    /// term in h⁵ is below that in h⁴.
    /// </summary>
    public double NextTermsOfTheBend(double h)
    {
        return (Math.Log2(1 + Share(h)) - Math.Log2(Math.Max(1 - Share(h), 0))) / h;

        double Share(double step) => (Derivative(3) * step / 3 + 2 * Derivative(4) * step * step / 12) / Derivative(2);
    }

    /// <summary>|∂ᵏθ(n, .., n)| for k of 2 or 3, and for 4 a bound of it.</summary>
    double Derivative(int k)
    {
        var n = InTheChart(SmoothCharts.Natural, Phi);
        n = n.L2Norm() > 0 ? n / n.L2Norm() : n;
        var shear = c.StrictlyLowerTriangle();
        return k == 4 ? (a.PointwiseAbs() * (shear.PointwiseAbs() * n.PointwisePower(4))).L2Norm()
            : (a * (shear * n.MapIndexed((j, d) => k == 2 ? Elementary.Sin(Phi[j]) * d * d : Elementary.Cos(Phi[j]) * d * d * d)))
                .L2Norm();
    }

    public override string ToString() => $"{at}, chart {Chart}";

    /// <summary>The fastest rate at which a rule would approach a minimum here, where the gradient is F times the displacement.</summary>
    static double Rate(IStatisticalModel model, Vector<double> point, VelocityRule rule)
    {
        var metric = FisherInformation.ByScore(model, point);
        return Matrix<double>.Build.DenseOfColumnVectors(metric.EnumerateColumns().Select(column => rule(() => metric, column))).L2Norm();
    }

    Vector<double> Velocity(IStatisticalModel model, Vector<double> point, VelocityRule rule) =>
        rule(() => FisherInformation.ByScore(model, point),
            Differentiate.Gradient(new CrossEntropy(model, at.ExpectationElsewhere), point));
}

/// <summary>The direction of descent, given the metric and the gradient at a point.</summary>
public delegate Vector<double> VelocityRule(Func<Matrix<double>> metric, Vector<double> gradient);

/// <summary>The rules that are compared in smooth charts.</summary>
static class SmoothCharts
{
    public static Vector<double> Natural(Func<Matrix<double>> metric, Vector<double> gradient) =>
        -NaturalGradient.Direction(metric(), gradient);

    public static Vector<double> Plain(Func<Matrix<double>> metric, Vector<double> gradient) => -gradient;
}
