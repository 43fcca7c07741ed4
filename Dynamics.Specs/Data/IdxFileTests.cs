using Dynamics.Data;
using Dynamics.Specs.Properties;
using NUnit.Framework;

namespace Dynamics.Specs.Data;

public class IdxFileTests
{
    [Property(Cases = 40)]
    public void What_was_written_is_read_back(Size items, Size[] sizes, bool zipped)
    {
        int[] shape = [items, .. sizes.Take(3).Select(size => Math.Min(size, 6))];
        using var folder = new TemporaryFolder();
        var content = Idx.Counting(shape);

        var file = IdxFile.Read(folder.Write("data", zipped ? Idx.Zipped(content) : content));

        Assert.Multiple(() =>
        {
            Assert.That(file.Shape, Is.EqualTo(shape));
            Assert.That(file.Items, Is.EqualTo(shape[0]));
            Assert.That(file.ItemsRead, Is.EqualTo(shape[0]));
            Assert.That(file.ItemLength, Is.EqualTo(shape.Skip(1).Aggregate(1, (a, b) => a * b)));
            Assert.That(file.Elements.ToArray(), Is.EqualTo(content[(4 + 4 * shape.Length)..]));
        });
    }

    [TestCase("plain.gz", false), TestCase("zipped", true)]
    public void The_content_tells_what_is_gzipped_and_not_the_name(string name, bool zipped)
    {
        using var folder = new TemporaryFolder();
        var content = Idx.Counting(3);

        var file = IdxFile.Read(folder.Write(name, zipped ? Idx.Zipped(content) : content));

        Assert.That(file.Elements.ToArray(), Is.EqualTo(new byte[] { 0, 1, 2 }));
    }

    [Property(Cases = 20)]
    public void The_first_items_are_read_alone(Size first, Size more, Size length, bool zipped)
    {
        using var folder = new TemporaryFolder();
        var content = Idx.Counting(first + more, length);

        var file = IdxFile.Read(folder.Write("data", zipped ? Idx.Zipped(content) : content), first);

        Assert.Multiple(() =>
        {
            Assert.That(file.Items, Is.EqualTo(first + more));
            Assert.That(file.ItemsRead, Is.EqualTo((int)first));
            Assert.That(file.Elements.ToArray(), Is.EqualTo(Enumerable.Range(0, first * length).Select(i => (byte)i)));
        });
    }

    [Test]
    public void What_comes_after_the_first_items_may_be_missing()
    {
        using var folder = new TemporaryFolder();

        var file = IdxFile.Read(folder.Write("data", Idx.Bytes([4, 2], 1, 2, 3, 4)), first: 2);

        Assert.That(file.Elements.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
    }

    [TestCase(0), TestCase(-1), TestCase(4)]
    public void The_number_of_first_items_is_between_one_and_all(int first)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("data", Idx.Counting(3));

        Assert.That(() => IdxFile.Read(path, first), Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.StartsWith($"'{path}' has 3 items, and the number to read needs to be between 1 and that."));
    }

