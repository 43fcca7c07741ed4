using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Specs.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Parallel transport of one vector by Γ(α) and of the other by Γ(−α) keeps their inner product. In coordinates: the derivative of the
/// metric is the sum of the two.
/// </summary>
public abstract partial class StatisticalModelLaws<TModel>
{
    [Law("G26a", LawKind.Order,
        @"\frac{g_{ij}(\theta + h e_k) - g_{ij}(\theta - h e_k)}{2 h} = \Gamma^{(\alpha)}_{ki,j} + \Gamma^{(-\alpha)}_{kj,i} + O(h^2)",
        Source = "Amari 1985; Lauritzen 1987",
        Given = "log p is three times differentiable, and the support does not move with θ; the Fisher information g changes along "
            + "θ_k; α = 1/2; all i, j, k; " + Dominated,
        Within = nameof(OfTheMetricsDerivative), Cases = 5, RestsOn = ["G2"])]
    public Measurement The_connections_of_alpha_and_minus_alpha_are_dual_in_the_Fisher_metric(AtPoint<TModel> at) => AreDual(at, .5, -.5);

    [Mistake(nameof(The_connections_of_alpha_and_minus_alpha_are_dual_in_the_Fisher_metric), "Γ(α) twice", Catches = 3)]
    public Measurement A_connection_is_not_dual_to_itself(AtPoint<TModel> at) => AreDual(at, .5, .5);

    [Mistake(nameof(The_connections_of_alpha_and_minus_alpha_are_dual_in_the_Fisher_metric),
        "a dual that is 2 % off: −0.98 α", Catches = 3)]
    public Measurement A_connection_is_not_dual_to_a_neighbour(AtPoint<TModel> at) => AreDual(at, .5, -.49);

    protected static Rule OfTheMetricsDerivative => Order.Exactly(2,
        2 * new Quantity<AtPoint<TModel>>("next term over the first",
            at => ErrorSeries.NextTerm(h => BesideTheDerivative(at, h, .5, -.5), 2, Offsets[0]))
        + new Quantity<AtPoint<TModel>>("roundoff's share", at =>
            2 * RoundoffOfTheQuotients(at) / BesideTheDerivative(at, Offsets[^1], .5, -.5).L2Norm() / Math.Log(2) / Offsets[^2]))
        .Because(ErrorSeries.Known);

    static readonly double[] Offsets = [1.0 / 32, 1.0 / 64, 1.0 / 128];

    /// <summary>Of what rounding leaves, so that a slope is right to a hundredth.</summary>
    const double SmallestError = 300;

    /// <summary>The running errors of two metrics over twice the smallest step, for each parameter, over the size of the metric.</summary>
    static double RoundoffOfTheQuotients(AtPoint<TModel> at) =>
        Quantity.UnitRoundoff * at.Errors.ScoreCovariance * Math.Sqrt(at.Theta.Count) / Offsets[^1] / at.ScoreCovariance.FrobeniusNorm();

    static Measurement AreDual(AtPoint<TModel> at, double alpha, double dual) =>
        BesideTheDerivative(at, Offsets[^1], .5, -.5).L2Norm() < SmallestError * RoundoffOfTheQuotients(at)
            ? Measurement.NoCase("the metric hardly changes, or its differences have no error of second order")
            : ErrorSeries.Shrinks("Δg / 2h − Γ(α) − Γ(−α)", h => BesideTheDerivative(at, h, alpha, dual), Offsets);

    /// <summary>The central differences of the metric less the two connections, over the size of the metric.</summary>
    static Vector<double> BesideTheDerivative(AtPoint<TModel> at, double h, double alpha, double dual)
    {
        var (own, other, size) = (AlphaConnection.Coefficients(at.Model, at.Theta, alpha),
            AlphaConnection.Coefficients(at.Model, at.Theta, dual), at.Theta.Count);
        var errors = new List<double>();
        for (var k = 0; k < size; k++)
        {
            var slope = (MetricAt(at, k, h) - MetricAt(at, k, -h)) / (2 * h);
            for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++)
                    errors.Add((slope[i, j] - own[j][k, i] - other[i][k, j]) / at.ScoreCovariance.FrobeniusNorm());
        }

        return Vector<double>.Build.DenseOfEnumerable(errors);
    }

    static Matrix<double> MetricAt(AtPoint<TModel> at, int k, double h)
    {
        var moved = at.Theta.Clone();
        moved[k] += h;
        return FisherInformation.ByScore(at.Model, moved);
    }
}
