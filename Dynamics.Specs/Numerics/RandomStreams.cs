using System.Globalization;
using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

public class RandomStreams
{
    const NumberStyles Hex = NumberStyles.HexNumber;

    [TestCase("0000000000000000 0000000000000000", "0000000000000000 0000000000000000", "c2b6e3a8c2c69865 6f81ed42f350084d")]
    [TestCase("ffffffffffffffff ffffffffffffffff", "ffffffffffffffff ffffffffffffffff", "e02cb7c4d95d277a d06633d0893b8b68")]
    [TestCase("243f6a8885a308d3 13198a2e03707344", "a4093822299f31d0 082efa98ec4e6c89", "263c7d30bb0f0af1 56be8361d3311526")]
    public void Threefry_gives_the_known_answers_of_its_authors(string counter, string key, string expected)
    {
        var (c, k) = (Words(counter), Words(key));
        Assert.That(new Threefry(k[0], k[1]).Block(c[0], c[1]), Is.EqualTo((Words(expected)[0], Words(expected)[1])));

        static ulong[] Words(string text) => [.. text.Split(' ').Select(w => ulong.Parse(w, Hex, CultureInfo.InvariantCulture))];
    }

    [Test]
    public void Names_that_differ_in_one_letter_name_different_streams()
    {
        var name = new string('a', 40);
        var names = Enumerable.Range(0, name.Length).Select(at => name.Remove(at, 1).Insert(at, "b"))
            .Concat(Enumerable.Range(1, name.Length).Select(length => name[..length]));
        Assert.That(names.Select(it => RandomStream.FromSeed(1).Substream(it).NextUInt64()), Is.Unique);
    }

    [Property]
    public void A_stream_is_a_function_of_its_seed_and_path_and_not_of_what_its_parent_drew(ulong seed, long index, Size draws)
    {
        var (one, other) = (RandomStream.FromSeed(seed), RandomStream.FromSeed(seed));
        one.FillNormal(new double[draws]);
        one.NextUInt64();
        Assert.That(Draws(one.Substream("layer").Substream(index)), Is.EqualTo(Draws(other.Substream("layer").Substream(index))));
    }

    [Test]
    public void Different_paths_are_different_streams()
    {
        var root = RandomStream.FromSeed(7);
        RandomStream[] streams =
        [
            root, RandomStream.FromSeed(8), root.Substream("a"), root.Substream("b"),
                root.Substream("ab"), root.Substream("a").Substream("b"),
            root.Substream("a\0"), root.Substream("1"), root.Substream(1),
            root.Substream(-1), root.Substream(1).Substream(1), root.Substream("å"),
            root.Substream("sixteen letters!"), root.Substream("sixteen letters!\0"), root.Substream("seventeen letters"),
        ];
        Assert.That(streams.Select(s => s.NextUInt64()), Is.Unique);
        Assert.That(streams.Select(s => s.NextNormal()), Is.Unique);
    }

    [Test]
    public void A_stream_says_how_to_find_it_again()
    {
        var stream = RandomStream.FromSeed(7).Substream("weights").Substream(3);
        stream.FillNormal(new double[5]);
        Assert.That(stream.ToString(), Is.EqualTo("7/weights/3@5"));
    }

    [Test]
    public void A_nameless_substream_is_refused() =>
        Assert.That(() => RandomStream.FromSeed(1).Substream(""), Throws.ArgumentException);

    /// <summary>Single numbers are drawn one by one, more of them as a fill.</summary>
    [Property]
    public void How_a_fill_is_split_does_not_matter(Seed seed, Size[] lengths)
    {
        var (whole, stream) = (Normals(seed.Open(), lengths.Sum(length => length)), seed.Open());
        var pieces = lengths.SelectMany(length => length == 1 ? [stream.NextNormal()] : Normals(stream, length));
        Assert.That(pieces, Is.EqualTo(whole));
    }

    [Property]
    public void A_matrix_is_filled_column_by_column(Seed seed, Size rows, Size columns) => Assert.That(
        seed.Open().NormalMatrix(rows, columns).ToColumnMajorArray(), Is.EqualTo(seed.Open().NormalVector(rows * columns).ToArray()));

    [Test]
    public void A_shape_without_entries_is_refused()
    {
        var stream = RandomStream.FromSeed(3);
        Assert.That(() => stream.NormalVector(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("length"));
        Assert.That(() => stream.NormalMatrix(0, 2), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("rows"));
        Assert.That(() => stream.NormalMatrix(2, -1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("columns"));
        Assert.That(() => stream.NextInt32(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("below"));
    }

    [Property]
    public void A_uniform_number_is_strictly_between_0_and_1(Seed seed)
    {
        var stream = seed.Open();
        Assert.That(Enumerable.Range(0, 1000).Select(_ => stream.NextUniform()), Is.All.GreaterThan(0).And.All.LessThan(1));
    }

    [Property]
    public void A_shuffle_is_a_permutation(Seed seed, Size count)
    {
        var items = Enumerable.Range(0, count).ToArray();
        seed.Open().Shuffle(items.AsSpan());
        Assert.That(items.Order(), Is.EqualTo(Enumerable.Range(0, count)));
        if (count > 40) Assert.That(items, Is.Not.Ordered);
    }

    static ulong[] Draws(RandomStream stream) => [.. Enumerable.Range(0, 20).Select(_ => stream.NextUInt64())];

    static double[] Normals(RandomStream stream, int count)
    {
        var values = new double[count];
        stream.FillNormal(values);
        return values;
    }
}
