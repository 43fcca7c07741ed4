using Dynamics.Architectures;

namespace Dynamics.Networks;

/// <summary>A layer of a finite network: its value for a batch, and how it pulls a derivative back.</summary>
abstract class FiniteLayer
{
    public abstract Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
        where TBatch : struct, IBatch<TBatch>;
}

/// <summary>What layers are evaluated at.</summary>
/// <param name="Blocks">The blocks of theta.</param>
/// <param name="PulledBack">Whether a derivative will be pulled back; what that needs is best had on the way.</param>
readonly record struct Parameters<TBatch>(TBatch[] Blocks, bool PulledBack)
{
    public TBatch this[ParameterSlot slot] => Blocks[slot.Index];
}

/// <summary>The number of a block of parameters, with the factor that its layer applies.</summary>
readonly record struct ParameterSlot(int Index, double Multiplier);

/// <summary>What a layer gives for a batch.</summary>
/// <param name="Output">Its value.</param>
/// <param name="PullBack">How a derivative goes back.</param>
readonly record struct Evaluation<TBatch>(TBatch Output, PullBack<TBatch> PullBack);

/// <summary>From the derivative in the output to that in the input; tells a sink of those in the parameters.</summary>
/// <param name="onward">Whether anyone wants the derivative in the input; without, what is returned says nothing.</param>
delegate TBatch PullBack<TBatch>(TBatch dy, IParameterSink<TBatch> sink, bool onward = false);

/// <summary>multiplier x W + bias multiplier b.</summary>
sealed class FiniteDense(ParameterSlot weights, ParameterSlot? bias) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
    {
        var w = parameters[weights];
        var y = TBatch.Linear(TBatch.Bilinear(x, w, Kernels.Product), product => Kernels.Scale(product, weights.Multiplier));
        return Bias.On(bias, new(y, (dy, sink, onward) =>
        {
            var scaled = TBatch.Linear(dy, it => Kernels.Scaled(it, weights.Multiplier));
            sink.Dense(weights, x, scaled);
            return onward ? TBatch.Bilinear(scaled, w, Kernels.ProductWithTransposed) : default;
        }), parameters, pixels: 1);
    }
}

/// <summary>multiplier x * W + bias multiplier b, the bias of a channel on all its pixels.</summary>
sealed class FiniteConvolution(FilterGeometry geometry, ParameterSlot weights, ParameterSlot? bias) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
    {
        var w = TBatch.Linear(parameters[weights], it => Kernels.Scaled(it, weights.Multiplier));
        return Bias.On(bias, new(TBatch.Bilinear(x, w, geometry.Convolve), (dy, sink, onward) =>
        {
            sink.Convolution(weights, geometry, x, dy);
            return onward ? TBatch.Bilinear(dy, w, geometry.ToInput) : default;
        }), parameters, geometry.Output.Pixels);
    }
}

/// <summary>Adds a bias to what a layer gives and nobody else has.</summary>
static class Bias
{
    public static Evaluation<TBatch> On<TBatch>(ParameterSlot? slot, Evaluation<TBatch> without, Parameters<TBatch> parameters, int pixels)
        where TBatch : struct, IBatch<TBatch>
    {
        if (slot is not { } bias) return without;
        var shift = TBatch.Linear(parameters[bias], b => Kernels.Scaled(b, bias.Multiplier));
        return new(TBatch.Shift(without.Output, shift, pixels), (dy, sink, onward) =>
        {
            sink.Bias(bias, TBatch.Linear(dy, it => Kernels.Scaled(Kernels.SumOfColumns(it, pixels), bias.Multiplier)));
            return without.PullBack(dy, sink, onward);
        });
    }
}

/// <summary>x V with columns v_j = w_j / |w_j|.</summary>
sealed class FiniteWeightNormalisedDense(ParameterSlot weights) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
    {
        var scales = Scales(parameters[weights].Value);
        var w = TBatch.Linear(parameters[weights], it => Kernels.ScaledColumns(it, scales));
        var ofScaled = TBatch.Elementwise(
            TBatch.Linear(TBatch.Bilinear(w, w, Kernels.Hadamard), Kernels.SumOfRows), InverseRoot, DerivativeOfInverseRoot);
        var v = TBatch.Bilinear(w, ofScaled, Kernels.ScaledColumns);
        var inverse = TBatch.Linear(ofScaled, it => Kernels.Hadamard(it, scales));
        return new(TBatch.Bilinear(x, v, Kernels.Product), (dy, sink, onward) =>
        {
            sink.Normalised(weights, x, dy, v, inverse);
            return onward ? TBatch.Bilinear(dy, v, Kernels.ProductWithTransposed) : default;
        });
    }

    /// <summary>A power of two for each column, 1 x M, which brings its largest entry near 1: no square overflows or vanishes.</summary>
    static Block Scales(Block weights)
    {
        var scales = Block.New(1, weights.Columns);
        for (var j = 0; j < weights.Columns; j++)
        {
            var largest = 0.0;
            foreach (var weight in weights.Column(j)) largest = Math.Max(largest, Math.Abs(weight));
            if (largest == 0)
                throw new ArgumentException(
                    $"parameters: the weights of unit {j} of a weight-normalised layer are all zero; w / |w| needs a direction.",
                    "parameters");
            scales.Values[j] = Math.ScaleB(1, Math.Clamp(-Math.ILogB(largest), -1022, 1023));
        }

        return scales;
    }

    static void InverseRoot(ReadOnlySpan<double> squares, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++) to[i] = 1 / Math.Sqrt(squares[i]);
    }

    static void DerivativeOfInverseRoot(ReadOnlySpan<double> squares, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++) to[i] = -.5 / (squares[i] * Math.Sqrt(squares[i]));
    }
}

/// <summary>phi on every entry.</summary>
sealed class FiniteActivation(Activation activation) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
    {
        if (!parameters.PulledBack)
            return new(TBatch.Elementwise(x, activation.Values, activation.Derivatives), (dy, sink, onward) =>
                Evaluate(x, parameters with { PulledBack = true }).PullBack(dy, sink, onward));
        var (values, slopes) = TBatch.Activate(x, activation);
        return new(values, (dy, _, onward) => onward ? TBatch.Bilinear(slopes, dy, Kernels.Hadamard) : default);
    }
}

/// <summary>A linear layer without parameters, by its map and the adjoint.</summary>
sealed class FiniteLinear(Func<Block, Block> map, Func<Block, Block> adjoint) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters) =>
        new(TBatch.Linear(x, map), (dy, _, onward) => onward ? TBatch.Linear(dy, adjoint) : default);
}

/// <summary>One layer after another.</summary>
sealed class FiniteChain(IReadOnlyList<FiniteLayer> layers) : FiniteLayer
{
    public override Evaluation<TBatch> Evaluate<TBatch>(TBatch x, Parameters<TBatch> parameters)
    {
        var pullBacks = new PullBack<TBatch>[layers.Count];
        for (var i = 0; i < layers.Count; i++) (x, pullBacks[i]) = layers[i].Evaluate(x, parameters);
        return new(x, (dy, sink, onward) =>
        {
            for (var i = layers.Count - 1; i >= 0; i--) dy = pullBacks[i](dy, sink, onward || i > 0);
            return dy;
        });
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
            (dy, sink, onward) =>
                evaluations.Select(evaluation => evaluation.PullBack(dy, sink, onward))
                    .Aggregate((sum, dx) => onward ? sum + dx : default));
    }
}