    [Test]
    public void A_file_that_is_not_there_is_named()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "nothing");

        Assert.That(() =>
            IdxFile.Read(path), Throws.TypeOf<FileNotFoundException>().With.Message.EqualTo($"There is no IDX file '{path}'."));
    }

    [Test]
    public void A_path_is_needed() => Assert.That(() => IdxFile.Read(""), Throws.ArgumentException);

    static TestCaseData<byte[], string>[] Broken() =>
    [
        new([], "is truncated, or no regular file: it has 0 bytes, and its header alone needs 4.") { TestName = "{m}(empty)" },
        new([0, 0, 8], "is truncated: it has 3 bytes, and its header alone needs 4.") { TestName = "{m}(within the magic number)" },
        new(Idx.Bytes([1, 2, 3])[..10],
            "is truncated: it has 10 bytes, and its header alone needs 16.") { TestName = "{m}(within the sizes)" },
        new(Idx.Bytes([2, 3], 1, 2, 3, 4),
            "is truncated: it has 4 of the 6 bytes that are needed of its sizes 2 x 3.") { TestName = "{m}(within the body)" },
        new(Idx.Bytes([40, 30]),
            "is truncated: it has at most 12 of the 1200 bytes that are needed of its sizes 40 x 30.") { TestName = "{m}(no body)" },
        new(Idx.Bytes([2], 1, 2, 3), "goes on after the 2 bytes that its sizes 2 need.") { TestName = "{m}(trailing)" },
        new([0x89, 0x50, 8, 1], "starts with the bytes 89 50; an IDX file starts with 00 00.") { TestName = "{m}(another format)" },
        new([0, 1, 8, 1], "starts with the bytes 00 01; an IDX file starts with 00 00.") { TestName = "{m}(half a magic number)" },
        new(Idx.WithType(0x09, [1], 1),
            "holds signed bytes (type 09); only unsigned bytes (type 08) are read here.") { TestName = "{m}(signed bytes)" },
        new(Idx.WithType(0x0b, [1], 1),
            "holds 16-bit integers (type 0b); only unsigned bytes (type 08) are read here.") { TestName = "{m}(16-bit integers)" },
        new(Idx.WithType(0x0c, [1], 1),
            "holds 32-bit integers (type 0c); only unsigned bytes (type 08) are read here.") { TestName = "{m}(32-bit integers)" },
        new(Idx.WithType(0x0d, [1], 1),
            "holds 32-bit floats (type 0d); only unsigned bytes (type 08) are read here.") { TestName = "{m}(32-bit floats)" },
        new(Idx.WithType(0x0e, [1], 1),
            "holds 64-bit floats (type 0e); only unsigned bytes (type 08) are read here.") { TestName = "{m}(64-bit floats)" },
        new(Idx.WithType(0x77, [1], 1),
            "holds elements of the unknown type 77; only unsigned bytes (type 08) are read here.") { TestName = "{m}(unknown elements)" },
        new(Idx.Bytes([], 1), "has rank 0; an IDX file needs at least one dimension.") { TestName = "{m}(a scalar)" },
        new(Idx.Bytes([2, -3], 1), "has the sizes 2 x -3; each needs to be 1 or more.") { TestName = "{m}(negative size)" },
        new(Idx.Bytes([0, 3]), "has the sizes 0 x 3; each needs to be 1 or more.") { TestName = "{m}(no items)" },
        new(Idx.Bytes([65536, 65536, 65536, 65536, 65536]), "has the sizes 65536 x 65536 x 65536 x 65536 x 65536: more than the "
            + $"{Array.MaxLength} bytes that one array can hold.") { TestName = "{m}(absurd sizes)" },
    ];

    [TestCaseSource(nameof(Broken))]
    public void A_broken_file_says_what_it_has_and_what_it_needs(byte[] content, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("broken", content);

        Assert.That(() => IdxFile.Read(path), Throws.TypeOf<InvalidDataException>().With.Message.EqualTo($"'{path}' {message}"));
    }

    [Test]
    public void Gzip_that_holds_too_little_is_truncated()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("broken", Idx.Zipped(Idx.Bytes([2, 3], 1, 2, 3, 4)));

        Assert.That(() => IdxFile.Read(path), Throws.TypeOf<InvalidDataException>()
            .With.Message.EqualTo($"'{path}' is truncated: it has 4 of the 6 bytes that are needed of its sizes 2 x 3."));
    }

    [Test]
    public void Gzip_that_holds_too_much_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("broken", Idx.Zipped(Idx.Bytes([2], 1, 2, 3)));

        Assert.That(() => IdxFile.Read(path), Throws.TypeOf<InvalidDataException>()
            .With.Message.EqualTo($"'{path}' goes on after the 2 bytes that its sizes 2 need."));
    }

    [Test]
    public void Gzip_that_could_never_hold_what_its_header_promises_is_refused_before_memory_is_taken()
    {
        using var folder = new TemporaryFolder();
        var zipped = Idx.Zipped(Idx.Bytes([2_000_000_000]));
        var path = folder.Write("broken", zipped);

        Assert.That(() => IdxFile.Read(path, mostBytes: long.MaxValue), Throws.TypeOf<InvalidDataException>()
            .With.Message.EqualTo($"'{path}' is truncated: it has at most {1032 * zipped.Length} of the 2000000000 bytes that are needed "
                + "of its sizes 2000000000."));
    }

    [Test]
    public void A_file_that_asks_for_more_than_may_be_held_is_refused_and_can_be_allowed()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("large", Idx.Zipped(Idx.Counting(200)));

        Assert.Multiple(() =>
        {
            Assert.That(() => IdxFile.Read(path, mostBytes: 100), Throws.TypeOf<InvalidDataException>().With.Message.Contains(
                "of which 200 bytes are to be read; mostBytes allows 100."));
            Assert.That(IdxFile.Read(path, mostBytes: 200).ItemsRead, Is.EqualTo(200));
            Assert.That(IdxFile.Read(path, first: 100, mostBytes: 100).ItemsRead, Is.EqualTo(100));
        });
    }

    static byte[] Zipped() => Idx.Zipped(Idx.Counting(200));

    static TestCaseData<byte[]>[] CorruptGzip()
    {
        var checksum = Zipped();
        checksum[^8] ^= 1;
        var blockType = Zipped();
        blockType[10] |= 6;
        return
        [
            new(Zipped()[..^1]) { TestName = "{m}(the length at its end cut off)" },
            new(Zipped()[..^20]) { TestName = "{m}(its data cut off)" },
            new(Zipped()[..5]) { TestName = "{m}(its header cut off)" },
            new(checksum) { TestName = "{m}(a wrong checksum)" },
            new(blockType) { TestName = "{m}(a block of no known type)" },
        ];
    }

    [TestCaseSource(nameof(CorruptGzip))]
    public void Corrupt_gzip_is_named(byte[] content)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("broken", content);

        Assert.That(() => IdxFile.Read(path), Throws.TypeOf<InvalidDataException>()
            .With.Message.StartsWith($"'{path}' starts like a gzip file, but its content is not sound: "));
    }
}
