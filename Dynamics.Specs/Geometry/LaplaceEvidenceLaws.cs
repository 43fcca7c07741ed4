using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The evidence of n observations is the likelihood at its maximum, the prior there, and the volume that the Fisher information leaves to
/// the parameters, in an exponential family in its natural parameters. With counts of classes and a Dirichlet prior the exact evidence is
/// a ratio of factorials.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
[Subject("Categorical with a Dirichlet prior")]
public sealed class LaplaceEvidenceLaws : ISubjectsOf<CountedClasses>
{
    public Subjects<CountedClasses> Subjects => CountedClasses.Subjects;

    [Law("G21", LawKind.Order, @"\log p(D) = \log p(D \mid \hat\theta) + \log \pi(\hat\theta) "
            + @"+ \tfrac{P}{2} \log 2\pi - \tfrac{1}{2} \log \det (n F) + O(1/n)",
        Source = "Laplace 1774; Schwarz 1978; Tierney and Kadane 1986",
        Given = "θ̂ is the maximum of the likelihood, inside; an exponential family in natural parameters, so that n F is the observed "
            + "information there; here counts of classes, a Dirichlet prior, and shares that stay as n grows; the term in 1/n does not "
            + "vanish",
        Within = nameof(Stirling), Cases = 40, RestsOn = ["G2"])]
    public Measurement Laplaces_approximation_of_the_evidence_errs_by_one_over_n(CountedClasses data) =>
        ErrsByOneOverN(data, LaplaceApproximation.LogEvidence);

    [Mistake(nameof(Laplaces_approximation_of_the_evidence_errs_by_one_over_n), "without half the logarithm of det F")]
    public Measurement Without_the_determinant_of_the_information_it_errs_by_a_constant(CountedClasses data) =>
        ErrsByOneOverN(data, (logJoint, information) =>
            LaplaceApproximation.LogEvidence(logJoint, information) + .5 * Math.Log(data.InformationOfOne.Determinant()));

    static Rule Stirling => Order.Exactly(1, new Quantity<CountedClasses>(
        "C from the terms in 1/n² and 1/n³ beside that in 1/n", NextTerms))
        .Because("the error is Stirling's series");

    /// <summary>Of the second term over the first, so that the series is one at the first step.</summary>
    const double MostBent = 4;

    static readonly int[] Repetitions = [32, 64, 128, 256];

    static Measurement ErrsByOneOverN(CountedClasses data, Func<double, Matrix<double>, double> logEvidence) =>
        Math.Abs(data.SecondTerm) > MostBent * Math.Abs(data.FirstTerm) ? Measurement.NoCase("the term in 1/n nearly vanishes")
        : Measure.Shrinks("log evidence", [.. Repetitions.Select(m => 1.0 / m)],
            [.. Repetitions.Select(m => Math.Abs(logEvidence(data.LogJoint(m), data.Information(m)) - data.LogEvidence(m)))]);

    /// <summary>A slope is off by log₂(1 ± share of the next terms) at either end; the third term is doubled for those after it.</summary>
    static double NextTerms(CountedClasses data)
    {
        var (h, first) = (1.0 / Repetitions[0], Math.Abs(data.FirstTerm));
        return (Math.Log2(1 + Share(h)) - Math.Log2(1 - Share(h))) / h + Roundoff(data) / first;

        double Share(double step) => (Math.Abs(data.SecondTerm) * step + 2 * Math.Abs(data.ThirdTerm) * step * step) / first;
    }

    /// <summary>Factorials' logarithms, some n log n large, are right to some 10 u: over the smallest error, and its step.</summary>
    static double Roundoff(CountedClasses data)
    {
        var n = Repetitions[^1] * data.Counts.Sum() + data.Prior.Sum();
        return 2 / Math.Log(2) * 10 * Quantity.UnitRoundoff * n * Math.Log(n) * Repetitions[^1] * Repetitions[^2];
    }
}

