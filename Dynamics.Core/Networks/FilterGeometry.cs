using Dynamics.Architectures;
using Dynamics.Numerics;

namespace Dynamics.Networks;

/// <summary>The products of a convolution, and their adjoints: what a filter meets is gathered where it is multiplied.</summary>
sealed class FilterGeometry
{
    /// <summary>The pixel at [place Taps + tap].</summary>
    readonly int[] _pixels;

    /// <summary>The place at [pixel Taps + tap].</summary>
    readonly int[] _places;

    readonly int[] _weightsOfInput;
    readonly int[] _weightsOfOutput;

    /// <summary>Where most of the taps of the places meet nothing, those of each pixel that do.</summary>
    readonly (int[] Places, int[] Weights)[]? _meetings;

    public FilterGeometry(Convolution layer, Shape input, Shape output)
    {
        var taps = new FilterTaps(layer, input, output);
        (Input, Output, Taps) = (input, output, taps.Count);
        _pixels = [.. from place in Enumerable.Range(
            0, output.Pixels) from tap in Enumerable.Range(0, Taps) select taps.Pixel(place, tap)];
        _places = new int[input.Pixels * Taps];
        Array.Fill(_places, FilterTaps.None);
        for (var at = 0; at < _pixels.Length; at++)
            if (_pixels[at] != FilterTaps.None) _places[_pixels[at] * Taps + at % Taps] = at / Taps;
        _weightsOfInput = [.. Enumerable.Range(0, input.Channels).Select(from => from * Taps)];
        _weightsOfOutput = WeightsOfOutput(Enumerable.Range(0, Taps));
        if (2 * _places.Count(place => place != FilterTaps.None) < _places.Length)
            _meetings = [.. Enumerable.Range(0, input.Pixels).Select(Meetings)];
    }

    public Shape Input { get; }

    public Shape Output { get; }

    public int Taps { get; }

    /// <summary>
    /// x * W: N x (channels of the output, its pixels), each a chain over (channels of the input, taps). W is (channels of the input,
    /// taps) x channels of the output.
    /// </summary>
    public Block Convolve(Block x, Block weights)
    {
        var y = Block.New(x.Rows, Output.Size);
        TiledProduct.Run(PatchesOf(x), weights.View.Transposed, ByChannel(y, Output), accumulate: false);
        return y;
    }

    /// <summary>The adjoint of the convolution in its input, each a chain over (channels of the output, taps).</summary>
    public Block ToInput(Block dy, Block weights)
    {
        var dx = Block.New(dy.Rows, Input.Size);
        if (_meetings is null) Run(_places, Taps, _weightsOfOutput, ByChannel(dx, Input));
        else
            for (var pixel = 0; pixel < Input.Pixels; pixel++)
                Run(_meetings[pixel].Places, _meetings[pixel].Places.Length, _meetings[pixel].Weights,
                    ByChannel(dx, Input).Part(pixel * dx.Rows, dx.Rows, 0, Input.Channels));
        return dx;

        void Run(int[] places, int taps, int[] columns, MatrixView c) => TiledProduct.Run(
            new Patches(dy.Storage, dy.Offset, dy.Rows, Output.Channels, Output.Pixels, taps, places),
            new TableView(weights.Storage, weights.Offset, _weightsOfInput, columns), c, accumulate: false);
    }

    /// <summary>The adjoint of the convolution in its weights, each a chain over (places, examples).</summary>
    public Block ToWeights(Block x, Block dy)
    {
        var dw = Block.New(Input.Channels * Taps, Output.Channels);
        TiledProduct.Run(new TransposedPatches(PatchesOf(x)), ByChannel(dy, Output).Transposed, dw.View, accumulate: false);
        return dw;
    }

    /// <summary>
    /// As <see cref="ToWeights"/>, but for each example apart: (channels of the input, taps, channels of the output) x N, each a chain
    /// over places.
    /// </summary>
    public Block ToWeightsOfEach(Block x, Block dy)
    {
        var filter = Input.Channels * Taps;
        var dw = Block.New(filter * Output.Channels, x.Rows);
        var (images, derivatives) = (Kernels.Transposed(x), Kernels.Transposed(dy));
        for (var example = 0; example < x.Rows; example++)
        {
            var patches =
                new Patches(images.Storage, images.Offset + example * Input.Size, 1, Input.Channels, Input.Pixels, Taps, _pixels);
            var derivative = new MatrixView(
                derivatives.Storage, derivatives.Offset + example * Output.Size, Output.Channels, Output.Pixels, Output.Pixels, 1);
            TiledProduct.Run(
                new TransposedPatches(patches), derivative,
                new(dw.Storage, dw.Offset + example * dw.Rows, filter, Output.Channels, 1, filter), accumulate: false);
        }

        return dw;
    }

    (int[] Places, int[] Weights) Meetings(int pixel)
    {
        int[] taps = [.. Enumerable.Range(0, Taps).Where(tap => _places[pixel * Taps + tap] != FilterTaps.None)];
        return ([.. taps.Select(tap => _places[pixel * Taps + tap])], WeightsOfOutput(taps));
    }

    int[] WeightsOfOutput(IEnumerable<int> taps) =>
        [.. from to in Enumerable.Range(0, Output.Channels) from tap in taps select to * Input.Channels * Taps + tap];

    Patches PatchesOf(Block x) => new(x.Storage, x.Offset, x.Rows, Input.Channels, Input.Pixels, Taps, _pixels);

    /// <summary>(Pixels, examples) x channels.</summary>
    static MatrixView ByChannel(Block block, Shape shape) =>
        new(block.Storage, block.Offset, shape.Pixels * block.Rows, shape.Channels, 1, shape.Pixels * block.Rows);
}
