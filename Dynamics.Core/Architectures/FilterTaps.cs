namespace Dynamics.Architectures;

/// <summary>
/// Which pixel each tap of a filter meets at each of its places; <see cref="None"/> where it meets a zero beyond the border.
/// </summary>
sealed class FilterTaps
{
    public const int None = -1;

    readonly int[] _pixels;

    public FilterTaps(Convolution layer, Shape input, Shape output)
    {
        Count = layer.Filter * layer.Filter;
        _pixels = new int[output.Pixels * Count];
        var reach = layer.Padding == Padding.Valid ? 0 : layer.Filter / 2;
        for (var place = 0; place < output.Pixels; place++)
            for (var tap = 0; tap < Count; tap++)
            {
                var row = place / output.Width * layer.Stride + tap / layer.Filter - reach;
                var column = place % output.Width * layer.Stride + tap % layer.Filter - reach;
                _pixels[place * Count + tap] = layer.Padding == Padding.Circular
                    ? Wrap(row, input.Height) * input.Width + Wrap(column, input.Width)
                    : row >= 0 && row < input.Height && column >= 0 && column < input.Width ? row * input.Width + column : None;
            }
    }

    /// <summary>Taps of the filter, those beyond the border too.</summary>
    public int Count { get; }

    public int Pixel(int place, int tap) => _pixels[place * Count + tap];

    static int Wrap(int at, int size) => (at % size + size) % size;
}
