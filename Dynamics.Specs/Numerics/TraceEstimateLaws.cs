using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Numerics;

/// <summary>
/// Traces from random signs. A draw strays from the trace by Σ_(i≠j) a_ij z_i z_j: at most b = Σ_(i≠j) |a_ij|, with variance
/// 2 Σ_(i≠j) a_ij².
/// </summary>
[Chapter("Numerics")]
public sealed class TraceEstimateLaws : ISubjectsOf<TracedMatrix>
{
    const int Probes = 20_000;
    const double Alpha = 1e-8;

    public Subjects<TracedMatrix> Subjects => new(
        (from size in Gen.Choose(2, 5)
         from entries in Drawn.Matrix(size, size, -1, 1)
         from seed in Gen.Choose(0, int.MaxValue)
         select new TracedMatrix(entries + entries.Transpose(), seed)).Where(traced => traced.Furthest > 0),
        _ => [], traced => [Trait.Of("n", traced.Matrix.RowCount), Trait.Of("tr A", traced.Matrix.Trace())]);

    [Law("S6", LawKind.Statistical, @"\mathbb{E}[z^\top A z] = \operatorname{tr} A",
        Source = "Hutchinson 1990",
        Given = "A is symmetric and not diagonal, z has independent random signs; in units of b, the most that a draw can stray",
        Within = nameof(MeanOfDraws), Alpha = Alpha, Cases = 10)]
    public Measurement Hutchinsons_estimate_of_the_trace_is_unbiased(TracedMatrix traced) => SeesTheTrace(traced, v => traced.Matrix * v);

    [Mistake(nameof(Hutchinsons_estimate_of_the_trace_is_unbiased), "an operator without its diagonal", Catches = 5)]
    public Measurement Without_the_diagonal_they_do_not(TracedMatrix traced) =>
        SeesTheTrace(traced, v => traced.Matrix * v - traced.Matrix.Diagonal().PointwiseMultiply(v));

    [Law("S7", LawKind.Statistical, @"\mathbb{E}[s^2] = \tfrac{2}{m} \sum_{i \ne j} a_{ij}^2",
        Source = "Hutchinson 1990",
        Given = "A is symmetric and not diagonal, s is the standard error of an estimate from m = 2 draws; in units of b²",
        Within = nameof(MeanOfSquaredErrors), Alpha = Alpha, Cases = 10, RestsOn = ["S6"])]
    public Measurement The_squared_standard_error_is_unbiased_for_the_variance(TracedMatrix traced) => IsTheVariance(traced, draws: 1);

    [Mistake(nameof(The_squared_standard_error_is_unbiased_for_the_variance), "the variance of a draw for that of the mean", Catches = 5)]
    public Measurement That_of_a_draw_is_not(TracedMatrix traced) => IsTheVariance(traced, draws: 2);

    static Rule MeanOfDraws => Statistical.BoundedMean(Probes, 1, VarianceOfADraw, detects: .2);

    /// <summary>Two draws differ by at most 2 b: s² = (x1 − x2)² / 4 is at most b², so its variance at most b² times its mean.</summary>
    static Rule MeanOfSquaredErrors => Statistical.BoundedMean(Probes / 2, 1, VarianceOfADraw / 2, detects: .1);

    static Quantity<TracedMatrix> VarianceOfADraw => new("Var(zᵀAz) / b²", traced => traced.Variance / Math.Pow(traced.Furthest, 2));

    static Measurement SeesTheTrace(TracedMatrix traced, Func<Vector<double>, Vector<double>> apply) =>
        Measure.Distance(
            "mean of zᵀAz / b", TraceEstimate.Of(apply, traced.Matrix.RowCount, Probes, traced.Stream).Value / traced.Furthest,
            "tr A / b", traced.Matrix.Trace() / traced.Furthest);

    static Measurement IsTheVariance(TracedMatrix traced, int draws)
    {
        var (stream, unit, sum) = (traced.Stream, traced.Furthest * traced.Furthest, 0.0);
        for (var i = 0; i < Probes / 2; i++)
            sum += Math.Pow(TraceEstimate.Of(v => traced.Matrix * v, traced.Matrix.RowCount, 2, stream).StandardError, 2);
        return Measure.Distance("mean of s² / b²", draws * sum / (Probes / 2) / unit, "variance / b²", traced.Variance / 2 / unit);
    }
}

/// <summary>A symmetric matrix, and a seed for the signs.</summary>
public sealed record TracedMatrix(Matrix<double> Matrix, int Seed)
{
    public RandomStream Stream => RandomStream.FromSeed((ulong)Seed);

    public double Furthest { get; } = Matrix.Enumerate().Sum(Math.Abs) - Matrix.Diagonal().SumMagnitudes();

    public double Variance { get; } = 2 * (Math.Pow(Matrix.FrobeniusNorm(), 2) - Matrix.Diagonal() * Matrix.Diagonal());

    public override string ToString() => $"{Matrix.ToMatrixString()} signs from seed {Seed}";
}
