using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The divergence is no distance: there and back differ, though not before the third order, where the skewness of the score
/// tells them apart. To second order both are the Fisher information's.
/// </summary>
public abstract partial class StatisticalModelLaws<TModel>
{
    /// <summary>Not smaller: a family may be symmetric to one order more, and t⁵ must still rise above the roundings.</summary>
    static readonly double[] StepsOfTheFourthOrder = [.. Enumerable.Range(3, 4).Select(k => Math.Pow(2, -k))];

    [Law("G17", LawKind.Order,
        @"\mathrm{KL}(\theta, \theta + t d) - \mathrm{KL}(\theta + t d, \theta) = -\tfrac{1}{6} t^3 \, T(d, d, d) + O(t^4), "
            + @"\quad T(d, d, d) = \mathbb{E}[(s \cdot d)^3]",
        Source = "Eguchi 1983; Amari 1985",
        Given = "log p is four times differentiable, and the support does not move with θ; " + Dominated + "; the divergence is not "
            + "symmetric along d, "
            + "which has Fisher length 1; the error is the larger of those at t and -t",
        Within = nameof(QuarticRemainder), Cases = 30, RestsOn = ["G7"])]
    public Measurement The_divergence_and_its_reverse_differ_at_third_order_by_the_Amari_Chentsov_tensor(
        AtPoint<TModel> at) => DifferBy(at, -1.0 / 6);

    [Mistake(nameof(The_divergence_and_its_reverse_differ_at_third_order_by_the_Amari_Chentsov_tensor), "the sign of the skewness")]
    public Measurement With_the_other_sign_the_error_stays_cubic(AtPoint<TModel> at) =>
        DifferBy(at, 1.0 / 6);

    protected static Rule QuarticRemainder => Order.AtLeast(4, new Quantity<AtPoint<TModel>>(
        "C from the terms in t⁶ and t⁷ beside those in t⁴ and t⁵", at => DirectionElsewhere(at) is not { } d ? 0
        : NextTerms.Constant(
            [t => Vector<double>.Build.Dense(1, Difference(at, d, t, -1.0 / 6))], 4,
            StepsOfTheFourthOrder, 2 * RoundoffOfTheDivergence(at, at.Theta + StepsOfTheFourthOrder[0] * d))));

    static Measurement DifferBy(AtPoint<TModel> at, double share)
    {
        if (DirectionElsewhere(at) is not { } d) return Measurement.NoCase("there is no direction");
        double[] errors =
            [.. StepsOfTheFourthOrder.Select(
                t => Math.Max(Math.Abs(Difference(at, d, t, share)), Math.Abs(Difference(at, d, -t, share))))];
        return errors[^1] < SmallestMeasurable ? Measurement.NoCase("the divergence is symmetric along d")
            : Measure.Shrinks("KL there − KL back + t³ T(d, d, d) / 6", StepsOfTheFourthOrder, errors);
    }

    static double Difference(AtPoint<TModel> at, Vector<double> d, double t, double share) =>
        Divergence.KullbackLeibler(at.Model, at.Theta, at.Theta + t * d)
        - Divergence.ReverseKullbackLeibler(at.Model, at.Theta, at.Theta + t * d)
        - share * t * t * t * AmariChentsovTensor.Along(at.Model, at.Theta, d);
}
