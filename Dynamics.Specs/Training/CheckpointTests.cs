using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Training;

public class CheckpointTests
{
    static readonly Checkpoint Short =
        new(7, Vector<double>.Build.Dense([1, -2, double.Epsilon]), [Vector<double>.Build.Dense([.5, 0, 3])]);

    [Test]
    public void It_reads_back_what_it_wrote()
    {
        var read = Checkpoint.Read(new MemoryStream(Bytes(Short)));
        Assert.Multiple(() =>
        {
            Assert.That(read.Step, Is.EqualTo(7));
            Assert.That(read.Parameters, Is.EqualTo(Short.Parameters));
            Assert.That(read.Memory, Is.EqualTo(Short.Memory));
        });
    }

    [Test]
    public void No_bit_can_change_unseen()
    {
        var bytes = Bytes(Short);
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.That(() => Checkpoint.Read(new MemoryStream(flipped)),
                Throws.InstanceOf<IOException>().Or.InstanceOf<InvalidDataException>().Or.InstanceOf<ArgumentException>(), $"bit {bit}");
        }
    }

    [Test]
    public void No_byte_can_be_missing([Range(0, 111, 3)] int length) => Assert.That(
        () => Checkpoint.Read(new MemoryStream(Bytes(Short)[..length])),
        Throws.TypeOf<EndOfStreamException>().With.Message.StartsWith($"The checkpoint ends at byte {length}"));

    [Test]
    public void A_short_file_that_says_it_is_long_takes_no_memory()
    {
        var bytes = Bytes(Short);
        BitConverter.GetBytes(1_900_000_000L).CopyTo(bytes, 16);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => Checkpoint.Read(new MemoryStream(bytes)), Throws.TypeOf<EndOfStreamException>());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(2_000_000));
    }

    [Test]
    public void Memory_of_another_length_is_refused() => Assert.That(
        () => new Checkpoint(0, Short.Parameters, [Vector<double>.Build.Dense(2)]).Write(new MemoryStream()),
        Throws.InvalidOperationException.With.Message.StartsWith("Memory[0] has 2 entries; a checkpoint of 3 parameters needs as many"));

    static byte[] Bytes(Checkpoint checkpoint)
    {
        using var stream = new MemoryStream();
        checkpoint.Write(stream);
        return stream.ToArray();
    }
}
