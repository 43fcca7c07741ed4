using Dynamics.Architectures;
using Dynamics.Data;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Data;

public class LabelledImagesTests
{
    /// <summary>Two images of one channel, 4 x 2, and their labels.</summary>
    static LabelledImages Tiny() => new(
        Matrix<double>.Build.DenseOfRowArrays(
            [1, 3, 5, 7, 2, 4, 6, 8],
            [0, 0, 1, 1, 0, 4, 0, 0]), 1, 4, 2, [2, 0], 3);

    [Test]
    public void Pooling_takes_the_mean_of_each_block()
    {
        var pooled = Tiny().AveragePooled(2);

        Assert.Multiple(() =>
        {
            Assert.That((pooled.Channels, pooled.Height, pooled.Width), Is.EqualTo((1, 2, 1)));
            Assert.That(pooled.Pixels, Is.EqualTo(Matrix<double>.Build.DenseOfRowArrays([4, 5], [.5, 1])));
            Assert.That(pooled.Labels, Is.EqualTo(new[] { 2, 0 }));
            Assert.That(pooled.Classes, Is.EqualTo(3));
        });
    }

    [Test]
    public void Pooling_keeps_channels_and_columns_of_blocks_apart()
    {
        var image = Matrix<double>.Build.DenseOfRowArrays([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 8]);

        var pooled = new LabelledImages(image, 2, 2, 4, [0], 1).AveragePooled(2);

        Assert.Multiple(() =>
        {
            Assert.That((pooled.Channels, pooled.Height, pooled.Width), Is.EqualTo((2, 1, 2)));
            Assert.That(pooled.Pixels, Is.EqualTo(Matrix<double>.Build.DenseOfRowArrays([1, 2, 3, 5])));
        });
    }

    [Property]
    public void Pooling_by_one_pixel_changes_nothing(Shape image, Size count, Seed seed)
    {
        var pixels = seed.Matrix(count, image.Size);
        Assert.That(Images(pixels, image).AveragePooled(1).Pixels, Is.EqualTo(pixels));
    }

    /// <summary>Of images that need not be square, in any storage.</summary>
    [Property]
    public void A_pixel_of_a_pooled_image_is_the_mean_of_its_block(Shape image, Size count, Size block, Seed seed)
    {
        var side = 1 + block % 3;
        var wide = image with { Height = side * image.Height, Width = side * image.Width };
        var pixels = seed.Matrix(count, wide.Size);
        var expected = Matrix<double>.Build.Dense(count, image.Size, (n, at) =>
        {
            var (channel, row, column) = (at / image.Pixels, at % image.Pixels / image.Width, at % image.Width);
            return Enumerable.Range(0, side * side)
                .Average(k => pixels[n, channel * wide.Pixels + (side * row + k / side) * wide.Width + side * column + k % side]);
        });

        var pooled = Images(pixels, wide).AveragePooled(side);

        Assert.That((pooled.Channels, pooled.Height, pooled.Width), Is.EqualTo((image.Channels, image.Height, image.Width)));
        Assert.That((pooled.Pixels - expected).Enumerate(), Is.All.EqualTo(0).Within(1e-14));
        Assert.That(Images(Matrix<double>.Build.SparseOfMatrix(pixels), wide).AveragePooled(side).Pixels, Is.EqualTo(pooled.Pixels));
    }

    static LabelledImages Images(Matrix<double> pixels, Shape shape) =>
        new(pixels, shape.Channels, shape.Height, shape.Width, new int[pixels.RowCount], 1);

    [TestCase(4), TestCase(3), TestCase(0), TestCase(-2)]
    public void A_block_divides_the_height_and_the_width(int block) =>
        Assert.That(() => Tiny().AveragePooled(block), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("The images are 4 x 2, and the block needs to divide both."));

    [Test]
    public void Taking_keeps_the_first_images_and_labels()
    {
        var first = Tiny().Take(1);

        Assert.Multiple(() =>
        {
            Assert.That(first.Count, Is.EqualTo(1));
            Assert.That(first.Pixels.Row(0), Is.EqualTo(Tiny().Pixels.Row(0)));
            Assert.That(first.Labels, Is.EqualTo(new[] { 2 }));
            Assert.That((first.Height, first.Width, first.Classes), Is.EqualTo((4, 2, 3)));
        });
    }

    [TestCase(0), TestCase(3)]
    public void No_more_can_be_taken_than_there_are(int count) =>
        Assert.That(() => Tiny().Take(count), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("There are 2 images, and the number to take needs to be between 1 and that."));

    [Test]
    public void Rows_fit_the_size_of_the_images() =>
        Assert.That(() => new LabelledImages(Tiny().Pixels, 1, 4, 3, [0, 0], 1), Throws.ArgumentException
            .With.Message.StartsWith("The rows have 8 pixels; 1 x 4 x 3 need 12."));

    [Test]
    public void Each_image_has_a_label() =>
        Assert.That(() => new LabelledImages(Tiny().Pixels, 1, 4, 2, [0], 1), Throws.ArgumentException
            .With.Message.StartsWith("There are 1 labels; 2 images need 2."));

    [TestCase(-1), TestCase(3)]
    public void A_label_is_one_of_the_classes(int label) =>
        Assert.That(() => new LabelledImages(Tiny().Pixels, 1, 4, 2, [0, label], 3), Throws.ArgumentException
            .With.Message.StartsWith($"Label 1 is {label}; 3 classes need 0 to 2."));

    [TestCase(double.NaN), TestCase(double.PositiveInfinity)]
    public void A_pixel_is_finite(double pixel)
    {
        var pixels = Tiny().Pixels;
        pixels[1, 5] = pixel;

        Assert.That(() => new LabelledImages(pixels, 1, 4, 2, [0, 0], 1), Throws.ArgumentException
            .With.Message.StartsWith($"Pixel 5 of image 1 is {pixel}; it needs to be finite."));
    }

    [TestCase(0, 4, 2, 1), TestCase(1, 0, 2, 1), TestCase(1, 4, 0, 1), TestCase(1, 4, 2, 0)]
    public void Sizes_and_classes_are_positive(int channels, int height, int width, int classes) =>
        Assert.That(() =>
            new LabelledImages(Tiny().Pixels, channels, height, width, [0, 0], classes), Throws.TypeOf<ArgumentOutOfRangeException>());
}
