using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// Signed examples that a hyperplane through the origin separates, and the flow of the exponential loss from w = 0 on them.
/// </summary>
public sealed class SeparableTask
{
    const double LogTime = 40;

    /// <summary>e^-36 is a rounding.</summary>
    const double Settled = 36;

    readonly Lazy<IReadOnlyList<ExponentialLossMoment>> _path;
    readonly Lazy<IReadOnlyList<ExponentialLossMoment>> _settling;
    readonly string _name;

    SeparableTask(string name, Matrix<double> signed, IEnumerable<SeparableTask> simpler)
    {
        (_name, Signed, Simpler) = (name, signed, simpler);
        Svm = HardMarginSvm.Solve(signed);
        _path = new(() => Follow(LogTime));
        _settling = new(() => Follow(2 * Settled / Rate));
    }

    /// <summary>Normal examples of half the usual size, turned to the side of a direction and moved away from its plane by .1.</summary>
    public static Subjects<SeparableTask> Any =>
        With(from examples in Gen.Choose(2, 8) from dimension in Gen.Choose(2, 4) from seed in Gen.Choose(0, int.MaxValue)
            select Scattered(examples, dimension, seed));

    /// <summary>
    /// Support vectors that are nearly orthogonal, so that their losses settle at rates near 1 in log t, and others that lie twice as far
    /// from the plane or further.
    /// </summary>
    public static Subjects<SeparableTask> WithAGap =>
        With(from support in Gen.Choose(1, 3) from others in Gen.Choose(0, 5) from seed in Gen.Choose(0, int.MaxValue)
            select Gapped(support, others, seed));

    /// <summary>Both kinds.</summary>
    public static Subjects<SeparableTask> AnyOrWithAGap => With(Gen.OneOf(Any.Draw, WithAGap.Draw));

    /// <summary>Examples that are given, N × D.</summary>
    public static SeparableTask Of(Matrix<double> signed) => new(signed.ToMatrixString(), signed, []);

    /// <summary>Z, N × D.</summary>
    public Matrix<double> Signed { get; }

    public HardMarginSvm Svm { get; }

    /// <summary>From t = 1 to log t = 40.</summary>
    public IReadOnlyList<ExponentialLossMoment> Path => _path.Value;

    public ExponentialLossMoment Start => Path[0];

    public ExponentialLossMoment End => Path[^1];

    /// <summary>The numbers of the support vectors.</summary>
    public int[] Support => [.. Enumerable.Range(0, Signed.RowCount).Where(i => Svm.Multipliers[i] > 0)];

    /// <summary>The support vectors, S × D.</summary>
    public Matrix<double> SupportVectors => Matrix<double>.Build.DenseOfRowVectors(Support.Select(Signed.Row));

    /// <summary>
    /// How fast what is left of the start fades in log t: at the least eigenvalue of √α ⟨z_i, z_j⟩ √α over the support vectors, and at
    /// ⟨z, ŵ⟩ − 1 for each other example.
    /// </summary>
    public double Rate => Others.Select(i => Signed.Row(i) * Svm.Weights - 1).Append(SlowestMode).Min();

    /// <summary>
    /// What V can fall short of 1/t at a moment: the losses p of the other examples move those of the support vectors, whose part of V is
    /// then |Σ p z|² / 2κ beside the Σ p of their own, κ the slowest mode; as a share, over h = 1 / t.
    /// </summary>
    public double ShortfallAt(double logTime)
    {
        var moment = Path.First(at => at.LogTime >= logTime);
        var (pull, sum) = (0 * moment.Weights, 0.0);
        foreach (var i in Others)
        {
            var loss = Math.Exp(moment.LogTime - Signed.Row(i) * moment.Weights);
            (pull, sum) = (pull + loss * Signed.Row(i), sum + loss);
        }

        return sum == 0 ? 0 : pull * pull / (2 * SlowestMode * sum) * Math.Exp(moment.LogTime);
    }

    IEnumerable<int> Others => Enumerable.Range(0, Signed.RowCount).Except(Support);

