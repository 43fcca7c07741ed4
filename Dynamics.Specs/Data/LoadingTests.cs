using Dynamics.Data;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Data;

public class LoadingTests
{
    const string Images = "train-images-idx3-ubyte", Labels = "train-labels-idx1-ubyte";

    static readonly byte[] ThreeImages = Idx.Bytes([3, 1, 2], 0, 255, 51, 102, 1, 2);
    static readonly byte[] ThreeLabels = Idx.Bytes([3], 9, 0, 4);

    static readonly Matrix<double> ThreeRows = Matrix<double>.Build.DenseOfRowArrays(
        [0, 1], [51 / 255.0, 102 / 255.0], [1 / 255.0, 2 / 255.0]);

    [TestCase(DataSplit.Train, "train-images-idx3-ubyte", "train-labels-idx1-ubyte")]
    [TestCase(DataSplit.Train, "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")]
    [TestCase(DataSplit.Train, "train-images.idx3-ubyte", "train-labels.idx1-ubyte")]
    [TestCase(DataSplit.Train, "train-images.idx3-ubyte.gz", "train-labels.idx1-ubyte")]
    [TestCase(DataSplit.Test, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")]
    [TestCase(DataSplit.Test, "t10k-images.idx3-ubyte.gz", "t10k-labels.idx1-ubyte.gz")]
    public void Files_are_found_by_the_names_in_use_and_a_pixel_is_its_byte_over_255(DataSplit split, string images, string labels)
    {
        using var folder = Folder((images, ThreeImages), (labels, Idx.Zipped(ThreeLabels)));

        var loaded = LabelledImages.Load(folder.Path, split);

        Assert.Multiple(() =>
        {
            Assert.That(loaded.Pixels, Is.EqualTo(ThreeRows));
            Assert.That(loaded.Labels, Is.EqualTo(new[] { 9, 0, 4 }));
            Assert.That((loaded.Count, loaded.Channels, loaded.Height, loaded.Width, loaded.Classes), Is.EqualTo((3, 1, 1, 2, 10)));
        });
    }

    [Test]
    public void The_first_images_are_loaded_alone()
    {
        using var folder = Folder((Images, ThreeImages), (Labels, ThreeLabels));

        var loaded = LabelledImages.Load(folder.Path, DataSplit.Train, first: 2);

        Assert.Multiple(() =>
        {
            Assert.That(loaded.Pixels, Is.EqualTo(ThreeRows.SubMatrix(0, 2, 0, 2)));
            Assert.That(loaded.Labels, Is.EqualTo(new[] { 9, 0 }));
        });
    }

    [Test]
    public void A_fourth_dimension_is_the_channels()
    {
        using var folder = Folder((Images, Idx.Counting(2, 3, 2, 4)), (Labels, Idx.Bytes([2], 0, 1)));

        var loaded = LabelledImages.Load(folder.Path, DataSplit.Train);

        Assert.That((loaded.Count, loaded.Channels, loaded.Height, loaded.Width), Is.EqualTo((2, 3, 2, 4)));
    }

    [Property(Cases = 20)]
    public void Images_keep_their_order(Size count, Size height, Size width)
    {
        var pixels = height * width;
        using var folder = Folder((Images, Idx.Counting(count, height, width)), (Labels, Idx.Bytes([count], new byte[count])));

        var loaded = LabelledImages.Load(folder.Path, DataSplit.Train);

        Assert.That(loaded.Pixels, Is.EqualTo(Matrix<double>.Build.Dense(count, pixels, (i, j) => (byte)((pixels * i) + j) / 255.0)));
    }

    [TestCase(3, 2), TestCase(2, 3)]
    public void There_are_as_many_labels_as_images(int images, int labels)
    {
        using var folder = Folder((Images, Idx.Counting(images, 1, 1)), (Labels, Idx.Counting(labels)));

        Assert.That(() =>
            LabelledImages.Load(folder.Path, DataSplit.Train, first: 1), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
            $"'{Path.Combine(folder.Path, Images)}' has {images} images and '{Path.Combine(folder.Path, Labels)}' has {labels} labels; "
                + "they need as many of the one as of the other."));
    }

    [Test]
    public void A_label_beyond_the_classes_is_named_with_its_place()
    {
        using var folder = Folder((Images, ThreeImages), (Labels, ThreeLabels));

        Assert.That(() =>
            LabelledImages.Load(folder.Path, DataSplit.Train, classes: 9), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
            $"'{Path.Combine(folder.Path, Labels)}' has the label 9 at place 0; 9 classes need 0 to 8."));
    }

    [Test]
    public void Labels_have_rank_one()
    {
        using var folder = Folder((Images, ThreeImages), (Labels, ThreeImages));

        Assert.That(() => LabelledImages.Load(folder.Path, DataSplit.Train), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
            $"'{Path.Combine(folder.Path, Labels)}' has rank 3 (3 x 1 x 2); labels need rank 1."));
    }

    [Test]
    public void Images_have_rank_three_or_four()
    {
        using var folder = Folder((Images, ThreeLabels), (Labels, ThreeLabels));

        Assert.That(() => LabelledImages.Load(folder.Path, DataSplit.Train), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo(
            $"'{Path.Combine(folder.Path, Images)}' has rank 1 (3); images need rank 3 or 4."));
    }

    [Test]
    public void A_folder_that_is_not_there_is_named()
    {
        using var folder = Folder();
        var missing = Path.Combine(folder.Path, "missing");

        Assert.That(() => LabelledImages.Load(missing, DataSplit.Train), Throws.TypeOf<DirectoryNotFoundException>()
            .With.Message.EqualTo($"There is no folder '{missing}' to read 'train-images-idx3-ubyte' from."));
    }

    [Test]
    public void A_file_that_is_missing_is_named_beside_what_the_folder_has()
    {
        using var folder = Folder((Images, ThreeImages), ("notes", []));

        Assert.That(() => LabelledImages.Load(folder.Path, DataSplit.Train), Throws.TypeOf<FileNotFoundException>().With.Message.EqualTo(
            $"The folder '{folder.Path}' has notes, train-images-idx3-ubyte; it needs one of train-labels-idx1-ubyte, "
                + "train-labels-idx1-ubyte.gz, train-labels.idx1-ubyte, train-labels.idx1-ubyte.gz."));
    }

    [TestCase(0, "no files"), TestCase(11, "more than 10 files")]
    public void An_empty_or_a_crowded_folder_is_described(int files, string description)
    {
        using var folder = Folder([.. Enumerable.Range(0, files).Select(i => ($"{i}", Array.Empty<byte>()))]);

        Assert.That(() => LabelledImages.Load(folder.Path, DataSplit.Test), Throws.TypeOf<FileNotFoundException>()
            .With.Message.StartsWith($"The folder '{folder.Path}' has {description}; it needs one of t10k-images-idx3-ubyte, "));
    }

    [Test]
    public void A_split_is_train_or_test() =>
        Assert.That(() => LabelledImages.Load(FashionMnistSubset.Folder, (DataSplit)2), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith("The split is either Train or Test."));

    static TemporaryFolder Folder(params (string Name, byte[] Content)[] files)
    {
        var folder = new TemporaryFolder();
        foreach (var (name, content) in files)
            folder.Write(name, content);
        return folder;
    }
}
