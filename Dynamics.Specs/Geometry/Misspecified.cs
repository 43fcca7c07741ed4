using Dynamics.Geometry;
using FsCheck;
using MathNet.Numerics.LinearAlgebra;
using static FsCheck.Fluent.Gen;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// A family misspecified on purpose: its data are an even mixture of two of its members, which is none of them, but for chance.
/// </summary>
public sealed class Misspecified<TModel>(TModel model, Vector<double> theta, Vector<double> first, Vector<double> second)
    where TModel : IStatisticalModel
{
    readonly Lazy<ExpectationRule> _data = new(() => Mixture(model.Expectation(first), model.Expectation(second)));

    public static Gen<Misspecified<TModel>> Draw(TModel model) =>
        from theta in Laws.Drawn.Vector(model.ParameterCount, -2, 2)
        from first in Laws.Drawn.Vector(model.ParameterCount, -2, 2)
        from second in Laws.Drawn.Vector(model.ParameterCount, -2, 2)
        select new Misspecified<TModel>(model, theta, first, second);

    public static IEnumerable<Misspecified<TModel>> Simpler(Misspecified<TModel> m) =>
    [
        .. Laws.Simpler.Vector(m.Theta).Select(theta => new Misspecified<TModel>(m.Model, theta, m.First, m.Second)),
        .. Laws.Simpler.Vector(m.First).Select(first => new Misspecified<TModel>(m.Model, m.Theta, first, m.Second)),
        .. Laws.Simpler.Vector(m.Second).Select(second => new Misspecified<TModel>(m.Model, m.Theta, m.First, second)),
    ];

    public TModel Model => model;

    public Vector<double> Theta => theta;

    public Vector<double> First => first;

    public Vector<double> Second => second;

    /// <summary>The distribution that the data really follow.</summary>
    public ExpectationRule Data => _data.Value;

    /// <summary>E_q[z] - E_θ[z]: how far the model is off on average.</summary>
    public double Bias => Data.Mean(z => z[0]) - model.Expectation(theta).Mean(z => z[0]);

    /// <summary>The variance of the data, about their own mean.</summary>
    public double Variance
    {
        get
        {
            var mean = Data.Mean(z => z[0]);
            return Data.Mean(z => (z[0] - mean) * (z[0] - mean));
        }
    }

    public override string ToString() =>
        $"{model} at θ = ({string.Join(", ", theta)}), data an even mixture of ({string.Join(", ", first)}) and "
            + $"({string.Join(", ", second)})";

    static ExpectationRule Mixture(ExpectationRule a, ExpectationRule b) => new(
        [.. Outcomes(a), .. Outcomes(b)], [.. Weights(a).Concat(Weights(b)).Select(weight => .5 * weight)],
        .5 * (a.TruncationError + b.TruncationError));

    static IEnumerable<double[]> Outcomes(ExpectationRule rule) => Enumerable.Range(0, rule.Count).Select(i => rule.Outcome(i).ToArray());

    static IEnumerable<double> Weights(ExpectationRule rule) => Enumerable.Range(0, rule.Count).Select(rule.Weight);
}
