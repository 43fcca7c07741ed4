using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// An exponential family has two coordinates, natural and mean parameters, and two convex functions that lead from one to the
/// other: what is done in one coordinate can be undone in the other. Brings in every law of statistical models, too.
/// </summary>
public abstract partial class ExponentialFamilyLaws<TModel> : StatisticalModelLaws<TModel>, ISubjectsOf<DualPoint<TModel>>
    where TModel : IExponentialFamily
{
    Subjects<DualPoint<TModel>> ISubjectsOf<DualPoint<TModel>>.Subjects => new(
        DualPoint<TModel>.Draw(Subjects.Draw, Parameters), DualPoint<TModel>.Simpler,
        d => [Trait.Of("step", d.Step), .. Subjects.Traits(d.At)]);

    [Law("G22a", LawKind.Identity, @"\nabla\psi(\theta) = \mathbb{E}[T(z)]", Catalogue = "G16",
        Source = "Barndorff-Nielsen 1978; Amari and Nagaoka 2000",
        Given = "an exponential family in its natural parameters",
        Within = nameof(GradientOfPsi), Cases = 30)]
    public Measurement The_gradient_of_the_log_partition_is_the_mean_of_the_sufficient_statistic(DualPoint<TModel> d) =>
        IsTheMean(d, d.Eta);

    [Mistake(nameof(The_gradient_of_the_log_partition_is_the_mean_of_the_sufficient_statistic), "the gradient of ψ at another member")]
    public Measurement The_gradient_at_another_member_is_not_its_mean(DualPoint<TModel> d) => IsTheMean(d, d.EtaOfQ);

    [Law("G22b", LawKind.Identity, @"\nabla\varphi(\nabla\psi(\theta)) = \theta", Catalogue = "G16",
        Source = "Barndorff-Nielsen 1978; Amari and Nagaoka 2000",
        Given = "a regular exponential family of full rank; φ is the Legendre transform of ψ",
        Within = nameof(ThereAndBack), Cases = 30, RestsOn = ["G22a"])]
    public Measurement The_gradients_of_the_two_potentials_are_inverse_to_each_other(DualPoint<TModel> d) => LeadsBack(d, d.Eta);

    [Mistake(nameof(The_gradients_of_the_two_potentials_are_inverse_to_each_other), "the mean of the data for the model's")]
    public Measurement The_mean_of_the_data_leads_elsewhere(DualPoint<TModel> d) =>
        LeadsBack(d, d.At.ExpectationElsewhere.Mean(z => d.Model.SufficientStatistic(z)));

    [Law("G22c", LawKind.Identity, @"\varphi(\eta) = \theta \cdot \eta - \psi(\theta)", Catalogue = "G16",
        Source = "Barndorff-Nielsen 1978; Amari and Nagaoka 2000",
        Given = "a regular exponential family of full rank; η = ∇ψ(θ)",
        Within = nameof(LegendreTransform), Cases = 30, RestsOn = ["G22b"])]
    public Measurement The_negative_entropy_is_the_Legendre_transform_of_the_log_partition(DualPoint<TModel> d) =>
        IsTheNegativeEntropy(d, d.P);

    [HypothesisDropped(nameof(The_negative_entropy_is_the_Legendre_transform_of_the_log_partition),
        "natural parameters that do not belong to η")]
    public Measurement At_other_natural_parameters_it_falls_short_by_a_divergence(DualPoint<TModel> d) => IsTheNegativeEntropy(d, d.Q);

    [Law("G22d", LawKind.Identity, @"\nabla^2 \psi(\theta) = F(\theta)", Catalogue = "G16",
        Source = "Barndorff-Nielsen 1978; Amari and Nagaoka 2000",
        Given = "an exponential family in its natural parameters",
        Within = nameof(HessianOfPsi), Cases = 30, RestsOn = ["G2", "G22a"])]
    public Measurement The_Hessian_of_the_log_partition_is_the_Fisher_information(DualPoint<TModel> d) =>
        IsTheFisherInformation(d, Differentiate.Hessian(new LogPartition(d.Model), d.P));

    [Mistake(nameof(The_Hessian_of_the_log_partition_is_the_Fisher_information), "the second moment of the statistic for its covariance")]
    public Measurement The_second_moment_is_not_the_covariance(DualPoint<TModel> d) =>
        IsTheFisherInformation(d, d.At.Expectation.MeanOuterProduct(z => d.Model.SufficientStatistic(z)));

    [Law("G22e", LawKind.Identity, @"\nabla^2 \varphi(\eta) F(\theta) = I", Catalogue = "G16",
        Source = "Barndorff-Nielsen 1978; Amari and Nagaoka 2000",
        Given = "η = ∇ψ(θ); full rank",
        Within = nameof(HessianOfPhi), Cases = 30, RestsOn = ["G22b", "G22d"])]
    public Measurement The_Hessian_of_the_negative_entropy_is_the_inverse_of_the_Fisher_information(DualPoint<TModel> d) =>
        Inverts(d, d.Inverse);

    [Mistake(nameof(The_Hessian_of_the_negative_entropy_is_the_inverse_of_the_Fisher_information),
        "the metric of the natural parameters for that of the mean ones")]
    public Measurement The_metric_of_the_other_coordinates_is_not_the_inverse(DualPoint<TModel> d) => Inverts(d, d.Fisher);

    static Rule GradientOfPsi => Roundoff.Within(
        Gamma(OutcomesOfP + ChainOfLogP) * That("E|T|", d => d.At.Expectation.Mean(z => d.Model.SufficientStatistic(z).L2Norm()))
        + Gamma(2 * ChainOfPsi) * SumOfGradientOfPsi);

    static Rule ThereAndBack => Roundoff.Within(Gamma(2 * ChainOfPhi) * Size("Σ|∇φ|", d => d.Roundings.Phi.Gradient)
        + Gamma(RoundingsOfEta) * Size("|F⁻¹| Σ|η|", d => d.Inverse.PointwiseAbs() * d.Roundings.Eta));

    static Rule LegendreTransform => Roundoff.Within(Gamma(CountOfParameters + RoundingsOfEta) * (That("|ψ|", d => Math.Abs(Psi(d, d.P)))
        + That("|φ|", d => Math.Abs(Phi(d))) + (1 + Size("|θ|", d => d.P)) * Size("Σ|η|", d => d.Roundings.Eta)));

    static Rule HessianOfPsi => Roundoff.Within(Gamma(RoundingsOfF) * That("E[Σ|s|²]", d => d.At.Roundings.ScoreCovariance)
        + Gamma(4 * ChainOfPsi) * Size("Σ|∇²ψ|", d => d.Roundings.Psi.Hessian));

    /// <summary>φ's third derivatives are ∇³φ = −E[F⁻¹s F⁻¹s F⁻¹s].</summary>
    static Rule HessianOfPhi => Roundoff.Within(
        Gamma(4 * ChainOfPhi + CountOfParameters) * Size("Σ|∇²φ| |F|", d => d.Roundings.Phi.Hessian * d.Fisher.PointwiseAbs())
        + Gamma(RoundingsOfEta) * Size("|∇³φ F| Σ|η|", ThirdDerivativesTimesF)
        + Gamma(RoundingsOfF) * Size("|F⁻¹| Σ|F|", d => d.Inverse.PointwiseAbs() * SumOfF(d)));

    static Matrix<double> ThirdDerivativesTimesF(DualPoint<TModel> d) => Matrix<double>.Build.DenseOfColumnVectors(
        Enumerable.Range(0, d.P.Count).Select(column => d.At.Expectation.Mean(z =>
        {
            var (score, natural) = Scores(d, z);
            return natural * (score[column] * (natural * d.Roundings.Eta));
        })));

    /// <summary>|s| and |F⁻¹ s|.</summary>
    static (Vector<double> Score, Vector<double> Natural) Scores(DualPoint<TModel> d, ReadOnlySpan<double> z)
    {
        var score = d.Model.SufficientStatistic(z) - d.Eta;
        return (score.PointwiseAbs(), (d.Inverse * score).PointwiseAbs());
    }

    static double Psi(DualPoint<TModel> d, Vector<double> theta) => Differentiate.Value(new LogPartition(d.Model), theta);

    static double Phi(DualPoint<TModel> d) => Differentiate.Value(new NegativeEntropy(d.Model), d.Eta);

    static Measurement IsTheMean(DualPoint<TModel> d, Vector<double> gradient) =>
        Measure.Distance("∇ψ", gradient, "E[T]", d.At.Expectation.Mean(z => d.Model.SufficientStatistic(z)));

    static Measurement LeadsBack(DualPoint<TModel> d, Vector<double> mean) =>
        Measure.Distance("∇φ(η)", d.Model.NaturalParameters(mean), "θ", d.P);

    static Measurement IsTheNegativeEntropy(DualPoint<TModel> d, Vector<double> theta) =>
        Measure.Distance("θ·η − ψ(θ)", theta * d.Eta - Psi(d, theta), "φ(η)", Phi(d));

    static Measurement IsTheFisherInformation(DualPoint<TModel> d, Matrix<double> hessian) =>
        Measure.Distance("∇²ψ", hessian, "E[s sᵀ]", d.Fisher);

    static Measurement Inverts(DualPoint<TModel> d, Matrix<double> inverse) =>
        Measure.Distance("∇²φ F", inverse * d.Fisher, "I", Matrix<double>.Build.DenseIdentity(d.P.Count));
}
