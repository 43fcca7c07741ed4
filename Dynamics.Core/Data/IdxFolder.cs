namespace Dynamics.Data;

/// <summary>Finds the files of a data set in the MNIST layout by the names in use.</summary>
static class IdxFolder
{
    const int Shown = 10;

    internal static string Images(string folder, DataSplit split) => Find(folder, $"{Stem(split)}-images", "idx3-ubyte");

    internal static string Labels(string folder, DataSplit split) => Find(folder, $"{Stem(split)}-labels", "idx1-ubyte");

    static string Stem(DataSplit split) => split switch
    {
        DataSplit.Train => "train",
        DataSplit.Test => "t10k",
        _ => throw new ArgumentOutOfRangeException(nameof(split), split, "The split is either Train or Test."),
    };

    static string Find(string folder, string stem, string type)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder '{folder}' to read '{stem}-{type}' from.");
        string[] names = [$"{stem}-{type}", $"{stem}-{type}.gz", $"{stem}.{type}", $"{stem}.{type}.gz"];
        return names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                $"The folder '{folder}' has {Content(folder)}; it needs one of {string.Join(", ", names)}.");
    }

    static string Content(string folder)
    {
        var files = Directory.EnumerateFiles(folder).Take(Shown + 1).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray();
        return files.Length switch
        {
            0 => "no files",
            <= Shown => string.Join(", ", files),
            _ => $"more than {Shown} files",
        };
    }
}