    double SlowestMode
    {
        get
        {
            var weighted = Matrix<double>.Build.DiagonalOfDiagonalArray([.. Support.Select(i =>
                Math.Sqrt(Svm.Multipliers[i]))]) * SupportVectors;
            return weighted.TransposeAndMultiply(weighted).Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real);
        }
    }

    /// <summary>The first moment at which what is left of the start is below a rounding, and the last, at twice that log t.</summary>
    public (ExponentialLossMoment Settled, ExponentialLossMoment Later) AtRest =>
        (_settling.Value.First(moment => moment.LogTime >= Settled / Rate), _settling.Value[^1]);

    /// <summary>Steps of the longer run.</summary>
    public int StepsToRest => _settling.Value.Count;

    /// <summary>Z⁺ 1: where the squared loss would lead.</summary>
    public Vector<double> LeastSquares => MinimumNorm.LeastSquares(Signed, Vector<double>.Build.Dense(Signed.RowCount, 1));

    /// <summary>V = t L − |ŵ|² (1 + log t) + ⟨w, ŵ⟩ + Σ α log α.</summary>
    /// <param name="at">Where.</param>
    /// <param name="hardMargin">ŵ, or what is taken for it.</param>
    /// <param name="count">What t L is divided by: 1, or by mistake the number of examples.</param>
    public double Potential(ExponentialLossMoment at, Vector<double> hardMargin, int count = 1) =>
        Math.Exp(at.LogTime + at.LogLoss) / count - hardMargin * hardMargin * (1 + at.LogTime) + at.Weights * hardMargin
        + Svm.Multipliers.Where(alpha => alpha > 0).Sum(alpha => alpha * Math.Log(alpha));

    /// <summary>V at the start.</summary>
    public double FirstPotential => Potential(Start, Svm.Weights);

    IEnumerable<SeparableTask> Simpler { get; }

    IReadOnlyList<ExponentialLossMoment> Follow(double logTime) =>
        ExponentialLossFlow.Follow(Signed, Vector<double>.Build.Dense(Signed.ColumnCount), logTime, step: 1);

    public override string ToString() => _name;

    static Subjects<SeparableTask> With(FsCheck.Gen<SeparableTask> tasks) =>
        new(tasks, task => task.Simpler, task =>
            [Trait.Of("N", task.Signed.RowCount), Trait.Of("D", task.Signed.ColumnCount), Trait.Of("|w_svm|", task.Svm.Weights.L2Norm())]);

    static SeparableTask Scattered(int count, int dimension, int seed)
    {
        var stream = RandomStream.FromSeed((ulong)seed);
        var direction = stream.NormalVector(dimension).Normalize(2);
        var examples = .5 * stream.NormalMatrix(count, dimension);
        for (var i = 0; i < count; i++)
        {
            var along = examples.Row(i) * direction;
            examples.SetRow(i, examples.Row(i) + (.1 + Math.Abs(along) - along) * direction);
        }
        return new($"{count} examples in {dimension} dimensions, seed {seed}", examples,
            Laws.Simpler.Count(count, 2).Select(n => Scattered(n, dimension, seed))
                .Concat(Laws.Simpler.Count(dimension, 2).Select(d => Scattered(count, d, seed))));
    }

    static SeparableTask Gapped(int support, int others, int seed)
    {
        var stream = RandomStream.FromSeed((ulong)seed);
        var dimension = support + 1;
        var frame = stream.NormalMatrix(dimension, dimension).QR().Q;
        var supporting = 1.3 * frame.SubMatrix(0, support, 0, dimension) + .05 * stream.NormalMatrix(support, dimension);
        var normal = HardMarginSvm.Solve(supporting).Weights;
        var examples = supporting;
        for (var j = 0; j < others; j++)
        {
            var aside = stream.NormalVector(dimension);
            examples = examples.Stack((aside + (2 + stream.NextUniform() - aside * normal) / (normal * normal) * normal).ToRowMatrix());
        }
        return new($"{support} support vectors and {others} examples behind them, seed {seed}", examples,
            Laws.Simpler.Count(support, 1).Select(k => Gapped(k, others, seed))
                .Concat(Laws.Simpler.Count(others, 0).Select(n => Gapped(support, n, seed))));
    }
}
