using System.Buffers.Binary;
using System.IO.Compression;

namespace Dynamics.Specs.Data;

/// <summary>Writes IDX files, independently of the reader.</summary>
static class Idx
{
    internal static byte[] Bytes(int[] sizes, params byte[] elements) => WithType(0x08, sizes, elements);

    internal static byte[] WithType(byte type, int[] sizes, params byte[] elements) =>
        [0, 0, type, (byte)sizes.Length, .. sizes.SelectMany(BigEndian), .. elements];

    internal static byte[] Counting(params int[] sizes) =>
        Bytes(sizes, [.. Enumerable.Range(0, sizes.Aggregate((a, b) => a * b)).Select(i => (byte)i)]);

    internal static byte[] Zipped(byte[] content)
    {
        using var result = new MemoryStream();
        using (var zip = new GZipStream(result, CompressionLevel.Fastest))
            zip.Write(content);
        return result.ToArray();
    }

    static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
