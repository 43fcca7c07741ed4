using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>A model of finitely many outcomes at a point, and a Markov map through which it is seen: noise, or the merging of two outcomes.</summary>
public sealed class MappedPoint<TModel>(AtPoint<TModel> at, MarkovMap map, (int One, int Other)? merged)
    where TModel : IStatisticalModel
{
    readonly Lazy<DerivativeRoundings> _roundings = new(() => Roundings(new SeenThrough(at.Model, map), at.Theta));

    public static Gen<MappedPoint<TModel>> Draw(Gen<AtPoint<TModel>> points) =>
        from at in points
        from merges in Gen.Elements(true, false)
        from mapped in merges ? Merging(at) : Noise(at)
        select mapped;

    public static IEnumerable<MappedPoint<TModel>> Simpler(MappedPoint<TModel> m) =>
        ModelSubjects.Simpler(m.At).Select(at => new MappedPoint<TModel>(at, m.Map, m.Merged));

    public AtPoint<TModel> At => at;

    public MarkovMap Map => map;

    /// <summary>The two outcomes that the map merges, or null where it is noise.</summary>
    public (int One, int Other)? Merged => merged;

    public SeenThrough Seen { get; } = new(at.Model, map);

    /// <summary>p'(y).</summary>
    public ExpectationRule SeenExpectation => Seen.Expectation(at.Theta);

    /// <summary>What is left to learn from x once y was seen.</summary>
    public GivenSeen Given(double y) => new(Seen, (int)y);

    public DerivativeRoundings SeenRoundings => _roundings.Value;

    public static DerivativeRoundings Roundings(IStatisticalModel model, Vector<double> theta) =>
        DerivativeRoundings.Of(model, theta, model.Expectation(theta));

    public override string ToString() => $"{at}, seen through a {map}";

    static Gen<MappedPoint<TModel>> Noise(AtPoint<TModel> at) =>
        from outcomes in Gen.Choose(2, at.Expectation.Count)
        from weights in Drawn.Matrix(outcomes, at.Expectation.Count, .05, 1)
        select new MappedPoint<TModel>(at, new(weights.NormalizeColumns(1)), null);

    static Gen<MappedPoint<TModel>> Merging(AtPoint<TModel> at) =>
        from one in Gen.Choose(0, at.Expectation.Count - 2)
        from other in Gen.Choose(one + 1, at.Expectation.Count - 1)
        let classes = Enumerable.Range(0, at.Expectation.Count).Select(x => x == other ? one : x > other ? x - 1 : x)
        select new MappedPoint<TModel>(at, MarkovMap.Merging([.. classes]), (one, other));
}
