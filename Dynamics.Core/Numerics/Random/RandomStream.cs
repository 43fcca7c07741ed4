using System.Text;
using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>
/// A reproducible stream of random numbers with a name. Draw i is a function of the master seed, the path of names that leads to
/// the stream, and i, with the same bits on every processor: it depends neither on what other streams drew nor on the order
/// in which they did. Not for cryptography. Not for several threads at once: give each a substream.
/// </summary>
/// <remarks>
/// Threefry-2x64-20 (Salmon, Moraes, Dror and Shaw 2011) in counter mode. Words and normals count with the same
/// <see cref="Position"/> but come from separate ranges of the counter, so that a normal number is independent of a word at a
/// neighbouring position.
/// </remarks>
public sealed class RandomStream
{
    // The second counter word keeps the uses of one key apart.
    const ulong SeedDomain = 1, TextDomain = 2, IndexDomain = 3, WordDomain = 4, NormalDomain = 5;

    readonly Threefry _generator;
    readonly string _path;
    readonly double[] _normals = new double[NormalTile.Size];
    ulong _normalsFrom = ulong.MaxValue;

    RandomStream(Threefry generator, string path) => (_generator, _path) = (generator, path);

    /// <summary>The number of draws so far, and the index of the next one.</summary>
    public ulong Position { get; private set; }

    /// <summary>The root of all streams of a seed.</summary>
    /// <param name="seed">The master seed; any number.</param>
    public static RandomStream FromSeed(ulong seed) =>
        new(Chain(new Threefry(0, 0), seed, SeedDomain), seed.ToString());

    /// <summary>A stream of its own at position 0, independent of this one and of its other substreams.</summary>
    /// <param name="name">Any text that is not empty; the same name gives the same stream.</param>
    public RandomStream Substream(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var bytes = Encoding.UTF8.GetBytes(name);
        var key = _generator;
        for (var i = 0; i < bytes.Length; i += 16)
            key = Chain(key, LittleEndian(bytes.AsSpan(i)), i + 8 < bytes.Length ? LittleEndian(bytes.AsSpan(i + 8)) : 0);
        return new(Chain(key, (ulong)bytes.Length, TextDomain), $"{_path}/{name}");
    }

    /// <summary>A stream of its own at position 0, independent of this one and of its other substreams.</summary>
    /// <param name="index">Any number; the same index gives the same stream, another one than the text of that number.</param>
    public RandomStream Substream(long index) =>
        new(Chain(_generator, (ulong)index, IndexDomain), $"{_path}/{index}");

    /// <summary>64 random bits. One draw.</summary>
    public ulong NextUInt64()
    {
        var (even, odd) = _generator.Block(Position / 2, WordDomain);
        return Position++ % 2 == 0 ? even : odd;
    }

    /// <summary>A uniform number strictly between 0 and 1, an odd multiple of 2^-53. One draw.</summary>
    public double NextUniform() => ((NextUInt64() >> 12) + 0.5) / (1L << 52);

    /// <summary>
    /// A uniform integer from 0 to <paramref name="below"/> - 1, without bias (Lemire 2019). One draw; with a chance below 2^-33, more.
    /// </summary>
    /// <param name="below">How many integers there are to choose from, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="below"/> is not positive.</exception>
    public int NextInt32(int below)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(below);
        var range = (ulong)below;
        var surplus = (0 - range) % range;
        ulong high, low;
        do
            high = Math.BigMul(NextUInt64(), range, out low);
        while (low < surplus);
        return (int)high;
    }

    /// <summary>
    /// Puts the items in random order, each order being equally likely (Fisher and Yates 1938). As many draws as items, less one.
    /// </summary>
    /// <param name="items">The items, reordered in place.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt32(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary>A standard normal number, no larger than 8.58 in magnitude. One draw.</summary>
    public double NextNormal()
    {
        var normal = TileOf(Position)[(int)(Position % NormalTile.Size)];
        Position++;
        return normal;
    }

    /// <summary>
    /// Standard normal numbers, one draw each. The numbers do not depend on how a fill is split: 10 and then 7 are the same
    /// as 17 at once, or as 17 calls of <see cref="NextNormal"/>.
    /// </summary>
    /// <param name="destination">What to fill; of any length.</param>
    public void FillNormal(Span<double> destination)
    {
        while (!destination.IsEmpty)
        {
            var offset = (int)(Position % NormalTile.Size);
            var count = destination.Length - destination.Length % NormalTile.Size;
            if (offset == 0 && count > 0)
            {
                NormalTile.Fill(_generator, NormalDomain, Position / NormalTile.Size, destination[..count]);
            }
            else
            {
                count = Math.Min(destination.Length, NormalTile.Size - offset);
                TileOf(Position).Slice(offset, count).CopyTo(destination);
            }

            Position += (ulong)count;
            destination = destination[count..];
        }
    }

    /// <summary>A vector of independent standard normal numbers.</summary>
    /// <param name="length">Its length, at least 1.</param>
    public Vector<double> NormalVector(int length)
    {
        Require.AtLeast(length, 1, nameof(length));
        Require.Room(length, nameof(length));
        var values = new double[length];
        FillNormal(values);
        return Vector<double>.Build.Dense(values);
    }

    /// <summary>A matrix of independent standard normal numbers, drawn column by column.</summary>
    /// <param name="rows">The number of rows, at least 1.</param>
    /// <param name="columns">The number of columns, at least 1.</param>
    public Matrix<double> NormalMatrix(int rows, int columns)
    {
        Require.AtLeast(rows, 1, nameof(rows));
        Require.AtLeast(columns, 1, nameof(columns));
        Require.Room((long)rows * columns, "rows x columns");
        var values = new double[rows * columns];
        FillNormal(values);
        return Matrix<double>.Build.Dense(rows, columns, values);
    }

    /// <summary>The seed, the path of names and the position: what it takes to draw the same again.</summary>
    public override string ToString() => $"{_path}@{Position}";

    ReadOnlySpan<double> TileOf(ulong position)
    {
        var tile = position / NormalTile.Size;
        if (tile != _normalsFrom)
            NormalTile.Fill(_generator, NormalDomain, tile, _normals);
        _normalsFrom = tile;
        return _normals;
    }

    /// <summary>One step of the construction of Matyas, Meyer and Oseas 1985, which makes a hash function of a block cipher.</summary>
    static Threefry Chain(Threefry key, ulong block0, ulong block1)
    {
        var (k0, k1) = key.Block(block0, block1);
        return new(k0 ^ block0, k1 ^ block1);
    }

    static ulong LittleEndian(ReadOnlySpan<byte> bytes)
    {
        ulong word = 0;
        for (var i = Math.Min(bytes.Length, 8) - 1; i >= 0; i--)
            word = word << 8 | bytes[i];
        return word;
    }
}
