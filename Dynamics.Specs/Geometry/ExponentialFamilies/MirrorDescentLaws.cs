using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

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
        Within = "roundoff: " + WholeDescent, Cases = 30, RestsOn = ["G22b"])]
    public Measurement Mirror_descent_contracts_the_mean_parameters_at_any_step(DualPoint<TModel> d) =>
        Contracts(d, MirrorDescent.WithLogPartition(d.At.Model).Step);

    [Mistake(nameof(Mirror_descent_contracts_the_mean_parameters_at_any_step), "the natural step taken in θ")]
    public Measurement Natural_gradient_descent_in_natural_parameters_does_not(DualPoint<TModel> d)
    {
        var n = NaturalGradient.Direction(d.At.ScoreCovariance, Gradient(d, d.At.Theta));
        var length = Math.Sqrt(n * (d.At.ScoreCovariance * n));
        if (d.Step * length is < .05 or > .5) return Measurement.NoCase("the step is negligible, or may leave the family");
        if (Math.Abs(DualPoint<TModel>.Skewness(d.At.Model, d.At.Theta, n, n, n)) < .05 * length * length * length) return Measurement.NoCase("the metric is nearly constant along the step");
        return Contracts(d, (theta, gradient, step) => NaturalGradient.Step(theta, FisherInformation.ByScore(d.At.Model, theta), gradient, step));
    }

    [Law("G18b", LawKind.Identity, @"\eta - h F_\eta^{-1} \nabla_\eta L = \eta - h \nabla_\theta L",
        Source = "Raskutti and Mukherjee 2015",
        Given = "F in mean parameters is Jᵀ F J and ∇L is Jᵀ ∇L, with J = ∂θ/∂η = ∇²φ(η); any loss",
        Within = "roundoff: " + OneStep, Cases = 30, RestsOn = ["G22e"])]
    public Measurement Mirror_descent_is_natural_gradient_descent_in_mean_parameters(DualPoint<TModel> d)
    {
        var j = Differentiate.Hessian(new NegativeEntropy(d.At.Model), d.Eta);
        return IsTheMirrorStep(d, Symmetric(j.TransposeThisAndMultiply(d.At.ScoreCovariance * j)));
    }

    [Mistake(nameof(Mirror_descent_is_natural_gradient_descent_in_mean_parameters), "the metric of the natural parameters for that of the mean ones")]
    public Measurement With_the_metric_of_the_natural_parameters_it_is_not(DualPoint<TModel> d) =>
        d.At.DivergenceFromElsewhere < .05 || d.At.ScoreCovariance.Evd().EigenValues.Any(value => Math.Abs(value.Real - 1) < .02)
            ? Measurement.NoCase("there is no gradient, or an eigenvalue of F is its own inverse")
        : IsTheMirrorStep(d, d.At.ScoreCovariance);

    const string WholeDescent = "γ(outcomes + 3 × longest chains of roundings) × Σ over steps of (what η, there and back, and ∇L add up + |F| × what θ adds up)";
    const string OneStep = "γ(1) × (P² h condition(F)² |∇L| + (outcomes + 4 × longest chains of roundings) × (what η and ∇L add up + h (what F adds up |J ∇L| + 3 |F| × what J adds up × |∇L|)))";

    static Vector<double> Gradient(DualPoint<TModel> d, Vector<double> theta) =>
        Differentiate.Gradient(new CrossEntropy(d.At.Model, d.At.ExpectationElsewhere), theta);

    static Measurement Contracts(DualPoint<TModel> d, Func<Vector<double>, Vector<double>, double, Vector<double>> step)
    {
        var (model, theta, factor, magnitude, chain) = (d.At.Model, d.At.Theta, 1.0, 0.0, 0);
        var (start, target) = (Mean(d, theta), Mean(d, d.At.Elsewhere));
        List<double> found = [], expected = [];
        for (var t = 0; t < MirrorSteps; t++)
        {
            var here = model.NaturalParameters(target + factor * (start - target));
            var roundings = DualRoundings.Of(model, here);
            var gradient = DerivativeRoundings.Of(model, here, d.At.ExpectationElsewhere);
            chain = Math.Max(chain, roundings.LongestChain + gradient.LongestChain);
            magnitude += 2 * roundings.Mean + gradient.Score + Differentiate.Hessian(new LogPartition(model), here).L2Norm() * (here.L2Norm() + roundings.Natural);
            theta = step(theta, Gradient(d, theta), d.Step);
            factor *= 1 - d.Step;
            found.AddRange(Mean(d, theta) - target);
            expected.AddRange(factor * (start - target));
        }
        return Measure.Distance("ηₜ − η⋆", Vector<double>.Build.DenseOfEnumerable(found), "(1 − h)ᵗ (η₀ − η⋆)", Vector<double>.Build.DenseOfEnumerable(expected))
            .Within(LegacyRoundoff.Of(d.At.ExpectationElsewhere.Count + 3 * chain, magnitude, WholeDescent));
    }

    static Measurement IsTheMirrorStep(DualPoint<TModel> d, Matrix<double> metric)
    {
        var (f, eta, gradient) = (d.At.ScoreCovariance, d.Eta, Gradient(d, d.At.Theta));
        var j = Differentiate.Hessian(new NegativeEntropy(d.At.Model), eta);
        var scores = DerivativeRoundings.Of(d.At.Model, d.At.Theta, d.At.ExpectationElsewhere).Score;
        var rounded = eta.Count * eta.Count * d.Step * Math.Pow(f.ConditionNumber(), 2) * gradient.L2Norm();
        var operations = d.At.Operations + 4 * d.Roundings.LongestChain;
        var inherited = d.Roundings.Mean + 2 * scores
            + d.Step * (d.At.Magnitude * (j * gradient).L2Norm() + 3 * f.L2Norm() * d.Roundings.NegativeEntropyHessian * gradient.L2Norm());
        return Measure.Distance("η − h F_η⁻¹ ∇_η L", NaturalGradient.Step(eta, metric, j.TransposeThisAndMultiply(gradient), d.Step),
                "η − h ∇_θ L", eta - d.Step * gradient)
            .Within(LegacyRoundoff.Of(1, rounded + operations * inherited, OneStep));
    }

    static Matrix<double> Symmetric(Matrix<double> m) => (m + m.Transpose()) / 2;
}
