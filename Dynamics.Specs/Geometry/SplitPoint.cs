using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>A model of finitely many outcomes at a point, each outcome split into up to three with fixed shares.</summary>
public sealed class SplitPoint<TModel>(AtPoint<TModel> at, IReadOnlyList<Vector<double>> shares)
    where TModel : IStatisticalModel
{
    readonly Lazy<DerivativeErrors> _errors = new(() =>
        DerivativeErrors.Of(new SeenThrough(at.Model, MarkovMap.Splitting(shares)), at.Theta));

    public static Gen<SplitPoint<TModel>> Draw(Gen<AtPoint<TModel>> points) =>
        from at in points
        from shares in Share.ArrayOf(at.Expectation.Count)
        select new SplitPoint<TModel>(at, shares);

    public static IEnumerable<SplitPoint<TModel>> Simpler(SplitPoint<TModel> s) =>
        ModelSubjects.Simpler(s.At).Select(at => new SplitPoint<TModel>(at, s.Shares));

    public AtPoint<TModel> At => at;

    /// <summary>For each outcome what it is split into.</summary>
    public IReadOnlyList<Vector<double>> Shares => shares;

    /// <summary>The finer model, of which the outcome before the split is a statistic.</summary>
    public SeenThrough Split { get; } = new(at.Model, MarkovMap.Splitting(shares));

    /// <summary>Of its derivatives.</summary>
    public DerivativeErrors SplitErrors => _errors.Value;

    /// <summary>A finer model whose shares depend on θ: each outcome is split in two with log-odds θ₁.</summary>
    public IStatisticalModel SplitByTheta { get; } = new KnowingSplit(at.Model);

    public override string ToString() => $"{at}, split into {string.Join(", ", shares.Select(parts => $"({string.Join(" ", parts)})"))}";

    static Gen<Vector<double>> Share =>
        from parts in Gen.Choose(1, 3)
        from weights in Drawn.Vector(parts, .05, 1)
        select weights / weights.Sum();

    sealed class KnowingSplit(IStatisticalModel model) : IStatisticalModel
    {
        static readonly Bernoulli Coin = new();

        public int ParameterCount => model.ParameterCount;

        public T LogDensity<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<double> outcome)
            where T : struct, IScalar<T> => model.LogDensity(parameters, outcome[..^1]) + Coin.LogDensity(parameters[..1], outcome[^1..]);

        public ExpectationRule Expectation(Vector<double> parameters)
        {
            var (whole, coin) = (model.Expectation(parameters), Coin.Expectation(parameters.SubVector(0, 1)));
            var pairs = Enumerable.Range(0, 2 * whole.Count).Select(i => (X: i / 2, Side: i % 2)).ToArray();
            return new([.. pairs.Select(pair => (double[])[.. whole.Outcome(pair.X), pair.Side])],
                [.. pairs.Select(pair => whole.Weight(pair.X) * coin.Weight(pair.Side))]);
        }
    }
}
