using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>The gradients of five examples of a small network with a loss, and all their batches of a size.</summary>
public sealed class BatchesOfFive
{
    public const int Examples = 5;

    readonly (Activation Activation, Loss Loss, int Seed) _drawn;

    BatchesOfFive(Activation activation, Loss loss, int batch, int seed)
    {
        (_drawn, Batch) = ((activation, loss, seed), batch);
        var stream = RandomStream.FromSeed((ulong)seed);
        var network = new Network(new(Shape.Vector(2), new Dense(2), new Activated(activation), new Dense(2)));
        Gradients = Objective.Sum(network, loss, stream.Substream("inputs")
            .NormalMatrix(Examples, 2), Matrix<double>.Build.Dense(Examples, 2, (i, k) => i % 2 == k ? 1 : 0))
            .GradientsOfExamples(network.DrawParameters(stream.Substream("theta")));
        Batches = [.. Enumerable.Range(0, 1 << Examples).Select(Members).Where(members => members.Length == batch)];
    }

    public static Subjects<BatchesOfFive> Subjects => new(
        from activation in Gen.Elements<Activation>(Activations.Tanh, Activations.Erf, Activations.Softplus)
        from loss in Gen.Elements(Loss.Squared, Loss.SoftmaxCrossEntropy)
        from batch in Gen.Choose(1, Examples - 1)
        from seed in Gen.Choose(0, int.MaxValue)
        select new BatchesOfFive(activation, loss, batch, seed),
        at => Simpler.Count(at.Batch, 1).Select(batch => new BatchesOfFive(at._drawn.Activation, at._drawn.Loss, batch, at._drawn.Seed)),
        at => [Trait.Of("B", at.Batch), Trait.Of("loss", $"{at._drawn.Loss}")]);

    /// <summary>B.</summary>
    public int Batch { get; }

    /// <summary>B / N.</summary>
    public double Share => (double)Batch / Examples;

    /// <summary>g_i, N × P.</summary>
    public Matrix<double> Gradients { get; }

    /// <summary>g_i − g, N × P.</summary>
    public Matrix<double> Deviations => Matrix<double>.Build.DenseOfRowVectors(Gradients.EnumerateRows().Select(row => row - Mean));

    /// <summary>The members of each batch.</summary>
    public IReadOnlyList<int[]> Batches { get; }

    /// <summary>The mean of (g_B − g)(g_B − g)ᵀ over all batches, P × P.</summary>
    public Matrix<double> Covariance => Batches
        .Select(members => members.Aggregate(0 * Mean, (sum, i) => sum + Gradients.Row(i)) / Batch - Mean)
        .Aggregate(Matrix<double>.Build.Dense(Mean.Count, Mean.Count), (sum, deviation) =>
            sum + deviation.OuterProduct(deviation)) / Batches.Count;

    public override string ToString() =>
        $"batches of {Batch} of {Examples}, {_drawn.Activation} and {_drawn.Loss} loss, seed {_drawn.Seed}";

    Vector<double> Mean => Gradients.ColumnSums() / Examples;

    static int[] Members(int set) => [.. Enumerable.Range(0, Examples).Where(i => (set >> i & 1) == 1)];
}
