using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// A mirror step moves the mean parameters by the gradient in the natural ones, and that is a natural gradient step in mean
/// parameters, whatever its size: no metric need be inverted.
/// </summary>
public abstract partial class ExponentialFamilyLaws<TModel>
{
    const int MirrorSteps = 3;

    [Law("G18a", LawKind.Identity, @"\eta_t - \eta_\star = (1 - h)^t (\eta_0 - \eta_\star)",
        Source = "Raskutti and Mukherjee 2015",
        Given = "mirror descent with potential ψ on the cross-entropy to a member of the family; h in (0, 1]",
        Within = nameof(WholeDescent), Cases = 30, RestsOn = ["G22b"])]
    public Measurement Mirror_descent_contracts_the_mean_parameters_at_any_step(DualPoint<TModel> d) =>
        Contracts(d, MirrorDescent.WithLogPartition(d.Model).Step);

    [Mistake(nameof(Mirror_descent_contracts_the_mean_parameters_at_any_step), "the natural gradient step taken in θ")]
    public Measurement Natural_gradient_descent_in_natural_parameters_does_not(DualPoint<TModel> d) =>
        Contracts(d, (theta, gradient, step) => NaturalGradient.Step(theta, FisherInformation.ByScore(d.Model, theta), gradient, step));

    [Law("G18b", LawKind.Identity, @"\eta - h F_\eta^{-1} \nabla_\eta L = \eta - h \nabla_\theta L",
        Source = "Raskutti and Mukherjee 2015",
        Given = "F in mean parameters is Jᵀ F J and ∇L is Jᵀ ∇L, with J = ∂θ/∂η = ∇²φ(η); any loss",
        Within = nameof(OneStep), Cases = 30, RestsOn = ["G22e"])]
    public Measurement Mirror_descent_is_natural_gradient_descent_in_mean_parameters(DualPoint<TModel> d) => IsTheMirrorStep(d, MetricOfMeans(d));

    [Mistake(nameof(Mirror_descent_is_natural_gradient_descent_in_mean_parameters), "the metric of the natural parameters for that of the mean ones")]
    public Measurement With_the_metric_of_the_natural_parameters_it_is_not(DualPoint<TModel> d) => IsTheMirrorStep(d, d.Fisher);

    static Rule WholeDescent => Roundoff.Within(
        Gamma(That("outcomes of q", d => d.At.ExpectationElsewhere.Count) + 2 * That("longest chain of roundings of a step", d => Descent(d).Max(at => at.Chain)))
            * That("Σ over steps (2 Σ|∇ψ| + 1 + |η| + h Σ|∇L| + |F| Σ|∇φ|)", d => Descent(d).Sum(at => at.Size)))
        .Because("errors of η contract as η does");

    /// <summary>
    /// x = (J F J)⁻¹ J g, where J is the inverse of F, errs by F δJ g + δF J g; by what forming J F J and J g leaves (Higham 2002, 3.5), and
    /// by what Cholesky's method leaves (theorem 10.4), which with s = √diag(J F J) is at most γ(3 P + 1) |F| s sᵀ |g|. η and g are on both sides.
    /// </summary>
    static Rule OneStep => Roundoff.Within(Gamma(2) * (SizeOfEta + StepSize * SizeOfGradient)
        + StepSize * (Gamma(3 * CountOfParameters + 1) * That("||F| (|J| (|F| |J| + 1) + s sᵀ) |∇L||", SumsOfTheSolution)
            + ErrorOfF * That("|F⁻¹ ∇L|", d => (d.Inverse * d.GradientAt(d.P)).L2Norm()) + SizeOfF * SizeOfGradient * ErrorOfJ));

    static Quantity<DualPoint<TModel>> SizeOfGradient => That("|∇L|", d => d.GradientAt(d.P).L2Norm());

    static double SumsOfTheSolution(DualPoint<TModel> d)
    {
        var (f, j, g) = (d.Fisher.PointwiseAbs(), d.Inverse.PointwiseAbs(), d.GradientAt(d.P).PointwiseAbs());
        var s = MetricOfMeans(d).Diagonal().PointwiseSqrt();
        return (f * (j * (f * (j * g) + g) + s * (s * g))).L2Norm();
    }

    static Matrix<double> MetricOfMeans(DualPoint<TModel> d)
    {
        var metric = d.Inverse.TransposeThisAndMultiply(d.Fisher * d.Inverse);
        return (metric + metric.Transpose()) / 2;
    }

    /// <summary>Where mirror descent comes by, and what rounding can do to η there.</summary>
    static IEnumerable<(int Chain, double Size)> Descent(DualPoint<TModel> d)
    {
        for (var t = 0; t < MirrorSteps; t++)
        {
            var eta = d.EtaOfQ + Math.Pow(1 - d.Step, t) * (d.Eta - d.EtaOfQ);
            var theta = d.Model.NaturalParameters(eta);
            var (dual, scores) = (DualRoundings.Of(d.Model, theta), DerivativeRoundings.Of(d.Model, theta, d.At.ExpectationElsewhere));
            yield return (Math.Max(scores.LongestChain, dual.LogPartitionChain + dual.NegativeEntropyChain), 2 * dual.Mean + 1 + eta.L2Norm()
                + d.Step * scores.Score + Differentiate.Hessian(new LogPartition(d.Model), theta).L2Norm() * dual.Natural);
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
        return Measure.Distance("η − h F_η⁻¹ ∇_η L", NaturalGradient.Step(d.Eta, metric, d.Inverse.TransposeThisAndMultiply(gradient), d.Step),
            "η − h ∇_θ L", d.Eta - d.Step * gradient);
    }
}
