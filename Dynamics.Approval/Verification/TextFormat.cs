using System.Text;

namespace Dynamics.Approval;

/// <summary>Text snapshots are UTF-8 with a byte order mark, lines end in LF, and the last line does not end.</summary>
public static class TextFormat
{
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    public static byte[] Encode(string text) => [.. Utf8.GetPreamble(), .. Utf8.GetBytes(Normalise(text))];

    public static string Decode(Stream stream)
    {
        using var reader = new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        return Normalise(reader.ReadToEnd());
    }

    static string Normalise(string text) => text.Replace("\r\n", "\n").Replace('\r', '\n').TrimEnd('\n');
}
