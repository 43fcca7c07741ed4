using Dynamics.Specs.Laws.Rules;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The quantities of the tolerances below. A product of two first-order dual numbers has two roundings on its longest path, one of two
/// second-order ones four.
/// </summary>
public abstract partial class ExponentialFamilyLaws<TModel>
{
    static Quantity<DualPoint<TModel>> CountOfParameters => That("P", d => d.P.Count);

    static Quantity<DualPoint<TModel>> StepSize => That("h", d => d.Step);

    static Quantity<DualPoint<TModel>> OutcomesOfP => That("outcomes", d => d.At.Expectation.Count);

    static Quantity<DualPoint<TModel>> ChainOfLogP => That("chain in log p", d => d.At.Roundings.LongestChain);

    static Quantity<DualPoint<TModel>> ChainOfPsi => That("chain in ψ", d => d.Roundings.LogPartitionChain);

    static Quantity<DualPoint<TModel>> ChainOfPhi => That("chain in φ", d => d.Roundings.NegativeEntropyChain);

    static Quantity<DualPoint<TModel>> SizeOfTheta => That("|θ|", d => d.P.L2Norm());

    static Quantity<DualPoint<TModel>> SizeOfEta => That("|η|", d => d.Eta.L2Norm());

    static Quantity<DualPoint<TModel>> SizeOfF => That("|F|", d => d.Fisher.L2Norm());

    static Quantity<DualPoint<TModel>> SizeOfJ => That("|F⁻¹|", d => d.Inverse.L2Norm());

    /// <summary>What is added up to η, by absolute value.</summary>
    static Quantity<DualPoint<TModel>> SumOfEta => That("Σ|∇ψ|", d => d.Roundings.Mean);

    /// <summary>What is added up to θ, by absolute value.</summary>
    static Quantity<DualPoint<TModel>> SumOfTheta => That("Σ|∇φ|", d => d.Roundings.Natural);

    /// <summary>What ∇ψ errs by, and what the roundings inside φ come to as errors of η: they act on η and on constants up to 1.</summary>
    static Quantity<DualPoint<TModel>> ErrorOfEta => Gamma(2 * ChainOfPsi) * SumOfEta + Gamma(ChainOfPhi) * (1 + SizeOfEta);

    static Quantity<DualPoint<TModel>> ErrorOfF => Gamma(OutcomesOfP + 4 * ChainOfLogP) * That("Σ|E[s sᵀ]|", d => d.At.Roundings.ScoreCovariance);

    static Quantity<DualPoint<TModel>> ErrorOfJ =>
        Gamma(4 * ChainOfPhi) * That("Σ|∇²φ|", d => d.Roundings.NegativeEntropyHessian)
        + That("|∇³φ|", d => d.Roundings.NegativeEntropyThird) * ErrorOfEta;

    static Quantity<DualPoint<TModel>> That(string name, Func<DualPoint<TModel>, double> value) => new(name, value);
}
