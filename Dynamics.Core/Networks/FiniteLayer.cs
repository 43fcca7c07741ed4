using Dynamics.Architectures;

namespace Dynamics.Networks;

/// <summary>A layer of a finite network: its value for a batch, and how it pulls a derivative back.</summary>
abstract class FiniteLayer
{
    public abstract Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Slots<TBatch> parameters)
        where TBatch : struct, IBatch<TBatch>;
}

/// <summary>A value for each block of parameters: the parameters themselves, or their gradient.</summary>
sealed class Slots<TBatch>(TBatch[] values)
{
    public TBatch this[ParameterSlot slot]
    {
        get => values[slot.Index];
        set => values[slot.Index] = value;
    }
}

/// <summary>The number of a block of parameters, with the factor that its layer applies.</summary>
readonly record struct ParameterSlot(int Index, double Multiplier);

/// <summary>What a layer gives for a batch.</summary>
/// <param name="Output">Its value.</param>
/// <param name="PullBack">From the derivative in the output to that in the input; leaves those in the parameters in their slots.</param>
readonly record struct Evaluation<TBatch>(TBatch Output, Func<TBatch, Slots<TBatch>, TBatch> PullBack);

/// <summary>multiplier x W + bias multiplier b.</summary>
sealed class FiniteDense(ParameterSlot weights, ParameterSlot? bias) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Slots<TBatch> parameters)
    {
        var w = parameters[weights];
        var y = TBatch.Linear(TBatch.Bilinear(x, w, Kernels.Product), product => Kernels.Scaled(product, weights.Multiplier));
        return Bias.On(bias, new(y, (dy, gradient) =>
        {
            var scaled = TBatch.Linear(dy, it => Kernels.Scaled(it, weights.Multiplier));
            gradient[weights] = TBatch.Bilinear(x, scaled, Kernels.TransposedProduct);
            return TBatch.Bilinear(scaled, w, Kernels.ProductWithTransposed);
        }), parameters, pixels: 1);
    }
}

/// <summary>multiplier x * W + bias multiplier b, the bias of a channel on all its pixels.</summary>
sealed class FiniteConvolution(FilterGeometry geometry, ParameterSlot weights, ParameterSlot? bias) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Slots<TBatch> parameters)
    {
        var w = parameters[weights];
        var y = TBatch.Linear(TBatch.Bilinear(x, w, geometry.Convolve), product => Kernels.Scaled(product, weights.Multiplier));
        return Bias.On(bias, new(y, (dy, gradient) =>
        {
            var scaled = TBatch.Linear(dy, it => Kernels.Scaled(it, weights.Multiplier));
            gradient[weights] = TBatch.Bilinear(x, scaled, geometry.ToWeights);
            return TBatch.Bilinear(scaled, w, geometry.ToInput);
        }), parameters, geometry.Output.Pixels);
    }
}

/// <summary>Adds a bias to what a layer gives.</summary>
static class Bias
{
    public static Evaluation<TBatch> On<TBatch>(ParameterSlot? slot, Evaluation<TBatch> without, Slots<TBatch> parameters, int pixels)
        where TBatch : struct, IBatch<TBatch>
    {
        if (slot is not { } bias) return without;
        var rows = without.Output.Rows;
        var shift = TBatch.Linear(parameters[bias], b => Kernels.Scaled(Kernels.Repeated(Kernels.RepeatedColumns(b, pixels), rows), bias.Multiplier));
        return new(without.Output + shift, (dy, gradient) =>
        {
            gradient[bias] = TBatch.Linear(dy, it => Kernels.Scaled(Kernels.SumOfColumns(Kernels.SumOfRows(it), pixels), bias.Multiplier));
            return without.PullBack(dy, gradient);
        });
    }
}

/// <summary>x V with columns v_j = w_j / |w_j|.</summary>
sealed class FiniteWeightNormalisedDense(ParameterSlot weights) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Slots<TBatch> parameters)
    {
        var w = parameters[weights];
        var inverse = TBatch.Elementwise(TBatch.Linear(TBatch.Bilinear(w, w, Kernels.Hadamard), Kernels.SumOfRows), square => 1 / Math.Sqrt(square), square => -.5 / (square * Math.Sqrt(square)));
        var v = TBatch.Bilinear(w, inverse, Kernels.ScaledColumns);
        return new(TBatch.Bilinear(x, v, Kernels.Product), (dy, gradient) =>
        {
            var dv = TBatch.Bilinear(x, dy, Kernels.TransposedProduct);
            var along = TBatch.Linear(TBatch.Bilinear(v, dv, Kernels.Hadamard), Kernels.SumOfRows);
            var across = dv + TBatch.Linear(TBatch.Bilinear(v, along, Kernels.ScaledColumns), it => Kernels.Scaled(it, -1));
            gradient[weights] = TBatch.Bilinear(across, inverse, Kernels.ScaledColumns);
            return TBatch.Bilinear(dy, v, Kernels.ProductWithTransposed);
        });
    }
}

/// <summary>phi on every entry.</summary>
sealed class FiniteActivation(Activation activation) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Slots<TBatch> parameters) => new(
        TBatch.Elementwise(x, activation.Value, activation.Derivative),
        (dy, _) => TBatch.Bilinear(TBatch.Elementwise(x, activation.Derivative, activation.SecondDerivative), dy, Kernels.Hadamard));
}

/// <summary>A linear layer without parameters, by its map and the adjoint.</summary>
sealed class FiniteLinear(Func<Block, Block> map, Func<Block, Block> adjoint) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Slots<TBatch> parameters) =>
        new(TBatch.Linear(x, map), (dy, _) => TBatch.Linear(dy, adjoint));
}

/// <summary>One layer after another.</summary>
sealed class FiniteChain(IReadOnlyList<FiniteLayer> layers) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Slots<TBatch> parameters)
    {
        var pullBacks = new Stack<Func<TBatch, Slots<TBatch>, TBatch>>();
        foreach (var layer in layers)
        {
            var evaluation = layer.Evaluate(x, parameters);
            pullBacks.Push(evaluation.PullBack);
            x = evaluation.Output;
        }
        return new(x, (dy, gradient) => pullBacks.Aggregate(dy, (derivative, pullBack) => pullBack(derivative, gradient)));
    }
}

/// <summary>The sum of branches.</summary>
sealed class FiniteSum(IReadOnlyList<FiniteLayer> branches) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Slots<TBatch> parameters)
    {
        var evaluations = branches.Select(branch => branch.Evaluate(x, parameters)).ToArray();
        return new(
            evaluations.Select(evaluation => evaluation.Output).Aggregate((sum, y) => sum + y),
            (dy, gradient) => evaluations.Select(evaluation => evaluation.PullBack(dy, gradient)).Aggregate((sum, dx) => sum + dx));
    }
}
