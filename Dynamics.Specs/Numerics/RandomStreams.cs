using System.Globalization;
using Dynamics.Numerics;
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

    [Test]
    public void A_stream_is_a_function_of_its_seed_and_path()
    {
        var (once, again) = (Weights(), Weights());
        Assert.That(Draws(once), Is.EqualTo(Draws(again)));

        static RandomStream Weights() => RandomStream.FromSeed(7).Substream("layer").Substream(3).Substream("weights");
    }

    [Test]
    public void A_substream_does_not_depend_on_what_its_parent_drew()
    {
        var parent = RandomStream.FromSeed(7);
        var before = Draws(parent.Substream("weights"));
        parent.NextUInt64();
        parent.NextNormal();
        Assert.That(Draws(parent.Substream("weights")), Is.EqualTo(before));
    }

    [Test]
    public void Different_paths_are_different_streams()
    {
        var root = RandomStream.FromSeed(7);
        RandomStream[] streams =
        [
            root, RandomStream.FromSeed(8), root.Substream("a"), root.Substream("b"), root.Substream("ab"), root.Substream("a").Substream("b"),
            root.Substream("a\0"), root.Substream("1"), root.Substream(1), root.Substream(-1), root.Substream(1).Substream(1), root.Substream("å"),
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

    [Test]
    public void How_a_fill_is_split_does_not_matter()
    {
        var whole = Normals(RandomStream.FromSeed(3), 5000);
        var sizes = RandomStream.FromSeed(4);
        for (var run = 0; run < 50; run++)
        {
            var stream = RandomStream.FromSeed(3);
            var pieces = new List<double>();
            while (pieces.Count < whole.Length)
            {
                if (sizes.NextInt32(4) == 0)
                    pieces.Add(stream.NextNormal());
                else
                    pieces.AddRange(Normals(stream, Math.Min(sizes.NextInt32(200), whole.Length - pieces.Count)));
            }

            Assert.That(pieces, Is.EqualTo(whole));
        }
    }

    [Test]
    public void A_matrix_is_filled_column_by_column()
    {
        var matrix = RandomStream.FromSeed(3).NormalMatrix(3, 4);
        Assert.That(matrix.ToColumnMajorArray(), Is.EqualTo(RandomStream.FromSeed(3).NormalVector(12).ToArray()));
    }

    [Test]
    public void A_shape_without_entries_is_refused()
    {
        var stream = RandomStream.FromSeed(3);
        Assert.That(() => stream.NormalVector(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("length"));
        Assert.That(() => stream.NormalMatrix(0, 2), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("rows"));
        Assert.That(() => stream.NormalMatrix(2, -1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("columns"));
        Assert.That(() => stream.NextInt32(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("below"));
    }

    [Test]
    public void A_uniform_number_is_strictly_between_0_and_1()
    {
        var stream = RandomStream.FromSeed(5);
        for (var i = 0; i < 100_000; i++)
            Assert.That(stream.NextUniform(), Is.GreaterThan(0).And.LessThan(1));
    }

    [Test]
    public void A_shuffle_is_a_permutation()
    {
        var items = Enumerable.Range(0, 1000).ToArray();
        RandomStream.FromSeed(6).Shuffle(items.AsSpan());
        Assert.That(items, Is.EquivalentTo(Enumerable.Range(0, 1000)).And.Not.Ordered);
    }

    static ulong[] Draws(RandomStream stream) => [.. Enumerable.Range(0, 20).Select(_ => stream.NextUInt64())];

    static double[] Normals(RandomStream stream, int count)
    {
        var values = new double[count];
        stream.FillNormal(values);
        return values;
    }
}
