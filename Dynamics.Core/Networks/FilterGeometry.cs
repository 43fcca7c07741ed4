using Dynamics.Architectures;

namespace Dynamics.Networks;

/// <summary>The products of a convolution, and their adjoints, tap by tap at each place of the filter.</summary>
sealed class FilterGeometry(Convolution layer, Shape input, Shape output)
{
    readonly FilterTaps _taps = new(layer, input, output);

    public Shape Input { get; } = input;

    public Shape Output { get; } = output;

    public int Taps => _taps.Count;

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
                if (_taps.Pixel(place, tap) is var pixel and not FilterTaps.None) meeting(place, tap, pixel);
    }
}
