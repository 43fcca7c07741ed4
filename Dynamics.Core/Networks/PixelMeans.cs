using Dynamics.Architectures;

namespace Dynamics.Networks;

/// <summary>Means over groups of pixels that do not overlap, and the adjoint.</summary>
sealed class PixelMeans(Shape input, int groupHeight, int groupWidth)
{
    readonly int _acrossGroups = input.Width / groupWidth;

    int Groups => input.Pixels / (groupHeight * groupWidth);

    public Block Mean(Block x)
    {
        var y = Block.Zero(x.Rows, input.Channels * Groups);
        ForEach((from, to) => Kernels.AddMultiple(y.Column(to), 1, x.Column(from)));
        return Kernels.Scale(y, Share);
    }

    public Block Spread(Block dy)
    {
        var dx = Block.Zero(dy.Rows, input.Size);
        ForEach((from, to) => Kernels.AddMultiple(dx.Column(from), Share, dy.Column(to)));
        return dx;
    }

    double Share => 1.0 / (groupHeight * groupWidth);

    void ForEach(Action<int, int> pair)
    {
        for (var channel = 0; channel < input.Channels; channel++)
            for (var pixel = 0; pixel < input.Pixels; pixel++)
            {
                var (row, column) = (pixel / input.Width, pixel % input.Width);
                pair(channel * input.Pixels + pixel, channel * Groups + row / groupHeight * _acrossGroups + column / groupWidth);
            }
    }
}
