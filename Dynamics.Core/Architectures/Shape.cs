using Dynamics.Geometry;

namespace Dynamics.Architectures;

/// <summary>The shape of one example: a vector, or channels of an image. Flattened in this order, the width fastest.</summary>
/// <param name="Channels">Channels; the length of a vector.</param>
/// <param name="Height">Rows of pixels; 1 for a vector.</param>
/// <param name="Width">Columns of pixels; 1 for a vector.</param>
public readonly record struct Shape(int Channels, int Height, int Width)
{
    /// <summary>A vector.</summary>
    /// <param name="length">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 1.</exception>
    public static Shape Vector(int length) => new(Require.AtLeast(length, 1, nameof(length)), 1, 1);

    /// <summary>An image.</summary>
    /// <param name="channels">At least 1.</param>
    /// <param name="height">At least 1.</param>
    /// <param name="width">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below 1, or there are more numbers than 2^31 - 1.</exception>
    public static Shape Image(int channels, int height, int width)
    {
        Require.AtLeast(channels, 1, nameof(channels));
        Require.AtLeast(height, 1, nameof(height));
        Require.AtLeast(width, 1, nameof(width));
        if ((Int128)channels * height * width > int.MaxValue)
            throw new ArgumentOutOfRangeException(
                nameof(channels), channels,
                $"channels x height x width is {channels} x {height} x {width}; it needs to be at most {int.MaxValue}.");
        return new(channels, height, width);
    }

    /// <summary>Whether there are no pixels.</summary>
    public bool IsVector => Height == 1 && Width == 1;

    /// <summary>Pixels in a channel.</summary>
    /// <exception cref="OverflowException">There are more than 2^31 - 1.</exception>
    public int Pixels => checked(Height * Width);

    /// <summary>Numbers in one example.</summary>
    /// <exception cref="OverflowException">There are more than 2^31 - 1.</exception>
    public int Size => checked(Channels * Height * Width);

    /// <inheritdoc/>
    public override string ToString() => IsVector ? $"{Channels}" : $"{Channels} x {Height} x {Width}";
}
