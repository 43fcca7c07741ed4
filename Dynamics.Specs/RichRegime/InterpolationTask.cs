using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>More weights than equations: X with orthonormal rows, |y| = 1, and the size of an initialisation.</summary>
public sealed class InterpolationTask
{
    /// <summary>e^-28 is below any error that is measured here.</summary>
    const double Settled = 28;

    const int MostSteps = 200_000;

    readonly (int Equations, int Weights, double Scale, int Seed) _drawn;
    readonly Dictionary<double, Vector<double>> _ends = [];

    InterpolationTask((int Equations, int Weights, double Scale, int Seed) drawn)
    {
        _drawn = drawn;
        var stream = RandomStream.FromSeed((ulong)drawn.Seed);
        var frame = stream.NormalMatrix(drawn.Weights, drawn.Weights).QR().Q;
        Inputs = frame.SubMatrix(0, drawn.Weights, 0, drawn.Equations).Transpose();
        NullSpace = frame.SubMatrix(0, drawn.Weights, drawn.Equations, drawn.Weights - drawn.Equations).Transpose();
        Targets = stream.NormalVector(drawn.Equations).Normalize(2);
    }

    /// <summary>
    /// The null space has three dimensions or more: what is left there in the limit of small steps or large scales is a vector, of which
    /// it takes as many coincidences to vanish.
    /// </summary>
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

    /// <summary>Where Core says that the flow of u² − v² ends that starts at a scale.</summary>
    public Vector<double> EndFrom(double scale) => new DiagonalLinearNetwork(scale).Limit(Inputs, Targets);

    /// <summary>Where steps of Runge and Kutta in u and v come to, from u = v = α.</summary>
    /// <param name="step">In units of the time of the fastest mode, 1 / (4 + 8 α²). The slowest mode shrinks by e^-28, as 4 (u² + v²)
    /// ≥ 8 α².</param>
    public Vector<double> EndOfTheFlow(double step)
    {
        if (_ends.TryGetValue(step, out var known)) return known;
        var (slowest, fastest) = (8 * Scale * Scale, 4 + 8 * Scale * Scale);
        var weights = Vector<double>.Build.Dense(2 * Weights, Scale);
        for (var left = Settled * fastest / slowest; left > 0; left -= step) weights = RungeKutta4.Step(Velocity, weights, step / fastest);
        return _ends[step] = Rule(weights);

        Vector<double> Rule(Vector<double> uv) =>
            uv.SubVector(0, Weights).PointwisePower(2) - uv.SubVector(Weights, Weights).PointwisePower(2);

        Vector<double> Velocity(Vector<double> uv)
        {
            var gradient = Inputs.TransposeThisAndMultiply(Inputs * Rule(uv) - Targets);
            return Vector<double>.Build.DenseOfEnumerable(uv.Select((weight, i) =>
                i < Weights ? -2 * weight * gradient[i] : 2 * weight * gradient[i - Weights]));
        }
    }

    /// <summary>
    /// Where the flow ends that starts at a scale, which may be 1e-30: it is followed in log u and log v until it fits, or null where
    /// it does
    /// not in 200,000 steps. Each step moves log u − log v along the examples, whatever its length, so that the end does not depend on
    /// that.
    /// </summary>
    public Vector<double>? FittedFrom(double scale)
    {
        var logs = Vector<double>.Build.Dense(2 * Weights, Elementary.Log(scale));
        for (var step = 0; step < MostSteps; step++)
        {
            var (u, v) = (Squares(logs, 0), Squares(logs, Weights));
            var missing = Inputs * (u - v) - Targets;
            if (missing.L2Norm() < 1e-14 * (1 + u.L2Norm())) return u - v;
            var (curvature, speed) = (4 * (u + v).Maximum(), 2 * Inputs.TransposeThisAndMultiply(missing).AbsoluteMaximum());
            logs = RungeKutta4.Step(Velocity, logs, 1 / Math.Max(curvature, speed));
        }

        return null;

        Vector<double> Velocity(Vector<double> at)
        {
            var gradient = Inputs.TransposeThisAndMultiply(Inputs * (Squares(at, 0) - Squares(at, Weights)) - Targets);
            return Vector<double>.Build.DenseOfEnumerable([.. -2 * gradient, .. 2 * gradient]);
        }

        Vector<double> Squares(Vector<double> at, int from) => at.SubVector(from, Weights).Map(log => Elementary.Exp(2 * log));
    }

    /// <summary>(I − X⁺X) (X⁺y)³ / 24: what the end lacks of the shortest interpolant, times α⁴, for large α.</summary>
    public Vector<double> FourthOrderTerm => NullSpace.TransposeThisAndMultiply(NullSpace * Shortest.PointwisePower(3)) / 24;

    /// <summary>X⁺ y.</summary>
    public Vector<double> Shortest => MinimumNorm.LeastSquares(Inputs, Targets);

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
