namespace Dynamics.Data;

/// <summary>
/// A file of unsigned bytes in the IDX format of MNIST, of any rank, gzipped (as one member) or not. It may be shared between threads.
/// </summary>
/// <remarks>Source: Y. LeCun, C. Cortes and C. Burges, The MNIST database of handwritten digits.</remarks>
public sealed class IdxFile
{
    /// <summary>What one file may take of memory where nothing else is said: 256 MB, five times the 60,000 images of MNIST.</summary>
    public const long DefaultMostBytes = 1L << 28;

    readonly IdxHeader _header;
    readonly byte[] _elements;

    IdxFile(string path, IdxHeader header, byte[] elements)
    {
        Path = path;
        _header = header;
        _elements = elements;
    }

    /// <summary>Where the file was read from.</summary>
    public string Path { get; }

    /// <summary>The sizes that the header states, outermost first, whether or not all items were read. Each is at least 1.</summary>
    public IReadOnlyList<int> Shape => _header.Sizes;

    /// <summary>The number of items that the header states: the first size.</summary>
    public int Items => _header.Items;

    /// <summary>The bytes of one item: the product of the other sizes.</summary>
    public int ItemLength => _header.ItemLength;

    /// <summary>The number of items that were read, from the first on.</summary>
    public int ItemsRead => _elements.Length / ItemLength;

    /// <summary>The items that were read, one after the other, the last dimension fastest.</summary>
    public ReadOnlySpan<byte> Elements => _elements;

    /// <summary>Reads a file, or only its first items.</summary>
    /// <param name="path">The file; that it is gzipped is seen from its content.</param>
    /// <param name="first">How many items to read, from the first on; all where it is not given. What comes after them is
    /// then neither read nor checked.</param>
    /// <param name="mostBytes">The most bytes to hold of it, whatever its header promises; <see cref="DefaultMostBytes"/> where nothing
    /// is said.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is less than 1 or more than the file has.</exception>
    /// <exception cref="InvalidDataException">The file is no IDX file of unsigned bytes, is truncated, goes on after its last
    /// item, promises more than may be held, or its gzip is corrupt. The message names the file, what it has and what it
    /// needs.</exception>
    public static IdxFile Read(string path, int? first = null, long mostBytes = DefaultMostBytes)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (mostBytes < 1)
            throw new ArgumentOutOfRangeException(nameof(mostBytes), mostBytes, $"mostBytes is {mostBytes}; it needs to be above 0.");
        using var source = new IdxSource(path);
        var header = IdxHeader.Read(source, path);
        if (first < 1 || first > header.Items)
            throw new ArgumentOutOfRangeException(
                nameof(first), first, $"'{path}' has {header.Items} items, and the number to read needs to be between 1 and that.");

        var needed = (long)(first ?? header.Items) * header.ItemLength;
        if (needed > mostBytes)
            throw new InvalidDataException(
                $"'{path}' has the sizes {header.InWords}, of which {needed:N0} bytes are to be read; mostBytes allows {mostBytes:N0}. "
                    + "Read only the first items, or raise it.");
        var elements = Body(source, path, header, (int)needed);
        if (first is null && source.Fill(stackalloc byte[1]) != 0)
            throw new InvalidDataException($"'{path}' goes on after the {elements.Length} bytes that its sizes {header.InWords} need.");
        return new IdxFile(path, header, elements);
    }

    static byte[] Body(IdxSource source, string path, IdxHeader header, int length)
    {
        if (length > source.AtMost)
            throw Truncated($"at most {source.AtMost}");
        var elements = GC.AllocateUninitializedArray<byte>(length);
        var read = source.Fill(elements);
        return read == length ? elements : throw Truncated($"{read}");

        InvalidDataException Truncated(string has) =>
            new($"'{path}' is truncated: it has {has} of the {length} bytes that are needed of its sizes {header.InWords}.");
    }
}
