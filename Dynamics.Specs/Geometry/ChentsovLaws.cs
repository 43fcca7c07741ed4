using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Chentsov's theorem: there is one metric on distributions over finitely many outcomes, up to a factor, that splittings of an outcome and
/// exchanges of two leave unchanged. Of the forms only symmetry is assumed; they are solved for.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class ChentsovLaws : ISubjectsOf<ChentsovLaws.Lattice>
{
    /// <summary>The multiples of 1/N with 2 to n outcomes.</summary>
    public sealed record Lattice(int Denominator, int MostOutcomes)
    {
        readonly Lazy<SimplexForms> _forms = new(() => new(Denominator, MostOutcomes));

        internal SimplexForms Forms => _forms.Value;
    }

    public Subjects<Lattice> Subjects => new(
        from denominator in Gen.Choose(4, 6)
        from most in Gen.Choose(4, 5)
        where most <= denominator
        select new Lattice(denominator, most),
        at => Simpler.Count(at.Denominator, 5).Select(n => new Lattice(n, at.MostOutcomes))
            .Concat(Simpler.Count(at.MostOutcomes, 4).Select(n => new Lattice(at.Denominator, n))),
        at => [Trait.Of("N", at.Denominator), Trait.Of("outcomes", at.MostOutcomes)])
    { AtMost = 4 };

    [Law("G24", LawKind.Identity, @"\{ g : g_p(u, v) = g_{M p}(M u, M v) \} = \mathbb{R} \, F",
        Source = "Chentsov 1972; Campbell 1986",
        Given = "symmetric forms on the tangent spaces at all distributions whose probabilities are multiples of 1/N, N = 4 to 6, "
            + "over 2 to 4 or 5 outcomes; M runs through the Markov embeddings that stay among them, which split an outcome or "
            + "exchange two. Four outcomes are needed",
        Within = nameof(NullSpace), RestsOn = ["G15c"])]
    public Measurement Up_to_a_factor_the_Fisher_metric_is_the_only_one_that_Markov_embeddings_keep(Lattice at) =>
        IsSpannedByFisher(at.Forms, at.Forms.Invariant());

    [HypothesisDropped(nameof(Up_to_a_factor_the_Fisher_metric_is_the_only_one_that_Markov_embeddings_keep),
        "no more than three outcomes", Spoils = Spoiled.Both, Catches = 3)]
    public Measurement On_three_outcomes_there_are_others(Lattice at)
    {
        var few = new SimplexForms(at.Denominator, 3);
        return IsSpannedByFisher(few, few.Invariant());
    }

    [HypothesisDropped(nameof(Up_to_a_factor_the_Fisher_metric_is_the_only_one_that_Markov_embeddings_keep),
        "outcomes exchanged but not split", Catches = 3)]
    public Measurement Without_splittings_there_are_others(Lattice at) =>
        IsSpannedByFisher(at.Forms, at.Forms.Invariant(splittings: false));

    [Rival(nameof(Up_to_a_factor_the_Fisher_metric_is_the_only_one_that_Markov_embeddings_keep),
        "the Euclidean metric of the probabilities", Spoils = Spoiled.Both, Catches = 3)]
    public Measurement The_Euclidean_metric_does_not_span_them(Lattice at) =>
        IsSpannedBy(at.Forms, at.Forms.Invariant(), SimplexForms.Euclidean);

    static Rule NullSpace => Roundoff.Within(Gamma(new Quantity<Lattice>("unknowns", at => at.Forms.Unknowns))
        * new Quantity<Lattice>("condition of the equations' Gram matrix", at => at.Forms.Condition))
        .Because("an eigenvector is right to a rounding of the matrix over the gap to the next eigenvalue (Davis and Kahan 1970)");

    static Measurement IsSpannedByFisher(SimplexForms forms, Matrix<double> projector) =>
        IsSpannedBy(forms, projector, SimplexForms.Fisher);

    static Measurement IsSpannedBy(SimplexForms forms, Matrix<double> projector, Func<double[], Matrix<double>> metric) =>
        Measure.Distance("projector onto the forms that are kept", projector, "g gᵀ / |g|², g = F", forms.Onto(metric));
}
