using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Training;

public class SharedBatchesTests
{
    [Property(Cases = 3)]
    public void Called_from_several_threads_batches_give_the_bits_that_one_gives(Seed seed)
    {
        var shared = SmallTask.Batches();
        var start = SmallTask.Start;
        var expected = Enumerable.Range(0, 40).Select(step => Gradient(seed.Value + step)).ToArray();
        var seen = new Vector<double>[expected.Length];
        Parallel.For(0, seen.Length, new() { MaxDegreeOfParallelism = 8 }, step => seen[step] = Gradient(seed.Value + step));
        Assert.That(seen, Is.EqualTo(expected));

        Vector<double> Gradient(int step)
        {
            var gradient = Vector<double>.Build.Dense(start.Count);
            shared.ValueAndGradient(step, start, gradient);
            return gradient;
        }
    }
}
