using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The quantities of the tolerances. A product of two first-order dual numbers has two roundings on its longest path, one of two
/// second-order ones four. Bars are entry by entry: |A| |b| is what A b adds up, and Σ|x| what is added up to x.
/// </summary>
public abstract partial class ExponentialFamilyLaws<TModel>
{
    static Quantity<DualPoint<TModel>> CountOfParameters => That("P", d => d.P.Count);

    static Quantity<DualPoint<TModel>> ChainOfPsi => That("chain in ψ", d => d.Roundings.Psi.Chain);

    static Quantity<DualPoint<TModel>> ChainOfPhi => That("chain in φ", d => d.Roundings.Phi.Chain);

    /// <summary>Of an expectation of second derivatives.</summary>
    static Quantity<DualPoint<TModel>> RoundingsOfF => OutcomesOfP + 4 * ChainOfLogP;

    /// <summary>Of η, its own and those of φ that act on it.</summary>
    static Quantity<DualPoint<TModel>> RoundingsOfEta => 2 * ChainOfPsi + ChainOfPhi;

    static Quantity<DualPoint<TModel>> OutcomesOfP => That("outcomes", d => d.At.Expectation.Count);

    static Quantity<DualPoint<TModel>> OutcomesOfQ => That("outcomes of q", d => d.At.ExpectationElsewhere.Count);

    static Quantity<DualPoint<TModel>> ChainOfLogP => That("chain in log p", d => d.At.Roundings.LongestChain);

    static Quantity<DualPoint<TModel>> SumOfGradientOfPsi => That("Σ|∇ψ|", d => d.Roundings.Psi.Gradient.L2Norm());

    static Quantity<DualPoint<TModel>> That(string name, Func<DualPoint<TModel>, double> value) => new(name, value);

    static Quantity<DualPoint<TModel>> Size(string name, Func<DualPoint<TModel>, Vector<double>> vector) =>
        new(name, d => vector(d).L2Norm());

    static Quantity<DualPoint<TModel>> Size(string name, Func<DualPoint<TModel>, Matrix<double>> matrix) =>
        new(name, d => matrix(d).FrobeniusNorm());

    /// <summary>Σ|F| = E[Σ|s| Σ|s|ᵀ].</summary>
    static Matrix<double> SumOfF(DualPoint<TModel> d) =>
        d.At.Expectation.MeanOuterProduct(z => d.Model.SufficientStatistic(z).PointwiseAbs() + d.Roundings.Psi.Gradient);
}
