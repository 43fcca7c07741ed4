using System.IO.Compression;

namespace Dynamics.Data;

/// <summary>The bytes of a file as they were before gzip, if it was gzipped: its content decides, not its name.</summary>
sealed class IdxSource : IDisposable
{
    readonly string _path;
    readonly Stream _bytes;
    readonly GzipTrailer? _trailer;
    long _given;

    internal IdxSource(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no IDX file '{path}'.", path);
        if (new FileInfo(path).Length == 0)
            throw new InvalidDataException($"'{path}' is truncated, or no regular file: it has 0 bytes, and its header alone needs 4.");
        _path = path;
        var file = File.OpenRead(path);
        try
        {
            _trailer = GzipTrailer.Of(file);
            AtMost = _trailer is null ? file.Length : file.Length * GzipTrailer.ExpandsAtMost;
            _bytes = _trailer is null ? file : new GZipStream(file, CompressionMode.Decompress);
        }
        catch (InvalidDataException broken)
        {
            file.Dispose();
            throw Unsound(broken);
        }
    }

    /// <summary>An upper bound of the number of bytes that this source can give.</summary>
    internal long AtMost { get; }

    /// <summary>Fills <paramref name="buffer"/> as far as the bytes reach, and returns how many there were.</summary>
    internal int Fill(Span<byte> buffer)
    {
        try
        {
            var read = _bytes.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            _given += read;
            if (read < buffer.Length)
                _trailer?.Demand(_given);
            return read;
        }
        catch (InvalidDataException broken)
        {
            throw Unsound(broken);
        }
    }

    public void Dispose() => _bytes.Dispose();

    InvalidDataException Unsound(InvalidDataException broken) =>
        new($"'{_path}' starts like a gzip file, but its content is not sound: {broken.Message}", broken);
}
