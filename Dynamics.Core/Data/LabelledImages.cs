using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Data;

/// <summary>N images of one size, each a row of pixels, and the class of each. It may be shared between threads.</summary>
public sealed class LabelledImages
{
    /// <summary>Puts images and their labels together.</summary>
    /// <param name="pixels">N x (channels * height * width): an image a row, flattened in that order.</param>
    /// <param name="channels">The number of channels, at least 1.</param>
    /// <param name="height">Pixels from top to bottom, at least 1.</param>
    /// <param name="width">Pixels from left to right, at least 1.</param>
    /// <param name="labels">N classes, each from 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="classes">The number of classes, at least 1.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, a pixel is not finite or a label is no class.</exception>
    public LabelledImages(Matrix<double> pixels, int channels, int height, int width, int[] labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        if (pixels.ColumnCount != (long)channels * height * width)
            throw new ArgumentException(
                $"The rows have {pixels.ColumnCount} pixels; {channels} x {height} x {width} need {(long)channels * height * width}.",
                nameof(pixels));
        if (labels.Length != pixels.RowCount)
            throw new ArgumentException(
                $"There are {labels.Length} labels; {pixels.RowCount} images need {pixels.RowCount}.", nameof(labels));
        DemandFinite(pixels);
        DemandClasses(labels, classes);

        Pixels = pixels;
        (Channels, Height, Width) = (channels, height, width);
        Labels = labels;
        Classes = classes;
    }

    /// <summary>The number of images, N.</summary>
    public int Count => Pixels.RowCount;

    /// <summary>N x (channels * height * width), an image a row, flattened in that order. From 0 to 1 where the images were
    /// loaded from a file.</summary>
    public Matrix<double> Pixels { get; }

    /// <summary>The number of channels of an image.</summary>
    public int Channels { get; }

    /// <summary>The pixels of an image from top to bottom.</summary>
    public int Height { get; }

    /// <summary>The pixels of an image from left to right.</summary>
    public int Width { get; }

    /// <summary>N classes, each from 0 to <see cref="Classes"/> - 1.</summary>
    public int[] Labels { get; }

    /// <summary>The number of classes.</summary>
    public int Classes { get; }

    /// <summary>N x classes: 1 where the label is, else 0.</summary>
    public Matrix<double> OneHot => Matrix<double>.Build.Dense(Count, Classes, (i, k) => Labels[i] == k ? 1 : 0);

    /// <summary>
    /// Loads one part of a data set in the layout of MNIST. The files are <c>train-images-idx3-ubyte</c> and
    /// <c>train-labels-idx1-ubyte</c>, or <c>t10k-...</c>; the <c>-idx</c> may be an <c>.idx</c>, <c>.gz</c> may follow, and
    /// where there are several the first of these wins. A pixel is its byte divided by 255.
    /// </summary>
    /// <param name="folder">The folder with the files.</param>
    /// <param name="split">Which part.</param>
    /// <param name="first">How many images to load, from the first on; all where it is not given. 8 bytes a pixel: 376 MB for
    /// 60,000 images of 28 x 28.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="mostBytes">The most bytes to hold of one file, whatever its header promises.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">The folder lacks one of the files.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is less than 1 or more than there are.</exception>
    /// <exception cref="InvalidDataException">A file is broken, the two do not belong together, or a label is no class.</exception>
    public static LabelledImages Load(
        string folder, DataSplit split, int? first = null, int classes = 10, long mostBytes = IdxFile.DefaultMostBytes) =>
        LabelledImagesLoader.Load(IdxFolder.Images(folder, split), IdxFolder.Labels(folder, split), first, classes, mostBytes);

    /// <summary>The first images and their labels.</summary>
    /// <param name="count">How many, from 1 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    public LabelledImages Take(int count) => count < 1 || count > Count
        ? throw new ArgumentOutOfRangeException(
            nameof(count), count, $"There are {Count} images, and the number to take needs to be between 1 and that.")
        : new LabelledImages(Pixels.SubMatrix(0, count, 0, Pixels.ColumnCount), Channels, Height, Width, Labels[..count], Classes);

    /// <summary>The same images, smaller: each pixel is the mean of a square block of pixels, channel by channel.</summary>
    /// <param name="block">The side of a block in pixels. It divides the height and the width: 4 makes 28 x 28 into 7 x 7.</param>
    /// <exception cref="ArgumentOutOfRangeException">The block does not divide the height and the width.</exception>
    public LabelledImages AveragePooled(int block) => block < 1 || Height % block != 0 || Width % block != 0
        ? throw new ArgumentOutOfRangeException(
            nameof(block), block, $"The images are {Height} x {Width}, and the block needs to divide both.")
        : new LabelledImages(
            BlockMeans.Of(Pixels, Channels, Height, Width, block), Channels, Height / block, Width / block, Labels, Classes);

    static void DemandFinite(Matrix<double> pixels)
    {
        var storage = pixels.AsColumnMajorArray() ?? pixels.ToColumnMajorArray();
        for (var i = 0; i < storage.Length; i++)
            if (!double.IsFinite(storage[i]))
                throw new ArgumentException(
                    $"Pixel {i / pixels.RowCount} of image {i % pixels.RowCount} is {storage[i]}; it needs to be finite.", nameof(pixels));
    }

    static void DemandClasses(int[] labels, int classes)
    {
        for (var i = 0; i < labels.Length; i++)
            if (labels[i] < 0 || labels[i] >= classes)
                throw new ArgumentException($"Label {i} is {labels[i]}; {classes} classes need 0 to {classes - 1}.", nameof(labels));
    }
}
