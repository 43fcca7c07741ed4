using Dynamics.Numerics;

namespace Dynamics.Networks;

/// <summary>
/// The gradients of one output in one block of parameters, an example a row, in factors: their inner products are had without
/// forming them.
/// </summary>
abstract class KernelFactor
{
    /// <summary>What the inner products of all outputs have in common, N x N'; nothing where they have nothing.</summary>
    public virtual Block? Shared(KernelFactor other) => null;

    /// <summary>The inner products of the rows of this and another, N x N'.</summary>
    public abstract Block Gram(KernelFactor other, Block? shared);

    /// <summary>A B^T; of one and the same block in half the work.</summary>
    protected static Block Gram(MatrixView a, MatrixView b)
    {
        var c = Block.New(a.Rows, b.Rows);
        if (a == b) MatrixProduct.SetGram(a, c.View);
        else MatrixProduct.Set(a, b.Transposed, c.View);
        return c;
    }
}

/// <summary>Rows x_i dy_i^T: inner products (x_i . x_j)(dy_i . dy_j).</summary>
sealed class DenseFactor(Block x, Block dy) : KernelFactor
{
    readonly Block _x = x;
    readonly Block _dy = dy;

    public override Block? Shared(KernelFactor other) => Gram(_x.View, ((DenseFactor)other)._x.View);

    public override Block Gram(KernelFactor other, Block? shared) =>
        Kernels.Multiply(Gram(_dy.View, ((DenseFactor)other)._dy.View), shared!.Value);
}

/// <summary>Rows that are there as they are.</summary>
sealed class PlainFactor(MatrixView rows) : KernelFactor
{
    readonly MatrixView _rows = rows;

    public override Block Gram(KernelFactor other, Block? shared) => Gram(_rows, ((PlainFactor)other)._rows);
}

/// <summary>Rows x_i dy_i^T with what lies along the weights taken out, over their lengths.</summary>
sealed class NormalisedFactor(Block x, Block scaled, Block along) : KernelFactor
{
    readonly Block _x = x;
    readonly Block _scaled = scaled;
    readonly Block _along = along;

    public override Block? Shared(KernelFactor other) => Gram(_x.View, ((NormalisedFactor)other)._x.View);

    public override Block Gram(KernelFactor other, Block? shared)
    {
        var right = (NormalisedFactor)other;
        return Kernels.Sum(
            Kernels.Multiply(Gram(_scaled.View, right._scaled.View), shared!.Value),
            Kernels.Scale(Gram(_along.View, right._along.View), -1));
    }
}

/// <summary>Keeps the examples apart: a factor for each block of parameters.</summary>
sealed class KernelSink(int blocks) : IParameterSink<Plain>
{
    public KernelFactor[] Factors { get; } = new KernelFactor[blocks];

    public void Dense(ParameterSlot weights, Plain x, Plain dy) => Factors[weights.Index] = new DenseFactor(x.Value, dy.Value);

    public void Bias(ParameterSlot bias, Plain dy) => Factors[bias.Index] = new PlainFactor(dy.Value.View);

    public void Convolution(ParameterSlot weights, FilterGeometry geometry, Plain x, Plain dy) =>
        Factors[weights.Index] =
            new PlainFactor(Kernels.Scale(geometry.ToWeightsOfEach(x.Value, dy.Value), weights.Multiplier).View.Transposed);

    public void Normalised(ParameterSlot weights, Plain x, Plain dy, Plain v, Plain inverse)
    {
        var scaled = Kernels.ScaledColumns(dy.Value, inverse.Value);
        Factors[weights.Index] = new NormalisedFactor(x.Value, scaled, Kernels.Hadamard(scaled, Kernels.Product(x.Value, v.Value)));
    }
}
