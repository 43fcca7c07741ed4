using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// The flow of the exponential loss runs along the hard margin at the speed of log t, and what is left beside that converges: to a vector
/// on which the support vectors have the margins −log α. The direction of the weights is then that of ŵ up to a constant over log t.
/// </summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class HardMarginResidualLaws : ISubjectsOf<SeparableTask>
{
    public Subjects<SeparableTask> Subjects => SeparableTask.AnyOrWithAGap;

    [Law("B6a", LawKind.Identity, @"\rho_{t^2} = \rho_t, \quad \rho_t = w_t - \hat{w} \log t", Catalogue = "B6",
        Source = "Soudry et al. 2018, theorems 3 and 4",
        Given = "the flow of ℒ = Σ exp(−⟨z, w⟩) from w = 0 at t = 1, z separable, every support vector's multiplier α positive. What "
            + "is left of the start fades like t^-r, r ≥ 1/2 the least of the eigenvalues of √α Z Zᵀ √α over the support vectors and "
            + "of ⟨z, ŵ⟩ − 1 over the others; log t = 36 / r, so that it is below a rounding at both times",
        Within = nameof(Roundings), Cases = 20, RestsOn = ["B3a"])]
    public Measurement The_residual_of_the_flow_beside_the_hard_margin_converges(SeparableTask task) => Converges(task, task.Svm.Weights);

    [Mistake(nameof(The_residual_of_the_flow_beside_the_hard_margin_converges), "a direction that is 1 % off",
        Spoils = Spoiled.Both, Catches = 5)]
    public Measurement Beside_a_direction_that_is_one_percent_off_it_does_not(SeparableTask task) =>
        Converges(task, task.Svm.Weights + .01 * Across(task.Svm.Weights));

    [Mistake(nameof(The_residual_of_the_flow_beside_the_hard_margin_converges), "a margin that is 1 % larger",
        Spoils = Spoiled.Both, Catches = 5)]
    public Measurement Beside_a_longer_vector_it_does_not(SeparableTask task) => Converges(task, 1.01 * task.Svm.Weights);

    [Rival(nameof(The_residual_of_the_flow_beside_the_hard_margin_converges), "the direction of least squares, Z⁺ 1",
        Spoils = Spoiled.Both, Catches = 5)]
    public Measurement Beside_the_direction_of_least_squares_it_does_not(SeparableTask task) => Converges(task, task.LeastSquares);

    [Law("B6b", LawKind.Identity, @"\langle z_i, w_t - \hat{w} \log t \rangle \to -\log \alpha_i", Catalogue = "B6",
        Source = "Soudry et al. 2018, theorem 4, where the support vectors span the data",
        Given = "as in B6a, at the later of its times; z_i the support vectors, which need not span the data, ŵ = Σ α z; "
            + "ŵ and α by trying all sets of support vectors",
        Within = nameof(RoundingsOfMargins), Cases = 20, RestsOn = ["B6a"])]
    public Measurement The_margins_of_the_residual_are_the_logarithms_of_the_multipliers(SeparableTask task) =>
        HasTheMargins(task, moment => moment.Weights - moment.LogTime * task.Svm.Weights);

    [Mistake(nameof(The_margins_of_the_residual_are_the_logarithms_of_the_multipliers), "a direction that is 1 % off", Catches = 5)]
    public Measurement With_a_direction_that_is_one_percent_off_they_are_not(SeparableTask task) =>
        HasTheMargins(task, moment => moment.Weights - moment.LogTime * (task.Svm.Weights + .01 * Across(task.Svm.Weights)));

    [Mistake(nameof(The_margins_of_the_residual_are_the_logarithms_of_the_multipliers), "the time of the sum of the losses with "
        + "their mean",
        Catches = 5)]
    public Measurement In_the_time_of_the_mean_of_the_losses_they_are_not(SeparableTask task) =>
        HasTheMargins(task, moment => moment.Weights - (moment.LogTime + Math.Log(task.Signed.RowCount)) * task.Svm.Weights);

    const double SlowestRate = .5;

    static Rule Roundings => Roundoff.Within(Gamma(Steps + Solved) * (Weights + HardMargin * LogTime))
        .Because("w and log t are rounded in every step, and ŵ is solved for; the flow does not spread what it is given");

    static Rule RoundingsOfMargins => Roundoff.Within(
        Gamma(StepsThatCount + Solved) * Examples * (Weights + HardMargin * LogTime) + Gamma(Solved) * Multipliers)
        .Because("a rounding of ⟨z, w⟩ − log t fades at the rate r: those of the last 1/r of log t count");

    static Quantity<SeparableTask> Steps => new("steps", task => task.StepsToRest);

    static Quantity<SeparableTask> StepsThatCount =>
        new("steps in 1/r of log t", task => task.StepsToRest / (task.AtRest.Later.LogTime * task.Rate));

    static Quantity<SeparableTask> Solved => 4 * D * new Quantity<SeparableTask>("condition of Z Zᵀ", task =>
        CompactSvd.Of(task.SupportVectors.TransposeAndMultiply(task.SupportVectors)).ConditionNumber);

    static Quantity<SeparableTask> D => new("D", task => task.Signed.ColumnCount);

    static Quantity<SeparableTask> HardMargin => new("|ŵ|", task => task.Svm.Weights.L2Norm());

    static Quantity<SeparableTask> Weights => new("|w|", task => task.AtRest.Later.Weights.L2Norm());

    static Quantity<SeparableTask> LogTime => new("log t", task => task.AtRest.Later.LogTime);

    static Quantity<SeparableTask> Examples => new("|Z|", task => task.SupportVectors.FrobeniusNorm());

    static Quantity<SeparableTask> Multipliers => new("|α| / min α", task =>
        task.Svm.Multipliers.L2Norm() / task.Support.Min(i => task.Svm.Multipliers[i]));

    static Measurement Converges(SeparableTask task, Vector<double> direction)
    {
        if (WhyNot(task) is { } why) return Measurement.NoCase(why);
        var (settled, later) = task.AtRest;
        return Measure.Distance("w − ŵ log t at t²", later.Weights - later.LogTime * direction,
            "w − ŵ log t at t", settled.Weights - settled.LogTime * direction);
    }

    static Measurement HasTheMargins(SeparableTask task, Func<ExponentialLossMoment, Vector<double>> residual) =>
        WhyNot(task) is { } why ? Measurement.NoCase(why)
        : Measure.Distance("⟨z, w − ŵ log t⟩", task.SupportVectors * residual(task.AtRest.Later),
            "−log α", Vector<double>.Build.DenseOfEnumerable(task.Support.Select(i => -Math.Log(task.Svm.Multipliers[i]))));

    static string? WhyNot(SeparableTask task) => task.Rate < SlowestRate ? "what is left of the start fades more slowly than "
        + "t^(-1/2)" : null;

    /// <summary>At a right angle to a vector, as long as it, towards the axis that is furthest from it.</summary>
    static Vector<double> Across(Vector<double> v)
    {
        var axis = Vector<double>.Build.Dense(v.Count, i => i == v.AbsoluteMinimumIndex() ? 1 : 0);
        var across = axis - v * (v * axis) / (v * v);
        return across * (v.L2Norm() / across.L2Norm());
    }
}
