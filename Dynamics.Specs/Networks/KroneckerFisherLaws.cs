using Dynamics.Architectures;
using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// K-FAC takes activations and backpropagated gradients for uncorrelated, so that a layer's block of the Fisher information is a
/// Kronecker product. In a deep linear network with a Gaussian head the gradients' second moment does not depend on the input, and it is.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class KroneckerFisherLaws : ISubjectsOf<NetworkAtPoint>
{
    public Subjects<NetworkAtPoint> Subjects => NetworkAtPoint.Subjects(ArchitecturePlan.DrawPlainDense([Activations.Identity]));

    [Law("G20", LawKind.Identity, @"F_{\ell \ell} = \mathbb{E}[g_\ell g_\ell^\top] \otimes \mathbb{E}[a_{\ell - 1} a_{\ell - 1}^\top]",
        Source = "Martens and Grosse 2015; Bernacchia, Lengyel and Hennequin 2018",
        Given = "a linear network of any depth, with residual branches and biases; a Gaussian head of fixed variance; g = d log p / d(aᵀW), with labels from the model",
        Within = "roundoff: " + Counted, RestsOn = ["G3e"])]
    public Measurement Kronecker_factors_give_the_blocks_of_deep_linear_networks(NetworkAtPoint at) => AreTheBlocks(at, Blocks(at, at.Network));

    [Mistake(nameof(Kronecker_factors_give_the_blocks_of_deep_linear_networks), "the factors of the network with tanh layers")]
    public Measurement With_tanh_layers_they_do_not(NetworkAtPoint at)
    {
        var curved = Blocks(at, new(at.Network.Architecture.Map(_ => Activations.Tanh), at.Network.Parameterization));
        return Distance(curved, Blocks(at, at.Network)) < SmallestShare * Magnitude(at) ? Measurement.NoCase("there is no hidden layer, or tanh is nearly linear there")
            : AreTheBlocks(at, curved);
    }

    [Mistake(nameof(Kronecker_factors_give_the_blocks_of_deep_linear_networks), "the factors in the other order")]
    public Measurement With_the_factors_in_the_other_order_they_do_not(NetworkAtPoint at)
    {
        var swapped = Factors(at, at.Network).Select(block => block.Activations.KroneckerProduct(block.Backpropagated)).ToArray();
        return Distance(swapped, Blocks(at, at.Network)) < SmallestShare * Magnitude(at) ? Measurement.NoCase("a factor is a multiple of the identity")
            : AreTheBlocks(at, swapped);
    }

    const string Counted = "γ(16 × longest chain of roundings + N + K) × |J|²";

    /// <summary>Of what is added up: a smaller mistake is not seen as one.</summary>
    const double SmallestShare = 1e-6;

    static Measurement AreTheBlocks(NetworkAtPoint at, Matrix<double>[] blocks)
    {
        var fisher = Likelihood.Mean(at.Network, new GaussianMean(at.Network.OutputCount), at.Inputs).TrueFisher(at.Theta);
        var exact = at.Network.Blocks.Select(block => fisher.SubMatrix(block.Offset, block.Count, block.Offset, block.Count));
        return Measure.Distance("G ⊗ A, block by block", EndToEnd(blocks), "F", EndToEnd(exact))
            .Within(LegacyRoundoff.Of(16 * at.Chain + at.Inputs.RowCount + at.Network.OutputCount, Magnitude(at), Counted));
    }

    static IReadOnlyList<Dynamics.Geometry.KroneckerFactors> Factors(NetworkAtPoint at, Network network) =>
        KroneckerFisher.Of(network, new GaussianMean(network.OutputCount), at.Theta, at.Inputs);

    static Matrix<double>[] Blocks(NetworkAtPoint at, Network network) => [.. Factors(at, network).Select(block => block.Block())];

    static double Distance(Matrix<double>[] left, Matrix<double>[] right) => (EndToEnd(left) - EndToEnd(right)).L2Norm();

    static Vector<double> EndToEnd(IEnumerable<Matrix<double>> blocks) => Vector<double>.Build.DenseOfEnumerable(blocks.SelectMany(block => block.Enumerate()));

    static double Magnitude(NetworkAtPoint at) => at.JacobianMagnitude * at.JacobianMagnitude;
}
