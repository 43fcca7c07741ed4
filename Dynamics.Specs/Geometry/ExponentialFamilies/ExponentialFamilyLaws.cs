using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// An exponential family has two coordinates, natural and mean parameters, and two convex functions that lead from one to the
/// other: what is done in one coordinate can be undone in the other. Brings in every law of statistical models, too.
/// </summary>
public abstract partial class ExponentialFamilyLaws<TModel> : StatisticalModelLaws<TModel>
    where TModel : IExponentialFamily
{
    [Law("G22a", LawKind.Identity, @"\nabla\psi(\theta) = \mathbb{E}[T(z)]", Catalogue = "G16",
        Source = "Barndorff-Nielsen 1978; Amari and Nagaoka 2000",
        Given = "an exponential family in its natural parameters",
        Within = "roundoff: " + OfTheMean, Cases = 30)]
    public Measurement The_log_partition_grows_by_the_mean_of_the_sufficient_statistic(AtPoint<TModel> at) => IsTheMean(at, at.Theta);

    [Mistake(nameof(The_log_partition_grows_by_the_mean_of_the_sufficient_statistic), "the data for the model")]
    public Measurement The_mean_of_the_data_is_another(AtPoint<TModel> at) =>
        at.DivergenceFromElsewhere < .05 ? Measurement.NoCase("the data follow the model") : IsTheMean(at, at.Elsewhere);

    [Law("G22b", LawKind.Identity, @"\nabla\varphi(\nabla\psi(\theta)) = \theta", Catalogue = "G16",
        Source = "Barndorff-Nielsen 1978; Amari and Nagaoka 2000",
        Given = "φ is the Legendre transform of ψ",
        Within = "roundoff: " + ThereAndBack, Cases = 30, RestsOn = ["G22a"])]
    public Measurement The_gradients_of_the_two_potentials_are_inverse_to_each_other(AtPoint<TModel> at) =>
        LeadsBack(at, at.Model.MeanParameters(at.Theta));

    [Mistake(nameof(The_gradients_of_the_two_potentials_are_inverse_to_each_other), "the mean of the data for the model's")]
    public Measurement The_mean_of_the_data_leads_elsewhere(AtPoint<TModel> at) =>
        at.DivergenceFromElsewhere < .05 ? Measurement.NoCase("the data follow the model")
        : LeadsBack(at, at.ExpectationElsewhere.Mean(z => at.Model.SufficientStatistic(z)));

    [Law("G22c", LawKind.Identity, @"\varphi(\eta) = \theta \cdot \eta - \psi(\theta)", Catalogue = "G16",
        Source = "Barndorff-Nielsen 1978; Amari and Nagaoka 2000",
        Given = "η = ∇ψ(θ)",
        Within = "roundoff: " + Values, Cases = 30, RestsOn = ["G22b"])]
    public Measurement The_negative_entropy_is_the_Legendre_transform_of_the_log_partition(AtPoint<TModel> at) =>
        IsTheNegativeEntropy(at, at.Theta);

    [Mistake(nameof(The_negative_entropy_is_the_Legendre_transform_of_the_log_partition), "natural parameters that do not belong to η")]
    public Measurement At_other_natural_parameters_it_falls_short_by_a_divergence(AtPoint<TModel> at) =>
        at.DivergenceFromElsewhere < .05 ? Measurement.NoCase("the two are nearly the same") : IsTheNegativeEntropy(at, at.Elsewhere);

    [Law("G22d", LawKind.Identity, @"\nabla^2 \psi(\theta) = F(\theta)", Catalogue = "G16",
        Source = "Barndorff-Nielsen 1978; Amari and Nagaoka 2000",
        Given = "an exponential family in its natural parameters",
        Within = "roundoff: " + Curvature, Cases = 30, RestsOn = ["G2", "G22a"])]
    public Measurement The_log_partition_curves_by_the_Fisher_information(AtPoint<TModel> at) =>
        IsTheFisherInformation(at, Differentiate.Hessian(new LogPartition(at.Model), at.Theta));

    [Mistake(nameof(The_log_partition_curves_by_the_Fisher_information), "the second moment of the statistic for its covariance")]
    public Measurement The_second_moment_is_not_the_covariance(AtPoint<TModel> at) =>
        HasNoMean(at) ? Measurement.NoCase("the statistic has mean zero")
        : IsTheFisherInformation(at, at.Expectation.MeanOuterProduct(z => at.Model.SufficientStatistic(z)));

    [Law("G22e", LawKind.Identity, @"\nabla^2 \varphi(\eta) F(\theta) = I", Catalogue = "G16",
        Source = "Barndorff-Nielsen 1978; Amari and Nagaoka 2000",
        Given = "η = ∇ψ(θ); full rank",
        Within = "roundoff: " + InverseCurvature, Cases = 30, RestsOn = ["G22b", "G22d"])]
    public Measurement The_negative_entropy_curves_by_its_inverse(AtPoint<TModel> at) =>
        Inverts(at, Differentiate.Hessian(new NegativeEntropy(at.Model), at.Model.MeanParameters(at.Theta)));

    [Mistake(nameof(The_negative_entropy_curves_by_its_inverse), "the metric of the natural parameters for that of the mean ones")]
    public Measurement The_metric_of_the_other_coordinates_is_not_the_inverse(AtPoint<TModel> at) =>
        Math.Abs(at.ScoreCovariance.Determinant() - 1) < .05 ? Measurement.NoCase("F has the determinant of the identity") : Inverts(at, at.ScoreCovariance);

    const string OfTheMean = "γ(outcomes + 4 × longest chains of roundings) × (E|T| + what ∇ψ adds up)";
    const string ThereAndBack = "γ(4 × longest chains of roundings in ψ and φ) × (|θ| + what ∇φ adds up + |F⁻¹| × what η adds up)";
    const string Values = "γ(P + 4 × longest chains of roundings in ψ and φ) × (|ψ| + |φ| + (1 + |θ|) × what η adds up)";
    const string Curvature = "γ(outcomes + 4 × longest chains of roundings) × what E[s sᵀ] and ∇²ψ add up";
    const string InverseCurvature = "γ(P + outcomes + 4 × longest chains of roundings) × (what ∇²φ adds up × |F| + |∇²φ| × what F adds up)";

    static bool HasNoMean(AtPoint<TModel> at) => at.Model.MeanParameters(at.Theta).L2Norm() < .05;

    static Measurement IsTheMean(AtPoint<TModel> at, Vector<double> theta)
    {
        var roundings = DualRoundings.Of(at.Model, at.Theta);
        var size = at.Expectation.Mean(z => at.Model.SufficientStatistic(z).L2Norm());
        return Measure.Distance("∇ψ", at.Model.MeanParameters(theta), "E[T]", at.Expectation.Mean(z => at.Model.SufficientStatistic(z)))
            .Within(LegacyRoundoff.Of(at.Operations + 4 * roundings.LongestChain, size + roundings.Mean, OfTheMean));
    }

    static Measurement LeadsBack(AtPoint<TModel> at, Vector<double> mean)
    {
        var roundings = DualRoundings.Of(at.Model, at.Theta);
        return Measure.Distance("∇φ(η)", at.Model.NaturalParameters(mean), "θ", at.Theta)
            .Within(LegacyRoundoff.Of(4 * roundings.LongestChain,
                at.Theta.L2Norm() + roundings.Natural + at.ScoreCovariance.Inverse().L2Norm() * roundings.Mean, ThereAndBack));
    }

    static Measurement IsTheNegativeEntropy(AtPoint<TModel> at, Vector<double> theta)
    {
        var roundings = DualRoundings.Of(at.Model, at.Theta);
        var eta = at.Model.MeanParameters(at.Theta);
        var (psi, phi) = (Differentiate.Value(new LogPartition(at.Model), theta), Differentiate.Value(new NegativeEntropy(at.Model), eta));
        return Measure.Distance("θ·η − ψ(θ)", theta * eta - psi, "φ(η)", phi)
            .Within(LegacyRoundoff.Of(theta.Count + 4 * roundings.LongestChain, Math.Abs(psi) + Math.Abs(phi) + (1 + theta.L2Norm()) * roundings.Mean, Values));
    }

    static Measurement IsTheFisherInformation(AtPoint<TModel> at, Matrix<double> f)
    {
        var roundings = DualRoundings.Of(at.Model, at.Theta);
        return Measure.Distance("∇²ψ", f, "E[s sᵀ]", at.ScoreCovariance)
            .Within(LegacyRoundoff.Of(at.Operations + 4 * roundings.LongestChain, at.Magnitude + roundings.LogPartitionHessian, Curvature));
    }

    static Measurement Inverts(AtPoint<TModel> at, Matrix<double> inverse)
    {
        var roundings = DualRoundings.Of(at.Model, at.Theta);
        var f = at.ScoreCovariance;
        return Measure.Distance("∇²φ F", inverse * f, "I", Matrix<double>.Build.DenseIdentity(f.RowCount))
            .Within(LegacyRoundoff.Of(f.RowCount + at.Operations + 4 * roundings.LongestChain,
                roundings.NegativeEntropyHessian * f.L2Norm() + inverse.L2Norm() * at.Magnitude, InverseCurvature));
    }
}
