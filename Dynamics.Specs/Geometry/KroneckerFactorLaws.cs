using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Tolerances;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// K-FAC takes activations and backpropagated gradients for uncorrelated, so that a layer's block of the Fisher information is a
/// Kronecker product. In a deep linear network with a Gaussian head the gradients' second moment does not depend on the input, and it is.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class KroneckerFactorLaws : ISubjectsOf<NetworkPoint>
{
    public Subjects<NetworkPoint> Subjects => NetworkPoint.Subjects;

    [Law("G20", LawKind.Identity, @"F_{\ell \ell} = \mathbb{E}[a_{\ell - 1} a_{\ell - 1}^\top] \otimes \mathbb{E}[g_\ell g_\ell^\top]",
        Source = "Martens and Grosse 2015; Bernacchia, Lengyel and Hennequin 2018",
        Given = "a linear network of any depth, a Gaussian head of fixed variance; g = d log p / d(W a), with labels from the model",
        Within = "roundoff: " + Counted, Cases = 30, RestsOn = ["G3a"])]
    public Evidence Kronecker_factors_give_the_blocks_of_deep_linear_networks(NetworkPoint network) =>
        AreTheBlocks(network, network.Linear, factors => factors.Block());

    [Falsifier(nameof(Kronecker_factors_give_the_blocks_of_deep_linear_networks), "tanh hidden layers")]
    public Evidence With_tanh_hidden_layers_they_do_not(NetworkPoint network) =>
        !SlopesDiffer(network) ? Evidence.NoCase("tanh is nearly linear, or has nearly the same slope on every input")
        : AreTheBlocks(network, network.Tanh, factors => factors.Block());

    [Falsifier(nameof(Kronecker_factors_give_the_blocks_of_deep_linear_networks), "the factors in the other order")]
    public Evidence With_the_factors_in_the_other_order_they_do_not(NetworkPoint network) =>
        !OrderMatters(network) ? Evidence.NoCase("a factor is one number")
        : AreTheBlocks(network, network.Linear, factors => factors.Backpropagated.KroneckerProduct(factors.Activations));

    const string Counted = "γ(outcomes + 2 × examples + outputs + 4 × longest chain of roundings in log p) × what E[s sᵀ] and E[∇² log p] add up";

    static Evidence AreTheBlocks(NetworkPoint network, LayeredPredictor predictor, Func<KroneckerFactors, Matrix<double>> block)
    {
        var at = network.At(predictor);
        var difference = Matrix<double>.Build.Dense(at.Theta.Count, at.Theta.Count);
        for (var layer = 1; layer <= predictor.LayerCount; layer++)
        {
            var (from, count) = (predictor.Offset(layer), predictor.Offset(layer + 1) - predictor.Offset(layer));
            difference.SetSubMatrix(from, from, block(predictor.Factors(at.Theta, network.Head, layer)) - at.ScoreCovariance.SubMatrix(from, count, from, count));
        }
        return Measure.Distance("A ⊗ G − F, block by block", difference, "0", 0 * difference)
            .Within(Roundoff.Of(at.Operations + 2 * network.Inputs.RowCount + predictor.OutputCount, at.Magnitude, Counted));
    }

    /// <summary>
    /// The first block is E[x xᵀ ⊗ B(x)ᵀB(x)], and with two inputs it differs from the product by a quarter of the difference of x xᵀ times that of
    /// BᵀB, where B = W₂ diag(1 − tanh² s) for a last layer W₂.
    /// </summary>
    static bool SlopesDiffer(NetworkPoint network)
    {
        if (network.Inputs.RowCount != 2 || network.Widths.Length != 2) return false;
        var (x, y) = (network.Inputs.Row(0), network.Inputs.Row(1));
        var (s, r) = (network.FirstHidden.Row(0).PointwiseAbs(), network.FirstHidden.Row(1).PointwiseAbs());
        var last = network.Theta.SubVector(network.Linear.Offset(2), network.Widths[0] * network.Widths[1]);
        return (x.OuterProduct(x) - y.OuterProduct(y)).FrobeniusNorm() > .1 && last.AbsoluteMinimum() > .1
            && Enumerable.Range(0, s.Count).All(i => Math.Abs(s[i] - r[i]) > .1 && Math.Min(s[i], r[i]) < 2);
    }

    /// <summary>In the last layer G is the identity: the order matters unless A is one number or a multiple of the identity, too.</summary>
    static bool OrderMatters(NetworkPoint network)
    {
        if (network.Widths[^1] < 2 || network.Widths[^2] < 2) return false;
        var a = network.Linear.Factors(network.Theta, network.Head, network.Linear.LayerCount).Activations;
        return (a - a.Trace() / a.RowCount * Matrix<double>.Build.DenseIdentity(a.RowCount)).FrobeniusNorm() > .1;
    }
}
