using Dynamics.Data;
using NUnit.Framework;

namespace Dynamics.Specs.Data;

public class FashionMnistSubsetTests
{
    static LabelledImages Load(DataSplit split) => LabelledImages.Load(FashionMnistSubset.Folder, split);

    [TestCase(DataSplit.Train, 2560), TestCase(DataSplit.Test, 512)]
    public void It_has_grey_images_of_28_x_28_in_ten_classes(DataSplit split, int count)
    {
        var images = Load(split);

        Assert.That((images.Count, images.Channels, images.Height, images.Width, images.Classes), Is.EqualTo((count, 1, 28, 28, 10)));
    }

    [TestCase(DataSplit.Train, new[] { 9, 0, 0, 3, 0, 2, 7, 2, 5, 5, 0, 9, 5, 5, 7, 9, 1, 0, 6, 4 })]
    [TestCase(DataSplit.Test, new[] { 9, 2, 1, 1, 6, 1, 4, 6, 5, 7, 4, 5, 7, 3, 4, 1, 2, 4, 8, 0 })]
    public void Its_labels_are_in_the_original_order(DataSplit split, int[] first) =>
        Assert.That(Load(split).Labels[..first.Length], Is.EqualTo(first));

    [TestCase(DataSplit.Train, new[] { 250, 278, 251, 261, 257, 259, 242, 265, 248, 249 })]
    [TestCase(DataSplit.Test, new[] { 56, 53, 71, 46, 58, 40, 47, 48, 45, 48 })]
    public void Each_class_has_so_many_images(DataSplit split, int[] counts)
    {
        var images = Load(split);

        Assert.That(Enumerable.Range(0, images.Classes).Select(c => images.Labels.Count(label => label == c)), Is.EqualTo(counts));
    }

    [TestCase(DataSplit.Train, 145033597L), TestCase(DataSplit.Test, 30331366L)]
    public void Its_bytes_have_this_sum(DataSplit split, long sum) =>
        Assert.That(Load(split).Pixels.Enumerate().Sum(pixel => (long)Math.Round(255 * pixel)), Is.EqualTo(sum));

    [Test]
    public void Row_10_of_the_first_boot_reads()
    {
        byte[] row = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 193, 228, 218, 213, 198, 180, 212, 210, 211, 213, 223, 220, 243, 202, 0];

        Assert.That(Load(DataSplit.Train).Pixels.Row(0, 280, 28), Is.EqualTo(row.Select(value => value / 255.0)));
    }

    [Test]
    public void Pixels_are_between_0_and_1_and_reach_both()
    {
        var pixels = Load(DataSplit.Train).Pixels.AsColumnMajorArray();

        Assert.That((pixels.Min(), pixels.Max()), Is.EqualTo((0.0, 1.0)));
    }

    [Test]
    public void Pooling_to_7_x_7_keeps_the_mean_of_each_image()
    {
        var images = Load(DataSplit.Test);
        var pooled = images.AveragePooled(4);

        // A mean of n terms of size at most 1, summed one after the other, is off by at most n u; there are two on either side.
        const double roundoff = 2 * (784 + 49 + 16) * 1.1102230246251565e-16;
        Assert.Multiple(() =>
        {
            Assert.That((pooled.Height, pooled.Width, pooled.Pixels.ColumnCount), Is.EqualTo((7, 7, 49)));
            Assert.That((pooled.Pixels.RowSums() / 49).ToArray(), Is.EqualTo((images.Pixels.RowSums() / 784).ToArray()).Within(roundoff));
        });
    }

    [Test]
    public void Reading_only_the_first_images_gives_the_first_images() =>
        Assert.That(LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, first: 100).Pixels,
            Is.EqualTo(Load(DataSplit.Train).Take(100).Pixels));

    [Test]
    public void Its_licence_travels_with_it() =>
        Assert.That(File.ReadAllText(Path.Combine(FashionMnistSubset.Folder, "LICENSE")), Does.Contain("Zalando SE"));
}
