using Dynamics.Architectures;

namespace Dynamics.Networks;

/// <summary>A layer of a finite network: its value for a batch, and how it pulls a derivative back.</summary>
abstract class FiniteLayer
{
    public abstract Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
        where TBatch : struct, IBatch<TBatch>;
}

/// <summary>The blocks of theta.</summary>
readonly record struct Parameters<TBatch>(TBatch[] Blocks)
{
    public TBatch this[ParameterSlot slot] => Blocks[slot.Index];
}

/// <summary>The number of a block of parameters, with the factor that its layer applies.</summary>
readonly record struct ParameterSlot(int Index, double Multiplier);

/// <summary>What a layer gives for a batch.</summary>
/// <param name="Output">Its value.</param>
/// <param name="PullBack">From the derivative in the output to that in the input; tells a sink of those in the parameters.</param>
readonly record struct Evaluation<TBatch>(TBatch Output, Func<TBatch, IParameterSink<TBatch>, TBatch> PullBack);

/// <summary>multiplier x W + bias multiplier b.</summary>
sealed class FiniteDense(ParameterSlot weights, ParameterSlot? bias) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
    {
        var w = parameters[weights];
        var y = TBatch.Linear(TBatch.Bilinear(x, w, Kernels.Product), product => Kernels.Scaled(product, weights.Multiplier));
        return Bias.On(bias, new(y, (dy, sink) =>
        {
            var scaled = TBatch.Linear(dy, it => Kernels.Scaled(it, weights.Multiplier));
            sink.Dense(weights, x, scaled);
            return TBatch.Bilinear(scaled, w, Kernels.ProductWithTransposed);
        }), parameters, pixels: 1);
    }
}

/// <summary>multiplier x * W + bias multiplier b, the bias of a channel on all its pixels.</summary>
sealed class FiniteConvolution(FilterGeometry geometry, ParameterSlot weights, ParameterSlot? bias) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
    {
        var w = parameters[weights];
        var y = TBatch.Linear(TBatch.Bilinear(x, w, geometry.Convolve), product => Kernels.Scaled(product, weights.Multiplier));
        return Bias.On(bias, new(y, (dy, sink) =>
        {
            var scaled = TBatch.Linear(dy, it => Kernels.Scaled(it, weights.Multiplier));
            sink.Convolution(weights, geometry, x, scaled);
            return TBatch.Bilinear(scaled, w, geometry.ToInput);
        }), parameters, geometry.Output.Pixels);
    }
}

/// <summary>Adds a bias to what a layer gives.</summary>
static class Bias
{
    public static Evaluation<TBatch> On<TBatch>(ParameterSlot? slot, Evaluation<TBatch> without, Parameters<TBatch> parameters, int pixels)
        where TBatch : struct, IBatch<TBatch>
    {
        if (slot is not { } bias) return without;
        var rows = without.Output.Rows;
        var shift = TBatch.Linear(parameters[bias], b => Kernels.Scaled(Kernels.Repeated(Kernels.RepeatedColumns(b, pixels), rows), bias.Multiplier));
        return new(without.Output + shift, (dy, sink) =>
        {
            sink.Bias(bias, TBatch.Linear(dy, it => Kernels.Scaled(Kernels.SumOfColumns(it, pixels), bias.Multiplier)));
            return without.PullBack(dy, sink);
        });
    }
}

/// <summary>x V with columns v_j = w_j / |w_j|.</summary>
sealed class FiniteWeightNormalisedDense(ParameterSlot weights) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
    {
        var w = parameters[weights];
        var inverse = TBatch.Elementwise(TBatch.Linear(TBatch.Bilinear(w, w, Kernels.Hadamard), Kernels.SumOfRows), square => 1 / Math.Sqrt(square), square => -.5 / (square * Math.Sqrt(square)));
        var v = TBatch.Bilinear(w, inverse, Kernels.ScaledColumns);
        return new(TBatch.Bilinear(x, v, Kernels.Product), (dy, sink) =>
        {
            sink.Normalised(weights, x, dy, v, inverse);
            return TBatch.Bilinear(dy, v, Kernels.ProductWithTransposed);
        });
    }
}

/// <summary>phi on every entry.</summary>
sealed class FiniteActivation(Activation activation) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters) => new(
        TBatch.Elementwise(x, activation.Value, activation.Derivative),
        (dy, _) => TBatch.Bilinear(TBatch.Elementwise(x, activation.Derivative, activation.SecondDerivative), dy, Kernels.Hadamard));
}

/// <summary>A linear layer without parameters, by its map and the adjoint.</summary>
sealed class FiniteLinear(Func<Block, Block> map, Func<Block, Block> adjoint) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters) =>
        new(TBatch.Linear(x, map), (dy, _) => TBatch.Linear(dy, adjoint));
}

/// <summary>One layer after another.</summary>
sealed class FiniteChain(IReadOnlyList<FiniteLayer> layers) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
    {
        var pullBacks = new Stack<Func<TBatch, IParameterSink<TBatch>, TBatch>>();
        foreach (var layer in layers)
        {
            var evaluation = layer.Evaluate(x, parameters);
            pullBacks.Push(evaluation.PullBack);
            x = evaluation.Output;
        }
        return new(x, (dy, sink) => pullBacks.Aggregate(dy, (derivative, pullBack) => pullBack(derivative, sink)));
    }
}

/// <summary>The sum of branches.</summary>
sealed class FiniteSum(IReadOnlyList<FiniteLayer> branches) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
    {
        var evaluations = branches.Select(branch => branch.Evaluate(x, parameters)).ToArray();
        return new(
            evaluations.Select(evaluation => evaluation.Output).Aggregate((sum, y) => sum + y),
            (dy, sink) => evaluations.Select(evaluation => evaluation.PullBack(dy, sink)).Aggregate((sum, dx) => sum + dx));
    }
}
