using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>
/// All that a run needs to go on. As a file: the mark 'DYNCKPT2', the number of the step, P, the number of vectors of the memory, all
/// numbers, each eight bytes in little-endian order, and the SHA-256 hash of what came before.
/// </summary>
/// <param name="Step">Steps so far.</param>
/// <param name="Parameters">theta, length P.</param>
/// <param name="Memory">What the optimiser remembers, vectors of length P.</param>
public sealed record Checkpoint(int Step, Vector<double> Parameters, IReadOnlyList<Vector<double>> Memory)
{
    const ulong Mark = 0x32_54_50_4B_43_4E_59_44;

    /// <summary>Numbers that are taken at once: what a file says of its length is not believed before it is there.</summary>
    const int Piece = 1 << 16;

    /// <summary>Steps so far.</summary>
    public int Step { get; init => field = Require.AtLeast(value, 0, nameof(Step)); } = Require.AtLeast(Step, 0, nameof(Step));

    /// <summary>theta, length P.</summary>
    public Vector<double> Parameters { get; init => field = Require.There(value, nameof(Parameters)); } =
        Require.There(Parameters, nameof(Parameters));

    /// <summary>What the optimiser remembers, vectors of length P.</summary>
    public IReadOnlyList<Vector<double>> Memory { get; init => field = Require.Items(value, nameof(Memory)); } =
        Require.Items(Memory, nameof(Memory));

    /// <summary>Writes every bit of it.</summary>
    /// <param name="stream">Where to.</param>
    /// <exception cref="InvalidOperationException">There are no parameters, or the memory has a vector of another length.</exception>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (Parameters.Count == 0) throw new InvalidOperationException("Parameters is empty; a checkpoint needs at least one.");
        for (var i = 0; i < Memory.Count; i++)
            if (Memory[i].Count != Parameters.Count)
                throw new InvalidOperationException(
                    $"Memory[{i}] has {Memory[i].Count} entries; a checkpoint of {Parameters.Count} parameters needs as many.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var word in new[] { Mark, (ulong)Step, (ulong)Parameters.Count, (ulong)Memory.Count }) Put(word);
        foreach (var vector in Memory.Prepend(Parameters))
            foreach (var number in vector) Put(BitConverter.DoubleToUInt64Bits(number));
        stream.Write(hash.GetHashAndReset());

        void Put(ulong word)
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, word);
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
    }

    /// <summary>What <see cref="Write(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from.</param>
    /// <exception cref="InvalidDataException">It is no checkpoint, one of another version, or one of which a bit has changed.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    public static Checkpoint Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var reader = new Reader(stream);
        var mark = reader.Word();
        if (mark != Mark)
            throw new InvalidDataException($"The stream begins with 0x{mark:X16} in place of 0x{Mark:X16}, the mark of a checkpoint.");
        var (step, count, memory) = (reader.Count("the step"), reader.Count("the number of parameters"), reader.Count("the memory"));
        if (count == 0) throw new InvalidDataException("The number of parameters is 0; it needs to be at least 1.");
        var parameters = reader.Vector(count);
        var remembered = new List<Vector<double>>();
        while (remembered.Count < memory) remembered.Add(reader.Vector(count));
        reader.RequireHash();
        return new(step, parameters, remembered);
    }

    sealed class Reader(Stream stream) : IDisposable
    {
        readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long _at;

        public ulong Word()
        {
            Span<byte> bytes = stackalloc byte[sizeof(ulong)];
            Take(bytes);
            return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }

        public int Count(string what)
        {
            var word = Word();
            return word <= int.MaxValue ? (int)word
                : throw new InvalidDataException(
                    $"At byte {_at - sizeof(ulong)} {what} is {word}; it needs to be at most {int.MaxValue}.");
        }

        public Vector<double> Vector(int count)
        {
            var pieces = new List<double[]>();
            for (var left = count; left > 0; left -= pieces[^1].Length)
            {
                var piece = new double[Math.Min(left, Piece)];
                Take(MemoryMarshal.AsBytes(piece.AsSpan()));
                if (!BitConverter.IsLittleEndian)
                    BinaryPrimitives.ReverseEndianness(
                        MemoryMarshal.Cast<double, ulong>(piece.AsSpan()), MemoryMarshal.Cast<double, ulong>(piece.AsSpan()));
                pieces.Add(piece);
            }

            return Vector<double>.Build.Dense([.. pieces.SelectMany(piece => piece)]);
        }

        public void RequireHash()
        {
            var computed = _hash.GetHashAndReset();
            var stored = new byte[computed.Length];
            Take(stored);
            if (!computed.AsSpan().SequenceEqual(stored))
                throw new InvalidDataException(
                    $"The hash in front of byte {_at} is not that of the {_at - stored.Length} bytes before it.");
        }

        public void Dispose() => _hash.Dispose();

        void Take(Span<byte> bytes)
        {
            var taken = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (taken < bytes.Length)
                throw new EndOfStreamException(
                    $"The checkpoint ends at byte {_at + taken}; {bytes.Length} bytes are due from byte {_at} on.");
            _hash.AppendData(bytes);
            _at += bytes.Length;
        }
    }
}
