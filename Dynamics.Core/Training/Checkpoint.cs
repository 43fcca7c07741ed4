using System.Buffers.Binary;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>All that a run needs to go on.</summary>
/// <param name="Step">Steps so far.</param>
/// <param name="Parameters">theta, length P.</param>
/// <param name="Memory">What the optimiser remembers, vectors of length P.</param>
public sealed record Checkpoint(int Step, Vector<double> Parameters, IReadOnlyList<Vector<double>> Memory)
{
    const ulong Mark = 0x31_54_50_4B_43_4E_59_44;

    /// <summary>Writes every bit of it, in little-endian order.</summary>
    /// <param name="stream">Where to.</param>
    public void Write(Stream stream)
    {
        foreach (var word in new[] { Mark, (ulong)Step, (ulong)Parameters.Count, (ulong)Memory.Count }) Write(stream, word);
        foreach (var vector in Memory.Prepend(Parameters))
            foreach (var number in vector) Write(stream, BitConverter.DoubleToUInt64Bits(number));
    }

    /// <summary>What <see cref="Write(Stream)"/> wrote.</summary>
    /// <param name="stream">Where from.</param>
    /// <exception cref="InvalidDataException">It does not begin like a checkpoint.</exception>
    /// <exception cref="EndOfStreamException">It ends too early.</exception>
    public static Checkpoint Read(Stream stream)
    {
        if (ReadWord(stream) != Mark) throw new InvalidDataException("The stream does not begin like a checkpoint.");
        var (step, count, memory) = (checked((int)ReadWord(stream)), checked((int)ReadWord(stream)), checked((int)ReadWord(stream)));
        return new(step, ReadVector(stream, count), [.. Enumerable.Range(0, memory).Select(_ => ReadVector(stream, count))]);
    }

    static void Write(Stream stream, ulong word)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, word);
        stream.Write(bytes);
    }

    static Vector<double> ReadVector(Stream stream, int count)
    {
        var numbers = new double[count];
        for (var i = 0; i < count; i++) numbers[i] = BitConverter.UInt64BitsToDouble(ReadWord(stream));
        return Vector<double>.Build.Dense(numbers);
    }

    static ulong ReadWord(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }
}