/// <summary>Counts of classes, m times over, and the Dirichlet prior of their probabilities.</summary>
public sealed class CountedClasses(int[] counts, int[] prior)
{
    public static Subjects<CountedClasses> Subjects => new(
        from classes in Gen.Choose(2, 4)
        from counts in Gen.Choose(1, 6).ArrayOf(classes)
        from prior in Gen.Choose(1, 4).ArrayOf(classes)
        select new CountedClasses(counts, prior),
        data =>
        [
            .. OneLess(data.Counts).Select(counts => new CountedClasses(counts, data.Prior)),
            .. OneLess(data.Prior).Select(prior => new CountedClasses(data.Counts, prior)),
        ],
        data =>
        [
            Trait.Of("classes", data.Counts.Length), Trait.Of("observations, times over", data.Counts.Sum()),
            Trait.Of("prior observations", data.Prior.Sum()),
        ]);

    public int[] Counts => counts;

    public int[] Prior => prior;

    Vector<double> Shares => Vector<double>.Build.Dense(counts.Length, i => counts[i] / (double)counts.Sum());

    /// <summary>The maximum of the likelihood, in natural parameters.</summary>
    Vector<double> Estimate => new Categorical(counts.Length).NaturalParameters(Shares.SubVector(1, counts.Length - 1));

    /// <summary>F; its determinant is Π pᵢ, below 1.</summary>
    public Matrix<double> InformationOfOne => FisherInformation.ByScore(new Categorical(counts.Length), Estimate);

    /// <summary>n F.</summary>
    public Matrix<double> Information(int times) => times * counts.Sum() * InformationOfOne;

    /// <summary>log likelihood + log prior at the estimate; in natural parameters the prior's density is Π pᵢ^αᵢ / B(α).</summary>
    public double LogJoint(int times) =>
        Enumerable.Range(0, counts.Length).Sum(i => (times * counts[i] + prior[i]) * Math.Log(Shares[i])) - LogBeta(prior);

    /// <summary>log B(m k + α) / B(α).</summary>
    public double LogEvidence(int times) => LogBeta([.. counts.Zip(prior, (k, alpha) => times * k + alpha)]) - LogBeta(prior);

    /// <summary>The error times m: ½ Σ B₂(αᵢ) / kᵢ − ½ B₂(Σα) / Σk, of Bernoulli's polynomials.</summary>
    public double FirstTerm => .5 * Combine(a => a * a - a + 1 / 6.0, 1);

    /// <summary>What is left of it, times m: −⅙ Σ B₃(αᵢ) / kᵢ² + ⅙ B₃(Σα) / (Σk)².</summary>
    public double SecondTerm => -Combine(a => a * a * a - 1.5 * a * a + .5 * a, 2) / 6;

    /// <summary>And of that, times m: ½/6 Σ B₄(αᵢ) / kᵢ³ − ½/6 B₄(Σα) / (Σk)³.</summary>
    public double ThirdTerm => Combine(a => a * a * a * a - 2 * a * a * a + a * a - 1 / 30.0, 3) / 12;

    public override string ToString() => $"({string.Join(", ", counts)}) times over, prior ({string.Join(", ", prior)})";

    double Combine(Func<double, double> polynomial, int power) =>
        counts.Zip(prior, (k, alpha) => polynomial(alpha) / Math.Pow(k, power)).Sum()
        - polynomial(prior.Sum()) / Math.Pow(counts.Sum(), power);

    static double LogBeta(int[] a) => a.Sum(n => SpecialFunctions.FactorialLn(n - 1)) - SpecialFunctions.FactorialLn(a.Sum() - 1);

    static IEnumerable<int[]> OneLess(int[] values) =>
        Enumerable.Range(0, values.Length).Where(i => values[i] > 1)
            .Select(i => values.Select((value, j) => i == j ? value - 1 : value).ToArray());
}
