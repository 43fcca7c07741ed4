using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// A mirror step moves the mean parameters by the gradient in the natural ones, and that is a natural gradient step in mean
/// parameters, at any size that stays in the family: no metric need be inverted.
/// </summary>
public abstract partial class ExponentialFamilyLaws<TModel>
{
    const int MirrorSteps = 3;

    [Law("G18a", LawKind.Identity, @"\eta_t - \eta_\star = (1 - h)^t (\eta_0 - \eta_\star)",
        Source = "derived here; the mirror step is that of Raskutti and Mukherjee 2015",
        Given = "mirror descent with potential ψ on the cross-entropy to a member of the family; h in (0, 1], t = 1, 2, 3; full rank",
        Within = nameof(WholeDescent), Cases = 30, RestsOn = ["G22b"])]
    public Measurement Mirror_descent_with_the_log_partition_shrinks_the_error_of_the_mean_parameters_by_one_minus_h(
        DualPoint<TModel> d) =>
        Contracts(d, MirrorDescent.WithLogPartition(d.Model).Step);

    [Mistake(nameof(Mirror_descent_with_the_log_partition_shrinks_the_error_of_the_mean_parameters_by_one_minus_h),
        "the natural parameters contracted for the mean ones")]
    public Measurement Contracting_the_natural_parameters_does_not(DualPoint<TModel> d) =>
        Contracts(d, (theta, _, step) => DualCoordinates.ExponentialGeodesic(theta, d.Q, step));

    [Law("G18b", LawKind.Identity, @"\eta - h F_\eta^{-1} \nabla_\eta L = \nabla\psi(\theta')",
        Source = "Raskutti and Mukherjee 2015",
        Given = "θ′ is θ after a mirror step; F in mean parameters is Jᵀ F J and ∇L is Jᵀ ∇L, with J = ∂θ/∂η = ∇²φ(η); "
            + "any loss whose step stays in the family, here the cross-entropy to a member",
        Within = nameof(OneStep), Cases = 30, RestsOn = ["G22b", "G22e"])]
    public Measurement Mirror_descent_is_natural_gradient_descent_in_mean_parameters(DualPoint<TModel> d) =>
        IsTheMirrorStep(d, MetricOfMeans(d));

    [Mistake(nameof(Mirror_descent_is_natural_gradient_descent_in_mean_parameters),
        "the metric of the natural parameters for that of the mean ones")]
    public Measurement With_the_metric_of_the_natural_parameters_it_is_not(DualPoint<TModel> d) => IsTheMirrorStep(d, d.Fisher);

    static Rule WholeDescent => Roundoff.Within(Gamma(OutcomesOfQ + 2 * ChainOnTheWay)
            * That("Σ over steps (|F| Σ|∇φ| + Σ|η| + Σ|∇ψ| + h Σ|∇L|)", d =>
                Descent(d).Sum(at => at.Back + at.Forth + d.Step * at.Gradient)))
        .Because("errors of η contract as η does");

    /// <summary>
    /// x = (J F J)⁻¹ J g, where J is the inverse of F, errs by F δJ g + δF J g; by what forming J F J and J g leaves (Higham 2002,
    /// section 3.5), and by what Cholesky's method leaves (theorem 10.4), which with s = √diag(J F J) is at most γ(3 P + 1) |F| s sᵀ |g|.
    /// Both sides have one η and one g.
    /// </summary>
    static Rule OneStep => Roundoff.Within(Gamma(2 * ChainOnTheWay)
            * That("(|F| Σ|∇φ| + Σ|η|) after the step", d => Descent(d).Skip(1).First().Back)
        + That("h", d => d.Step) * (Gamma(3 * CountOfParameters + 1) * Size("|F| (|J| (|F| |J| + 1) + s sᵀ) |g|", SumsOfTheSolution)
            + Gamma(RoundingsOfF) * Size("Σ|F| |F⁻¹ g|", d => SumOfF(d) * (d.Inverse * d.GradientAt(d.P)).PointwiseAbs())
            + Gamma(4 * ChainOfPhi) * Size("|F| Σ|∇²φ| |g|", d =>
                d.Fisher.PointwiseAbs() * (d.Roundings.Phi.Hessian * d.GradientAt(d.P).PointwiseAbs()))
            + Gamma(RoundingsOfEta) * Size("|F ∇³φ g| Σ|η|", ThirdDerivativesTimesGradient)));

