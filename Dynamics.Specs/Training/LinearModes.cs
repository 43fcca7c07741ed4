using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>
/// Linear layers on whitened inputs that start small, balanced, and aligned with the singular vectors of what they learn.
/// </summary>
public sealed class LinearModes
{
    const double Small = .1;

    /// <summary>Quarters of t = 2 at which it is looked.</summary>
    static readonly int[] Looks = [1, 2, 4, 8];

    readonly int _seed;

    LinearModes(int dimension, int seed)
    {
        (Dimension, _seed) = (dimension, seed);
        Strengths = Vector<double>.Build.Dense(dimension, i => 1 - .7 * i / dimension);
    }

    public static Subjects<LinearModes> Subjects => new(
        from dimension in Gen.Choose(1, 4)
        from seed in Gen.Choose(0, int.MaxValue)
        select new LinearModes(dimension, seed),
        at => Simpler.Count(at.Dimension, 1).Select(dimension => new LinearModes(dimension, at._seed)),
        at => [Trait.Of("modes", at.Dimension)]);

    public int Dimension { get; }

    /// <summary>s, the singular values of the task, from 1 down.</summary>
    public Vector<double> Strengths { get; }

    /// <summary>What has been learned at t = 1/2, 1, 2 and 4, less a course of each mode, over the size of the task.</summary>
    /// <param name="steps">A quarter of those to t = 2.</param>
    /// <param name="course">The strength of a mode at t, from s, its start and t.</param>
    public Vector<double> Error(int steps, int layers, Func<double, double, double, double> course)
    {
        var stream = RandomStream.FromSeed((ulong)_seed);
        var rotations = Enumerable.Range(0, layers + 1)
            .Select(layer => stream.Substream($"rotation {layer}").NormalMatrix(Dimension, Dimension).QR().Q).ToArray();
        var (first, last) = (rotations[0], rotations[^1].Transpose());
        var inputs = Math.Sqrt(Dimension) * stream.Substream("inputs").NormalMatrix(Dimension, Dimension).QR().Q;
        var network = new Network(
            new(Shape.Vector(Dimension), [.. Enumerable.Range(0, layers).Select(_ => new Dense(Dimension))]), Parameterization.Standard);
        var objective = Objective.Mean(network, Loss.Squared, inputs, inputs * (first * Diagonal(Strengths) * last));
        var theta = Vector<double>.Build.DenseOfEnumerable(Enumerable.Range(0, layers)
            .SelectMany(layer =>
                (Math.Pow(Small, 1.0 / layers) * rotations[layer] * rotations[layer + 1].Transpose()).ToColumnMajorArray()));
        var run = new TrainingRun(new FullBatch(objective), new GradientDescent(.5 / steps), theta);
        return Vector<double>.Build.DenseOfEnumerable(Looks.SelectMany(look =>
        {
            run.Run(look * steps - run.Step);
            var learned = network.Outputs(run.Parameters, Matrix<double>.Build.DenseIdentity(Dimension));
            return (learned - first * Diagonal(Strengths.Map(s => course(s, Small, look / 2.0))) * last).Enumerate();
        })) / Strengths.L2Norm();
    }

    public override string ToString() => $"{Dimension} modes, seed {_seed}";

    static Matrix<double> Diagonal(Vector<double> values) => Matrix<double>.Build.DiagonalOfDiagonalVector(values);
}
