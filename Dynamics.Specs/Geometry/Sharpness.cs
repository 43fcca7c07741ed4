using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>How eigenvalues of the Fisher information are held against the divergence: the same for regular and singular models.</summary>
static class Sharpness
{
    public const string Statement =
        @"F v = \lambda v, \; \lVert v \rVert = 1: \; \mathrm{KL}(\theta, \theta + t v) = \tfrac{1}{2} \lambda t^2 + O(t^3)";
    public const string Source = "Kullback 1959; report 2.1";
    public const string Given = "log p is three times differentiable, and the support does not move with θ; its derivatives are "
        + "dominated near θ, so that expectations may be differentiated; the divergence is not exactly quadratic along all "
        + "eigenvectors v, and the error is the sum over them of the larger at t and -t";

    /// <summary>Below this the error is roundoff of the divergence, not its Taylor remainder.</summary>
    public const double SmallestMeasurable = 1e-11;

    static readonly double[] Steps = [.. Enumerable.Range(5, 4).Select(k => Math.Pow(2, -k))];

    public static Rule Within<TModel>()
        where TModel : IStatisticalModel => Order.AtLeast(3, new Quantity<AtPoint<TModel>>(
            "C from the terms in t⁵ and t⁶ beside those in t³ and t⁴", at =>
            {
                var (eigenvalues, directions) = (Eigenvalues(at.ScoreCovariance), Directions(at));
                return NextTerms.Constant(
                    Enumerable.Range(0, eigenvalues.Count).Select<int, Func<double, Vector<double>>>(i =>
                        t => Vector<double>.Build.Dense(1, Error(at, directions.Column(i), eigenvalues[i], t))),
                    3, Steps, directions.EnumerateColumns().Sum(v => RoundoffOfTheDivergence(at, at.Theta + Steps[0] * v)));
            }));

    /// <summary>Of the divergence to a point nearby: rounding of log p at both points, and of their sum with compensation.</summary>
    public static double RoundoffOfTheDivergence<TModel>(AtPoint<TModel> at, Vector<double> nearby)
        where TModel : IStatisticalModel => Quantity.UnitRoundoff * ErrorOfLogDensities(at, nearby);

    /// <summary>E of what rounding can do to log p at the point and at another, in units of u.</summary>
    public static double ErrorOfLogDensities<TModel>(AtPoint<TModel> at, Vector<double> nearby)
        where TModel : IStatisticalModel =>
        DerivativeErrors.OfTheLogDensity(at.Model, at.Expectation, at.Theta)
        + DerivativeErrors.OfTheLogDensity(at.Model, at.Expectation, nearby);

    /// <summary>Along each eigenvector of F, with the eigenvalues that it is claimed to have.</summary>
    public static Measurement IsToldBy<TModel>(AtPoint<TModel> at, Vector<double> eigenvalues)
        where TModel : IStatisticalModel
    {
        var directions = Directions(at);
        double[] errors = [.. Steps.Select(t => Enumerable.Range(0, eigenvalues.Count).Sum(i => Math.Max(Size(i, t), Size(i, -t))))];
        return errors[^1] < SmallestMeasurable ? Measurement.NoCase("the divergence is exactly quadratic along every eigenvector")
            : Measure.Shrinks("KL − ½ λ t²", Steps, errors);

        double Size(int i, double t) => Math.Abs(Error(at, directions.Column(i), eigenvalues[i], t));
    }

    /// <summary>The mistake: each eigenvector with the eigenvalue that its like has at the point elsewhere.</summary>
    public static Measurement IsToldFromElsewhere<TModel>(AtPoint<TModel> at)
        where TModel : IStatisticalModel => IsToldBy(at, Eigenvalues(FisherInformation.ByScore(at.Model, at.Elsewhere)));

    /// <summary>From the smallest to the largest.</summary>
    public static Vector<double> Eigenvalues(Matrix<double> f) => f.Evd(Symmetricity.Symmetric).EigenValues.Map(value => value.Real);

    static Matrix<double> Directions<TModel>(AtPoint<TModel> at)
        where TModel : IStatisticalModel => at.ScoreCovariance.Evd(Symmetricity.Symmetric).EigenVectors;

    static double Error<TModel>(AtPoint<TModel> at, Vector<double> direction, double eigenvalue, double t)
        where TModel : IStatisticalModel =>
        Divergence.KullbackLeibler(at.Model, at.Theta, at.Theta + t * direction) - .5 * eigenvalue * t * t;
}