    static Quantity<DualPoint<TModel>> ChainOnTheWay => That("longest chain on the way", d => Descent(d).Max(at => at.Chain));

    static Vector<double> ThirdDerivativesTimesGradient(DualPoint<TModel> d)
    {
        var direction = d.Inverse * d.GradientAt(d.P);
        return d.At.Expectation.Mean(z =>
        {
            var (score, natural) = Scores(d, z);
            return score * (Math.Abs((d.Model.SufficientStatistic(z) - d.Eta) * direction) * (natural * d.Roundings.Eta));
        });
    }

    static Vector<double> SumsOfTheSolution(DualPoint<TModel> d)
    {
        var (f, j, g) = (d.Fisher.PointwiseAbs(), d.Inverse.PointwiseAbs(), d.GradientAt(d.P).PointwiseAbs());
        var s = MetricOfMeans(d).Diagonal().PointwiseSqrt();
        return f * (j * (f * (j * g) + g) + s * (s * g));
    }

    static Matrix<double> MetricOfMeans(DualPoint<TModel> d)
    {
        var metric = d.Inverse.TransposeThisAndMultiply(d.Fisher * d.Inverse);
        return (metric + metric.Transpose()) / 2;
    }

    /// <summary>Where mirror descent comes by, and what is added up to η there: from θ, back from θ, and to the gradient.</summary>
    static IEnumerable<(int Chain, double Forth, double Back, double Gradient)> Descent(DualPoint<TModel> d)
    {
        for (var t = 0; t <= MirrorSteps; t++)
        {
            var theta = d.Model.NaturalParameters(d.EtaOfQ + Math.Pow(1 - d.Step, t) * (d.Eta - d.EtaOfQ));
            var (dual, scores) = (DualRoundings.Of(d.Model, theta), DerivativeRoundings.Of(d.Model, theta, d.At.ExpectationElsewhere));
            var fisher = Differentiate.Hessian(new LogPartition(d.Model), theta).PointwiseAbs();
            yield return (Math.Max(scores.LongestChain, dual.Psi.Chain + dual.Phi.Chain), dual.Psi.Gradient.L2Norm(),
                (fisher * dual.Phi.Gradient + dual.Eta).L2Norm(), scores.Score);
        }
    }

    static Measurement Contracts(DualPoint<TModel> d, Func<Vector<double>, Vector<double>, double, Vector<double>> step)
    {
        var (theta, left) = (d.P, d.Eta - d.EtaOfQ);
        List<Vector<double>> found = [], expected = [];
        for (var t = 0; t < MirrorSteps; t++)
        {
            theta = step(theta, d.GradientAt(theta), d.Step);
            left *= 1 - d.Step;
            found.Add(d.Model.MeanParameters(theta) - d.EtaOfQ);
            expected.Add(left);
        }
        return Measure.Distance("ηₜ − η⋆", Stacked(found), "(1 − h)ᵗ (η₀ − η⋆)", Stacked(expected));
    }

    static Measurement IsTheMirrorStep(DualPoint<TModel> d, Matrix<double> metric)
    {
        var gradient = d.GradientAt(d.P);
        return Measure.Distance(
            "η − h F_η⁻¹ ∇_η L", NaturalGradient.Step(d.Eta, metric, d.Inverse.TransposeThisAndMultiply(gradient), d.Step),
            "∇ψ(θ′)", d.Model.MeanParameters(MirrorDescent.WithLogPartition(d.Model).Step(d.P, gradient, d.Step)));
    }
}
