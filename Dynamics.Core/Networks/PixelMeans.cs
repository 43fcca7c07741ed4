using Dynamics.Architectures;

namespace Dynamics.Networks;

/// <summary>Means over groups of pixels that do not overlap, and the adjoint.</summary>
sealed class PixelMeans(Shape input, int groupHeight, int groupWidth)
{
    readonly double _share = 1.0 / (groupHeight * groupWidth);

    /// <summary>The first pixel of each group.</summary>
    readonly int[] _corners =
    [
        .. from row in Enumerable.Range(0, input.Height / groupHeight)
           from column in Enumerable.Range(0, input.Width / groupWidth)
           select row * groupHeight * input.Width + column * groupWidth,
    ];

    /// <summary>From the first pixel of a group to each of its pixels.</summary>
    readonly int[] _group =
    [
        .. from row in Enumerable.Range(0, groupHeight)
           from column in Enumerable.Range(0, groupWidth)
           select row * input.Width + column,
    ];

    public Block Mean(Block x)
    {
        var y = Block.New(x.Rows, input.Channels * _corners.Length);
        for (var to = 0; to < y.Columns; to++) Kernels.ScaledSumOfColumns(x, FirstOf(to), _group, _share, y.Column(to));
        return y;
    }

    public Block Spread(Block dy)
    {
        var dx = Block.New(dy.Rows, input.Size);
        for (var from = 0; from < dy.Columns; from++)
            foreach (var step in _group) Kernels.SetMultiple(dx.Column(FirstOf(from) + step), _share, dy.Column(from));
        return dx;
    }

    int FirstOf(int group) => group / _corners.Length * input.Pixels + _corners[group % _corners.Length];
}
