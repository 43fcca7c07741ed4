using Dynamics.Architectures;

namespace Dynamics.Networks;

/// <summary>Which pixel each tap of a filter meets at each of its places; none where it meets a zero beyond the border.</summary>
sealed class FilterGeometry
{
    const int None = -1;

    readonly int[] _pixels;

    public FilterGeometry(Convolution layer, Shape input, Shape output)
    {
        (Input, Output, Taps) = (input, output, layer.Filter * layer.Filter);
        _pixels = new int[output.Pixels * Taps];
        var reach = layer.Padding == Padding.Valid ? 0 : layer.Filter / 2;
        for (var place = 0; place < output.Pixels; place++)
            for (var tap = 0; tap < Taps; tap++)
            {
                var row = place / output.Width * layer.Stride + tap / layer.Filter - reach;
                var column = place % output.Width * layer.Stride + tap % layer.Filter - reach;
                _pixels[place * Taps + tap] = layer.Padding == Padding.Circular
                    ? Wrap(row, input.Height) * input.Width + Wrap(column, input.Width)
                    : row >= 0 && row < input.Height && column >= 0 && column < input.Width ? row * input.Width + column : None;
            }
    }

    public Shape Input { get; }

    public Shape Output { get; }

    public int Taps { get; }

    /// <summary>x * W: N x (channels of the output, its pixels). W is (channels of the input, taps) x channels of the output.</summary>
    public Block Convolve(Block x, Block weights)
    {
        var y = Block.Zero(x.Rows, Output.Size);
        ForEach((place, tap, pixel) =>
        {
            for (var to = 0; to < Output.Channels; to++)
                for (var from = 0; from < Input.Channels; from++)
                    Kernels.AddMultiple(y.Column(to * Output.Pixels + place), weights.Column(to)[from * Taps + tap], x.Column(from * Input.Pixels + pixel));
        });
        return y;
    }

    /// <summary>The adjoint of the convolution in its input.</summary>
    public Block ToInput(Block dy, Block weights)
    {
        var dx = Block.Zero(dy.Rows, Input.Size);
        ForEach((place, tap, pixel) =>
        {
            for (var to = 0; to < Output.Channels; to++)
                for (var from = 0; from < Input.Channels; from++)
                    Kernels.AddMultiple(dx.Column(from * Input.Pixels + pixel), weights.Column(to)[from * Taps + tap], dy.Column(to * Output.Pixels + place));
        });
        return dx;
    }

    /// <summary>The adjoint of the convolution in its weights.</summary>
    public Block ToWeights(Block x, Block dy)
    {
        var dw = Block.Zero(Input.Channels * Taps, Output.Channels);
        ForEach((place, tap, pixel) =>
        {
            for (var to = 0; to < Output.Channels; to++)
                for (var from = 0; from < Input.Channels; from++)
                    dw.Column(to)[from * Taps + tap] += Kernels.Dot(x.Column(from * Input.Pixels + pixel), dy.Column(to * Output.Pixels + place));
        });
        return dw;
    }

    /// <summary>As <see cref="ToWeights"/>, but for each example apart: N x (channels of the input, taps, channels of the output).</summary>
    public Block ToWeightsOfEach(Block x, Block dy)
    {
        var filter = Input.Channels * Taps;
        var dw = Block.Zero(x.Rows, filter * Output.Channels);
        ForEach((place, tap, pixel) =>
        {
            for (var to = 0; to < Output.Channels; to++)
                for (var from = 0; from < Input.Channels; from++)
                    Kernels.AddProducts(dw.Column(to * filter + from * Taps + tap), x.Column(from * Input.Pixels + pixel), dy.Column(to * Output.Pixels + place));
        });
        return dw;
    }

    void ForEach(Action<int, int, int> meeting)
    {
        for (var place = 0; place < Output.Pixels; place++)
            for (var tap = 0; tap < Taps; tap++)
                if (_pixels[place * Taps + tap] is var pixel and not None) meeting(place, tap, pixel);
    }

    static int Wrap(int at, int size) => (at + size) % size;
}
