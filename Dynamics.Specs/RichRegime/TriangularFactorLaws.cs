using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.RichRegime.ReductionDraws;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// Why a factor may be drawn for the examples: that of normal noise has independent entries, normal below the diagonal and χ on it.
/// </summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class TriangularFactorLaws : ISubjectsOf<ReductionDraws>
{
    const int Factors = 10_000;

    public Subjects<ReductionDraws> Subjects => new(
        from seed in Gen.Choose(0, int.MaxValue) select new ReductionDraws((ulong)seed), _ => [], _ => []);

    [Law("R1c", LawKind.Statistical,
        @"L L^\top = Z Z^\top : \quad L_{ii}^2 \sim \chi^2_{N - i}, \; L_{ik} \sim N(0, 1), \text{ independent}",
        Source = "Bartlett 1933",
        Given = "N = 8 examples in p = 10 dimensions, i from 0, Z the noise, without the plane of the means; 10,000 factors that are "
            + "drawn and as many of drawn examples. Compared are the distributions of each diagonal and each other entry, and for "
            + "independence those of Σ L² over neighbours on the diagonal, rows and all, and of Σ L over columns, with χ² and normal ones",
        Within = nameof(Distributions), Alpha = 1e-8, Cases = 2, RestsOn = ["S3"])]
    public Measurement The_triangular_factor_of_normal_noise_has_independent_chi_and_normal_entries(ReductionDraws draws) =>
        IsDistributed([.. draws.DrawnFactors(Factors, SignalDimension), .. draws.FactorsOfExamples(Factors, z => z)], Degrees);

    [Mistake(nameof(The_triangular_factor_of_normal_noise_has_independent_chi_and_normal_entries),
        "degrees of freedom from the last example on", Catches = 2)]
    public Measurement Degrees_of_freedom_in_reverse(ReductionDraws draws) =>
        IsDistributed(draws.DrawnFactors(Factors, SignalDimension), i => Examples - Degrees(i) + 1);

    [Mistake(nameof(The_triangular_factor_of_normal_noise_has_independent_chi_and_normal_entries),
        "two degrees of freedom more: the plane of the means taken for noise", Catches = 2)]
    public Measurement Degrees_of_freedom_of_all_dimensions(ReductionDraws draws) =>
        IsDistributed(draws.DrawnFactors(Factors, 0), Degrees);

    [Mistake(nameof(The_triangular_factor_of_normal_noise_has_independent_chi_and_normal_entries), "noise that is 2 % too large",
        Catches = 2)]
    public Measurement Factors_of_larger_noise(ReductionDraws draws) =>
        IsDistributed(draws.FactorsOfExamples(Factors, z => 1.02 * z), Degrees);

    [HypothesisDropped(nameof(The_triangular_factor_of_normal_noise_has_independent_chi_and_normal_entries),
        "Z the noise: normal numbers made uniform, of variance 1", Catches = 2)]
    public Measurement Factors_of_uniform_noise(ReductionDraws draws) => IsDistributed(
        draws.FactorsOfExamples(Factors, z => z.Map(x => Math.Sqrt(12) * (Normal.CDF(0, 1, x) - .5))), Degrees);

    /// <summary>Squares over the diagonal, its neighbours, rows and all; entries below it, and their sums over columns.</summary>
    const int Statistics = Examples + (Examples - 1) + Examples + 1 + Examples * (Examples - 1) / 2 + (Examples - 1);

    static Rule Distributions => new Statistical<ReductionDraws>(
        $"Dvoretzky-Kiefer-Wolfowitz bound of each of 2 × {Statistics} statistics, n = {Factors}",
        (_, alpha) => Math.Sqrt(Math.Log(4 * Statistics / alpha) / (2 * Factors)), .09);

    static int Degrees(int row) => Examples - row;

    static Measurement IsDistributed(IReadOnlyList<Matrix<double>> factors, Func<int, int> degrees) => Measure.Distance(
        "largest distance from its distribution", factors.Chunk(Factors).Max(batch => LargestDistance(batch, degrees)), "none", 0)
        .OfSize(1);

    static double LargestDistance(Matrix<double>[] factors, Func<int, int> degrees)
    {
        var (rows, distances) = (Enumerable.Range(0, Examples), new List<double>());
        foreach (var i in rows)
        {
            Squares(degrees(i), l => Square(l[i, i]));
            Squares(degrees(i) + i, l => l.Row(i).Sum(Square));
            if (i > 0) Squares(degrees(i - 1) + degrees(i), l => Square(l[i - 1, i - 1]) + Square(l[i, i]));
            for (var k = 0; k < i; k++) Normals(l => l[i, k]);
            if (i < Examples - 1)
                Normals(l => l.Column(i, i + 1, Examples - 1 - i).Sum() / Math.Sqrt(Examples - 1 - i));
        }

        Squares(rows.Sum(i => degrees(i) + i), l => l.Enumerate().Sum(Square));
        return distances.Max();

        void Squares(int freedom, Func<Matrix<double>, double> statistic) => Add(statistic, x => ChiSquared.CDF(freedom, x));

        void Normals(Func<Matrix<double>, double> statistic) => Add(statistic, x => Normal.CDF(0, 1, x));

        void Add(Func<Matrix<double>, double> statistic, Func<double, double> cumulative) => distances.Add(factors
            .Select(statistic).Order().Select((x, rank) => (Share: cumulative(x), rank))
            .Max(at => Math.Max(at.Share - at.rank / (double)Factors, (at.rank + 1) / (double)Factors - at.Share)));
    }

    static double Square(double x) => x * x;
}
