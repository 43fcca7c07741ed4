using System.Buffers.Binary;

namespace Dynamics.Data;

/// <summary>
/// The last four bytes of a gzip file: how long its content was, modulo 2^32 (RFC 1952). The framework's decompressor takes a
/// file that was cut off for one that ends there; this tells them apart.
/// </summary>
sealed record GzipTrailer(uint Length)
{
    /// <summary>No deflate stream expands by more than this (RFC 1951: 258 bytes for two bits).</summary>
    internal const long ExpandsAtMost = 1032;

    const int ShortestFile = 18;

    /// <summary>The trailer of a gzip file, or null where the content is something else. Leaves the file at its start.</summary>
    internal static GzipTrailer? Of(FileStream file)
    {
        var zipped = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        var trailer = zipped ? Read(file) : null;
        file.Position = 0;
        return trailer;
    }

    internal void Demand(long length)
    {
        if ((uint)length != Length)
            throw new InvalidDataException($"it ends after {length} bytes, and its trailer needs {Length}.");
    }

    static GzipTrailer Read(FileStream file)
    {
        if (file.Length < ShortestFile)
            throw new InvalidDataException($"it has {file.Length} bytes, and the shortest gzip file needs {ShortestFile}.");
        Span<byte> last = stackalloc byte[4];
        file.Position = file.Length - last.Length;
        file.ReadExactly(last);
        return new GzipTrailer(BinaryPrimitives.ReadUInt32LittleEndian(last));
    }
}
