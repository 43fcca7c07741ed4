using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// A model of finitely many outcomes at a point, and a Markov map through which it is seen: noise, or the merging of two outcomes.
/// </summary>
public sealed class MappedPoint<TModel>(AtPoint<TModel> at, MarkovMap map, bool merges)
    where TModel : IStatisticalModel
{
    readonly Lazy<DerivativeErrors> _errors = new(() => DerivativeErrors.Of(new SeenThrough(at.Model, map), at.Theta));

    public static Gen<MappedPoint<TModel>> Draw(Gen<AtPoint<TModel>> points) =>
        from at in points
        from merges in Gen.Elements(true, false)
        from mapped in merges ? Merging(at) : Noise(at)
        select mapped;

    public static IEnumerable<MappedPoint<TModel>> Simpler(MappedPoint<TModel> m) =>
        ModelSubjects.Simpler(m.At).Select(at => new MappedPoint<TModel>(at, m.Map, m.Merges));

    public AtPoint<TModel> At => at;

    public MarkovMap Map => map;

    /// <summary>Whether the map merges two outcomes, or is noise.</summary>
    public bool Merges => merges;

    public SeenThrough Seen { get; } = new(at.Model, map);

    /// <summary>p'(y).</summary>
    public ExpectationRule SeenExpectation => Seen.Expectation(at.Theta);

    /// <summary>What is left to learn from x once y was seen, for each y.</summary>
    public IReadOnlyList<GivenSeen> Given =>
        [.. Enumerable.Range(0, SeenExpectation.Count).Select(i => new GivenSeen(Seen, (int)SeenExpectation.Outcome(i)[0]))];

    /// <summary>Of the derivatives of log p'(y).</summary>
    public DerivativeErrors SeenErrors => _errors.Value;

    /// <summary>What rounding does to F_x, F_y and E[F_{x|y}], in units of u.</summary>
    public double ErrorOfTheChain
    {
        get
        {
            var (seen, weightError) = (SeenExpectation, SeenErrors.LargestWeightError + SeenExpectation.Count);
            return at.Errors.ScoreCovariance + SeenErrors.ScoreCovariance + Given.Select((model, i) => seen.Weight(i) * Error(model))
                .Sum();

            double Error(GivenSeen model) => DerivativeErrors.Of(model, at.Theta).ScoreCovariance
                + weightError * FisherInformation.ByScore(model, at.Theta).FrobeniusNorm();
        }
    }

    public override string ToString() => $"{at}, seen through a {map}";

    static Gen<MappedPoint<TModel>> Noise(AtPoint<TModel> at) =>
        from outcomes in Gen.Choose(2, at.Expectation.Count)
        from weights in Drawn.Matrix(outcomes, at.Expectation.Count, .05, 1)
        select new MappedPoint<TModel>(at, new(weights.NormalizeColumns(1)), false);

    static Gen<MappedPoint<TModel>> Merging(AtPoint<TModel> at) =>
        from one in Gen.Choose(0, at.Expectation.Count - 2)
        from other in Gen.Choose(one + 1, at.Expectation.Count - 1)
        let classes = Enumerable.Range(0, at.Expectation.Count).Select(x => x == other ? one : x > other ? x - 1 : x)
        select new MappedPoint<TModel>(at, MarkovMap.Merging([.. classes]), true);
}
