using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>
/// K-FAC of a network with a head (Martens and Grosse 2015): for each block of parameters its block of the Fisher information of the mean,
/// as the product of what enters the layer and what comes back to it. A bias is a weight on an input that is always 1.
/// </summary>
public static class KroneckerFisher
{
    /// <summary>The factors, in the order of <see cref="Network.Blocks"/>.</summary>
    /// <param name="network">Dense layers; K outputs.</param>
    /// <param name="head">A family with K parameters.</param>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="inputs">N x D.</param>
    /// <exception cref="NotSupportedException">A layer shares its weights between pixels, or normalises them: there are no two
    /// factors.</exception>
    /// <exception cref="ArgumentException">The head does not fit the outputs, a shape does not fit, or a number is not finite.</exception>
    public static IReadOnlyList<KroneckerFactors> Of(
        Network network, IStatisticalModel head, Vector<double> parameters, Matrix<double> inputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(head);
        var outputs = Likelihood.Mean(network, head, inputs).Model.Outputs(parameters, inputs);
        var evaluation = network.Evaluate(parameters, inputs);
        var sinks = Enumerable.Range(0, network.OutputCount).Select(k =>
        {
            var only = Block.Zero(inputs.RowCount, network.OutputCount);
            only.Column(k).Fill(1);
            var sink = new LayerSink(network.Blocks);
            evaluation.PullBack(new(only), sink);
            return sink;
        }).ToArray();
        return [.. network.Blocks.Select((_, block) => new KroneckerFactors(
            sinks[0].Entering[block].ToMatrix(),
            [.. Enumerable.Range(0, inputs.RowCount).Select(i =>
            {
                var backpropagated = Matrix<double>.Build.DenseOfColumnVectors(
                    sinks.Select(sink => sink.Returning[block].ToMatrix().Row(i)));
                return backpropagated * FisherInformation.OfHead(head, outputs.Row(i)).TransposeAndMultiply(backpropagated);
            })]))];
    }

    /// <summary>Keeps what enters each layer and the derivative that comes back to it, an example a row.</summary>
    sealed class LayerSink(IReadOnlyList<ParameterBlock> blocks) : IParameterSink<Plain>
    {
        public Block[] Entering { get; } = new Block[blocks.Count];

        public Block[] Returning { get; } = new Block[blocks.Count];

        public void Dense(ParameterSlot weights, Plain x, Plain dy) =>
            (Entering[weights.Index], Returning[weights.Index]) = (x.Value, dy.Value);

        public void Bias(ParameterSlot bias, Plain dy)
        {
            var ones = Block.Zero(dy.Rows, 1);
            ones.Values.Fill(1);
            (Entering[bias.Index], Returning[bias.Index]) = (ones, dy.Value);
        }

        public void Convolution(ParameterSlot weights, FilterGeometry geometry, Plain x, Plain dy) =>
            throw HasNoFactors(weights, "share their weights between pixels");

        public void Normalised(ParameterSlot weights, Plain x, Plain dy, Plain v, Plain inverse) =>
            throw HasNoFactors(weights, "normalise their weights");

        NotSupportedException HasNoFactors(ParameterSlot weights, string why) =>
            new($"{blocks[weights.Index].Name} has no two Kronecker factors; K-FAC needs dense layers, not such that {why}.");
    }
}
