namespace Dynamics.Networks;

/// <summary>
/// Where layers leave what they know about the derivative in their parameters: not the derivative itself, but the factors that it is
/// made of, one row an example. A gradient sums over the examples; a kernel keeps them apart.
/// </summary>
interface IParameterSink<TBatch>
{
    /// <summary>The weights of y = x W: example i contributes x_i dy_i^T.</summary>
    void Dense(ParameterSlot weights, TBatch x, TBatch dy);

    /// <summary>A bias: example i contributes dy_i.</summary>
    void Bias(ParameterSlot bias, TBatch dy);

    /// <summary>The weights of y = x * (multiplier W).</summary>
    void Convolution(ParameterSlot weights, FilterGeometry geometry, TBatch x, TBatch dy);

    /// <summary>The weights of y = x V with v_j = w_j / |w_j|.</summary>
    /// <param name="v">V.</param>
    /// <param name="inverse">1 / |w_j|, one row.</param>
    void Normalised(ParameterSlot weights, TBatch x, TBatch dy, TBatch v, TBatch inverse);
}

/// <summary>Sums over the examples: the gradient, block by block.</summary>
sealed class GradientSink<TBatch>(int blocks) : IParameterSink<TBatch>
    where TBatch : struct, IBatch<TBatch>
{
    public TBatch[] Gradient { get; } = new TBatch[blocks];

    public void Dense(ParameterSlot weights, TBatch x, TBatch dy) =>
        Gradient[weights.Index] = TBatch.Bilinear(x, dy, Kernels.TransposedProduct);

    public void Bias(ParameterSlot bias, TBatch dy) => Gradient[bias.Index] = TBatch.Linear(dy, Kernels.SumOfRows);

    public void Convolution(ParameterSlot weights, FilterGeometry geometry, TBatch x, TBatch dy) => 
        Gradient[weights.Index] = TBatch.Linear(TBatch.Bilinear(x, dy, geometry.ToWeights), it => Kernels.Scale(it, weights.Multiplier));

    public void Normalised(ParameterSlot weights, TBatch x, TBatch dy, TBatch v, TBatch inverse)
    {
        var dv = TBatch.Bilinear(x, dy, Kernels.TransposedProduct);
        var along = TBatch.Linear(TBatch.Bilinear(v, dv, Kernels.Hadamard), Kernels.SumOfRows);
        var across = dv + TBatch.Linear(TBatch.Bilinear(v, along, Kernels.ScaledColumns), it => Kernels.Scaled(it, -1));
        Gradient[weights.Index] = TBatch.Bilinear(across, inverse, Kernels.ScaledColumns);
    }
}
