using System.Buffers.Binary;

namespace Dynamics.Data;

/// <summary>The header of an IDX file: two zero bytes, the element type, the rank, then one big-endian size a dimension.</summary>
sealed record IdxHeader(int[] Sizes)
{
    const byte UnsignedByte = 0x08;

    internal int Items => Sizes[0];

    /// <summary>Bytes of one item: the product of all sizes but the first.</summary>
    internal int ItemLength => Sizes[1..].Aggregate(1, (product, size) => product * size);

    internal string InWords => Words(Sizes);

    internal static IdxHeader Read(IdxSource source, string path)
    {
        Span<byte> magic = stackalloc byte[4];
        Demand(source, magic, 0, 4, path);
        if (magic[0] != 0 || magic[1] != 0)
            throw new InvalidDataException($"'{path}' starts with the bytes {magic[0]:x2} {magic[1]:x2}; an IDX file starts with 00 00.");
        if (magic[2] != UnsignedByte)
            throw new InvalidDataException($"'{path}' holds {ElementType(magic[2])}; only unsigned bytes (type 08) are read here.");
        if (magic[3] == 0)
            throw new InvalidDataException($"'{path}' has rank 0; an IDX file needs at least one dimension.");

        Span<byte> encoded = stackalloc byte[4 * magic[3]];
        Demand(source, encoded, 4, 4 + encoded.Length, path);
        var sizes = new int[magic[3]];
        for (var i = 0; i < sizes.Length; i++)
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(encoded[(4 * i)..]);
        RefuseAbsurd(sizes, path);
        return new IdxHeader(sizes);
    }

    static void Demand(IdxSource source, Span<byte> buffer, int already, int needed, string path)
    {
        var read = source.Fill(buffer);
        if (read < buffer.Length)
            throw new InvalidDataException($"'{path}' is truncated: it has {already + read} bytes, and its header alone needs {needed}.");
    }

    static void RefuseAbsurd(int[] sizes, string path)
    {
        var elements = 1L;
        foreach (var size in sizes)
        {
            if (size < 1)
                throw new InvalidDataException($"'{path}' has the sizes {Words(sizes)}; each needs to be 1 or more.");
            elements *= size;
            if (elements > Array.MaxLength)
                throw new InvalidDataException(
                    $"'{path}' has the sizes {Words(sizes)}: more than the {Array.MaxLength} bytes that one array can hold.");
        }
    }

    static string Words(int[] sizes) => string.Join(" x ", sizes);

    static string ElementType(byte code) => code switch
    {
        0x09 => "signed bytes (type 09)",
        0x0b => "16-bit integers (type 0b)",
        0x0c => "32-bit integers (type 0c)",
        0x0d => "32-bit floats (type 0d)",
        0x0e => "64-bit floats (type 0e)",
        _ => $"elements of the unknown type {code:x2}",
    };
}
