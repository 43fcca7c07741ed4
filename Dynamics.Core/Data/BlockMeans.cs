using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Data;

/// <summary>Means over square blocks of pixels, for all images at once: a column of the storage is one pixel of each image.</summary>
static class BlockMeans
{
    internal static Matrix<double> Of(Matrix<double> pixels, int channels, int height, int width, int block)
    {
        var images = pixels.RowCount;
        var source = pixels.AsColumnMajorArray() ?? pixels.ToColumnMajorArray();
        var means = new double[source.Length / (block * block)];
        var pooledWidth = width / block;
        var pooledRows = channels * height / block;
        for (var row = 0; row < pooledRows; row++)
            for (var column = 0; column < pooledWidth; column++)
            {
                var mean = means.AsSpan(((row * pooledWidth) + column) * images, images);
                for (var i = 0; i < block; i++)
                    for (var j = 0; j < block; j++)
                        Add(mean, source.AsSpan(((((row * block) + i) * width) + (column * block) + j) * images, images));
                Divide(mean, block * block);
            }
        return Matrix<double>.Build.Dense(images, pooledRows * pooledWidth, means);
    }

    static void Add(Span<double> sum, ReadOnlySpan<double> term)
    {
        for (var i = 0; i < sum.Length; i++)
            sum[i] += term[i];
    }

    static void Divide(Span<double> values, double by)
    {
        foreach (ref var value in values)
            value /= by;
    }
}
