using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>More weights than equations: X with orthonormal rows, |y| = 1, and the size of an initialisation.</summary>
public sealed class InterpolationTask
{
    readonly (int Equations, int Weights, double Scale, int Seed) _drawn;

    InterpolationTask((int Equations, int Weights, double Scale, int Seed) drawn)
    {
        _drawn = drawn;
        var stream = RandomStream.FromSeed((ulong)drawn.Seed);
        var frame = stream.NormalMatrix(drawn.Weights, drawn.Weights).QR().Q;
        Inputs = frame.SubMatrix(0, drawn.Weights, 0, drawn.Equations).Transpose();
        NullSpace = frame.SubMatrix(0, drawn.Weights, drawn.Equations, drawn.Weights - drawn.Equations).Transpose();
        Targets = stream.NormalVector(drawn.Equations).Normalize(2);
    }

    /// <summary>The null space has three dimensions or more: what is left there in the limit of small steps or large scales is a vector, of which it takes as many coincidences to vanish.</summary>
    public static Subjects<InterpolationTask> Subjects => new(
        from equations in Gen.Choose(1, 3)
        from more in Gen.Choose(3, 5)
        from scale in Drawn.Number(.25, 1)
        from seed in Gen.Choose(0, int.MaxValue)
        select new InterpolationTask((equations, equations + more, scale, seed)),
        task => Simpler.Count(task.Equations, 1).Select(n => new InterpolationTask(task._drawn with { Equations = n }))
            .Concat(Simpler.Count(task.Weights, task.Equations + 3).Select(d => new InterpolationTask(task._drawn with { Weights = d }))),
        task => [Trait.Of("N", task.Equations), Trait.Of("D", task.Weights), Trait.Of("α", task.Scale)]);

    public int Equations => _drawn.Equations;

    public int Weights => _drawn.Weights;

    /// <summary>α.</summary>
    public double Scale => _drawn.Scale;

    /// <summary>X, N × D.</summary>
    public Matrix<double> Inputs { get; }

    /// <summary>y, length N.</summary>
    public Vector<double> Targets { get; }

    /// <summary>An orthonormal basis of the null space of X, (D − N) × D.</summary>
    public Matrix<double> NullSpace { get; }

    /// <summary>u² − v² with u = v = α at the start.</summary>
    public DiagonalLinearNetwork Network => new(Scale);

    /// <summary>Where the flow of u² − v² ends that starts at a scale.</summary>
    public Vector<double> EndFrom(double scale) => new DiagonalLinearNetwork(scale).Limit(Inputs, Targets);

    /// <summary>An interpolant of least |w|₁: one of those with N entries at most that are not zero.</summary>
    public Vector<double> LeastAbsolute =>
        Enumerable.Range(0, 1 << Weights).Where(set => int.PopCount(set) == Equations)
            .Select(set => On([.. Enumerable.Range(0, Weights).Where(i => (set >> i & 1) == 1)])).MinBy(w => w.L1Norm())!;

    public override string ToString() => $"X of {Equations} × {Weights}, α = {Scale}, seed {_drawn.Seed}";

    Vector<double> On(int[] entries)
    {
        var solved = Matrix<double>.Build.DenseOfColumnVectors(entries.Select(Inputs.Column)).Solve(Targets);
        var weights = Vector<double>.Build.Dense(Weights);
        for (var k = 0; k < entries.Length; k++) weights[entries[k]] = solved[k];
        return weights;
    }
}
