namespace Dynamics.Data;

/// <summary>Puts a file of images and a file of labels together.</summary>
static class LabelledImagesLoader
{
    internal static LabelledImages Load(string imagesPath, string labelsPath, int? first, int classes, long mostBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        var labels = IdxFile.Read(labelsPath, null, mostBytes);
        DemandRank(labels, "labels", 1, 1);
        var images = IdxFile.Read(imagesPath, first, mostBytes);
        DemandRank(images, "images", 3, 4);
        if (images.Items != labels.Items)
            throw new InvalidDataException($"'{imagesPath}' has {images.Items} images and '{labelsPath}' has {labels.Items} labels; they "
                + "need as many of the one as of the other.");
        DemandClasses(labels, images.ItemsRead, classes);

        var channels = images.Shape.Count == 4 ? images.Shape[1] : 1;
        var pixels = BytesToUnit.Rows(images.Elements, images.ItemsRead, images.ItemLength);
        return new LabelledImages(
            pixels, channels, images.Shape[^2], images.Shape[^1], Integers(labels.Elements[..images.ItemsRead]), classes);
    }

    static void DemandRank(IdxFile file, string what, int least, int most)
    {
        if (file.Shape.Count < least || file.Shape.Count > most)
            throw new InvalidDataException($"'{file.Path}' has rank {file.Shape.Count} ({string.Join(" x ", file.Shape)}); {what} need "
                + $"rank {(least == most ? $"{least}" : $"{least} or {most}")}.");
    }

    static void DemandClasses(IdxFile labels, int read, int classes)
    {
        for (var i = 0; i < read; i++)
            if (labels.Elements[i] >= classes)
                throw new InvalidDataException(
                    $"'{labels.Path}' has the label {labels.Elements[i]} at place {i}; {classes} classes need 0 to {classes - 1}.");
    }

    static int[] Integers(ReadOnlySpan<byte> bytes)
    {
        var integers = new int[bytes.Length];
        for (var i = 0; i < bytes.Length; i++)
            integers[i] = bytes[i];
        return integers;
    }
}
