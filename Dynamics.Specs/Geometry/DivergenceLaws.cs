using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>The Fisher information measures distance: it is the metric that the Kullback-Leibler divergence induces.</summary>
public abstract partial class StatisticalModelLaws<TModel>
{
    static readonly double[] Steps = [.. Enumerable.Range(3, 5).Select(k => Math.Pow(2, -k))];

    [Law("G7", LawKind.Order, @"\mathrm{KL}(\theta, \theta + t d) = \tfrac{1}{2} t^2 d^\top F d + O(t^3)",
        Source = "Kullback 1959",
        Given = "log p is three times differentiable, and the support does not move with θ; " + Dominated + "; the divergence is "
            + "not exactly quadratic along "
            + "d, which has Fisher length 1; the error is the larger of those at t and -t",
        Within = nameof(CubicRemainder), RestsOn = ["G2"])]
    public Measurement The_divergence_is_quadratic_with_the_Fisher_information(AtPoint<TModel> at) => RemainderIsCubic(at, half: .5);

    [Mistake(nameof(The_divergence_is_quadratic_with_the_Fisher_information), "the factor 1/2 lost")]
    public Measurement Without_one_half_the_error_stays_quadratic(AtPoint<TModel> at) => RemainderIsCubic(at, half: 1);

    protected static Rule CubicRemainder => Order.AtLeast(3, new Quantity<AtPoint<TModel>>(
        "C from the terms in t⁵ and t⁶ beside those in t³ and t⁴", at => DirectionElsewhere(at) is not { } d ? 0 : NextTerms.Constant(
            [t => Vector<double>.Build.Dense(1, Remainder(at, d, t, .5))], 3,
            Steps, RoundoffOfTheDivergence(at, at.Theta + Steps[0] * d))));

    static Measurement RemainderIsCubic(AtPoint<TModel> at, double half)
    {
        if (DirectionElsewhere(at) is not { } d) return Measurement.NoCase("there is no direction");
        double[] errors = [.. Steps.Select(t => Math.Max(Math.Abs(Remainder(at, d, t, half)), Math.Abs(Remainder(at, d, -t, half))))];
        return errors[^1] < SmallestMeasurable ? Measurement.NoCase("the divergence is exactly quadratic along d")
            : Measure.Shrinks("KL − ½ t² dᵀF d", Steps, errors);
    }

    static double Remainder(AtPoint<TModel> at, Vector<double> d, double t, double half) =>
        Divergence.KullbackLeibler(at.Model, at.Theta, at.Theta + t * d) - half * t * t;

    /// <summary>Of the divergence to a point nearby.</summary>
    static double RoundoffOfTheDivergence(AtPoint<TModel> at, Vector<double> nearby) => Sharpness.RoundoffOfTheDivergence(at, nearby);

    /// <summary>Below this the error is roundoff of the divergence, not its Taylor remainder.</summary>
    const double SmallestMeasurable = Sharpness.SmallestMeasurable;

    /// <summary>From the point to the one elsewhere, with Fisher length 1.</summary>
    static Vector<double>? DirectionElsewhere(AtPoint<TModel> at)
    {
        var d = at.Elsewhere - at.Theta;
        var length = Math.Sqrt(d * (at.ScoreCovariance * d));
        return length > 0 ? d / length : null;
    }
}
