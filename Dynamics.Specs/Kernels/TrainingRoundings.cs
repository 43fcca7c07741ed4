using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// What rounding leaves in the training of a linear model, step by step and in closed form, to first order in u. Norms are Frobenius's, j
/// is the Jacobian of all points, A = Theta_x g(Theta).
/// </summary>
static class TrainingRoundings
{
    public static Quantity<LinearModelInTraining> N => new("N", at => at.Targets.RowCount);

    public static Quantity<LinearModelInTraining> P => new("P", at => at.Theta.RowCount);

    public static Quantity<LinearModelInTraining> Residual => new("|f₀ − y|", at => at.Residual.FrobeniusNorm());

    /// <summary>
    /// Of theta, as the outputs see it: steps contract, so each error counts once, and one of a residual counts for what is learned of
    /// it.
    /// </summary>
    public static Quantity<LinearModelInTraining> OfTheSteps =>
        Along("θ", at => at.Trained) + Gamma(2 * P + 4) * (1 + Reach) * (J * Largest("θ", at => at.Trained) + Targets);

    static Quantity<LinearModelInTraining> Targets => new("|y|", at => at.Targets.FrobeniusNorm());

    /// <summary>Of D = (I − η JᵀJ)ᵗ, as the outputs see it.</summary>
    public static Quantity<LinearModelInTraining> OfThePropagation =>
        Along("D", at => at.Propagated) + Gamma(2 * P + 4) * (1 + Reach) * J * Largest("D", at => at.Propagated);

    /// <summary>Of A: of its products, and of the kernel and its eigenvectors.</summary>
    public static Quantity<LinearModelInTraining> OfTheMap => (Gamma(2 * N + P + 16) * Learned + OfTheKernel * Bend) * J.Squared;

    /// <summary>Of an eigenvalue, over |j|²: products of length P, and a stable decomposition.</summary>
    public static Quantity<LinearModelInTraining> OfTheKernel => Gamma(10 * N + P);

    public static Quantity<LinearModelInTraining> J => new("|j|", at => All(at).FrobeniusNorm());

    /// <summary>|Z| |Σ| |Z|ᵀ, entry by entry, with |Z| = |x| + |A| |J|: what the covariance adds up.</summary>
    public static Quantity<LinearModelInTraining> Summands => new("|Z| |Σ| |Z|ᵀ", at =>
    {
        var z = at.OtherJacobian.PointwiseAbs() + (at.OtherJacobian * MapOf(at)).PointwiseAbs() * at.Jacobian.PointwiseAbs();
        return (z * at.Prior.PointwiseAbs() * z.Transpose()).FrobeniusNorm();
    });

    /// <summary>|Σ (x D)ᵀ|.</summary>
    public static Quantity<LinearModelInTraining> Moved => new("|Σ (x D)ᵀ|", at => (at.Prior * Ends(at).Transpose()).FrobeniusNorm());

    /// <summary>|J Σ (x D)ᵀ|: an error of A meets what training left, for K Aᵀ − K_xᵀ = −J Σ (x D)ᵀ.</summary>
    public static Quantity<LinearModelInTraining> Left =>
        new("|J Σ (x D)ᵀ|", at => (at.Jacobian * at.Prior * Ends(at).Transpose()).FrobeniusNorm());

    /// <summary>Σ |η j (I − η JᵀJ)ˢ Jᵀ|.</summary>
    static Quantity<LinearModelInTraining> Reach =>
        new("Σ|η j (I − η JᵀJ)ˢ Jᵀ|", at => Pulls(at).Sum(pull => (All(at) * pull).FrobeniusNorm()));

    /// <summary>Σ g(λ), the trace of g(Θ).</summary>
    static Quantity<LinearModelInTraining> Learned => new("tr g(Θ)", at =>
        at.LearningRate * at.Eigenvalues.Sum(lambda => Enumerable.Range(0, at.Steps).Sum(s => Math.Pow(1 - at.LearningRate * lambda, s))));

    /// <summary>
    /// The most that a movement E of the kernel moves A by, over |E|: max_j (Σ_i |Θ_x u_i|² g[λ_i, λ_j]²)^(1/2), g[·, ·] a divided
    /// difference.
    /// </summary>
    static Quantity<LinearModelInTraining> Bend => new("|∂A / ∂Θ|", at =>
    {
        var seen = (All(at) * at.Jacobian.Transpose() * at.Eigenvectors).EnumerateColumns().Select(column => column.L2Norm()).ToArray();
        return at.Eigenvalues.Max(one => seen.Zip(at.Eigenvalues, (size, other) => size * Slope(at, one, other)).Norm());
    });

    static Quantity<LinearModelInTraining> Along(string name, Func<LinearModelInTraining, Descent> run) => J
        * (Roundings(new Quantity<LinearModelInTraining>($"Σ|{name}|", at => run(at).Sum))
            + Gamma(N + 2) * J * new Quantity<LinearModelInTraining>($"η Σ|r| of {name}", at => run(at).Pull));

    static Quantity<LinearModelInTraining> Largest(string name, Func<LinearModelInTraining, Descent> run) =>
        new($"max|{name}|", at => run(at).Largest);

    static Matrix<double> All(LinearModelInTraining at) => at.Jacobian.Stack(at.OtherJacobian);

    static Matrix<double> Ends(LinearModelInTraining at) => at.OtherJacobian * at.Propagated.End;

    /// <summary>g(Θ) with J on its left, P x N: what the steps add to theta for each residual.</summary>
    static Matrix<double> MapOf(LinearModelInTraining at) => Pulls(at).Aggregate((a, b) => a + b);

    static IEnumerable<Matrix<double>> Pulls(LinearModelInTraining at)
    {
        var pull = at.LearningRate * at.Jacobian.Transpose();
        for (var step = 0; step < at.Steps; step++)
        {
            yield return pull;
            pull -= at.LearningRate * at.Jacobian.TransposeThisAndMultiply(at.Jacobian * pull);
        }
    }

    /// <summary>|g[λ, μ]| of g(λ) = η Σ (1 − η λ)ˢ.</summary>
    static double Slope(LinearModelInTraining at, double one, double other)
    {
        var (p, q) = (1 - at.LearningRate * one, 1 - at.LearningRate * other);
        var sum = Enumerable.Range(1, at.Steps - 1).Sum(s => Enumerable.Range(0, s).Sum(k => Math.Pow(p, k) * Math.Pow(q, s - 1 - k)));
        return at.LearningRate * at.LearningRate * Math.Abs(sum);
    }
}
