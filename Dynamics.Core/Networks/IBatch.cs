using Dynamics.Architectures;

namespace Dynamics.Networks;

/// <summary>A function of one number, for many of them.</summary>
delegate void EachNumber(ReadOnlySpan<double> x, Span<double> y);

/// <summary>
/// What a network computes with: numbers, or numbers that carry a tangent. A layer states its value and its pull-back once over
/// these; over tangents the value becomes a Jacobian-vector product, and the pull-back a Hessian-vector product.
/// </summary>
interface IBatch<TSelf>
    where TSelf : struct, IBatch<TSelf>
{
    /// <summary>Examples, or whatever the rows are.</summary>
    int Rows { get; }

    /// <summary>The numbers, without what they carry.</summary>
    Block Value { get; }

    /// <summary>A linear map.</summary>
    static abstract TSelf Linear(TSelf x, Func<Block, Block> map);

    /// <summary>A map that is linear in each of its arguments.</summary>
    static abstract TSelf Bilinear(TSelf x, TSelf y, Func<Block, Block, Block> map);

    /// <summary>A function of one number on each entry, by the function and its derivative.</summary>
    static abstract TSelf Elementwise(TSelf x, EachNumber f, EachNumber derivative);

    /// <summary>An activation of each entry, and its derivative there.</summary>
    static abstract (TSelf Values, TSelf Slopes) Activate(TSelf x, Activation activation);

    /// <summary>Adds 1 x channels to every row of what nobody else has, each number to all pixels of its channel.</summary>
    static abstract TSelf Shift(TSelf own, TSelf row, int pixels);

    static abstract TSelf operator +(TSelf x, TSelf y);
}

/// <summary>Numbers alone.</summary>
readonly record struct Plain(Block Value) : IBatch<Plain>
{
    public int Rows => Value.Rows;

    public static Plain Linear(Plain x, Func<Block, Block> map) => new(map(x.Value));

    public static Plain Bilinear(Plain x, Plain y, Func<Block, Block, Block> map) => new(map(x.Value, y.Value));

    public static Plain Elementwise(Plain x, EachNumber f, EachNumber derivative) => new(x.Value.Map(f));

    public static (Plain Values, Plain Slopes) Activate(Plain x, Activation activation)
    {
        var (values, slopes) = x.Value.MapWithSlopes(activation);
        return (new(values), new(slopes));
    }

    public static Plain Shift(Plain own, Plain row, int pixels) => new(Kernels.AddRow(own.Value, row.Value, pixels));

    public static Plain operator +(Plain x, Plain y) => new(Kernels.Sum(x.Value, y.Value));
}

/// <summary>Numbers with their derivative along one direction of the parameters.</summary>
readonly record struct Moving(Block Value, Block Tangent) : IBatch<Moving>
{
    public int Rows => Value.Rows;

    public static Moving Still(Block value) => new(value, Block.Zero(value.Rows, value.Columns));

    public static Moving Linear(Moving x, Func<Block, Block> map) => new(map(x.Value), map(x.Tangent));

    public static Moving Bilinear(Moving x, Moving y, Func<Block, Block, Block> map) =>
        new(map(x.Value, y.Value), Kernels.Sum(map(x.Tangent, y.Value), map(x.Value, y.Tangent)));

    public static Moving Elementwise(Moving x, EachNumber f, EachNumber derivative) =>
        new(x.Value.Map(f), Kernels.Hadamard(x.Value.Map(derivative), x.Tangent));

    public static (Moving Values, Moving Slopes) Activate(Moving x, Activation activation)
    {
        var (values, slopes) = x.Value.MapWithSlopes(activation);
        return (new(values, Kernels.Hadamard(slopes, x.Tangent)),
            new(slopes, Kernels.Hadamard(x.Value.Map(activation.SecondDerivatives), x.Tangent)));
    }

    public static Moving Shift(Moving own, Moving row, int pixels) =>
        new(Kernels.AddRow(own.Value, row.Value, pixels), Kernels.AddRow(own.Tangent, row.Tangent, pixels));

    public static Moving operator +(Moving x, Moving y) => new(Kernels.Sum(x.Value, y.Value), Kernels.Sum(x.Tangent, y.Tangent));
}
