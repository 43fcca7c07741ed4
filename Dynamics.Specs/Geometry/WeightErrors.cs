using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws.Rounding;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>How far the weights of a model's expectation are from what they should be, relative, in units of u.</summary>
static class WeightErrors
{
    /// <summary>Weights of a quadrature in one variable are right to 10 u for each node, as Core states of Gauss and Hermite's.</summary>
    const double PerNode = 10;

    const double Likeness = 1e-6;

    /// <summary>How far they are from those of the same model at a point nearby: a quadrature's are the same numbers everywhere.</summary>
    public static double[] BesideThoseNearby(IStatisticalModel model, Vector<double> theta, ExpectationRule rule) =>
        OfProbabilities(model, theta, rule) ?? new double[rule.Count];

    /// <summary>
    /// One for each outcome. Weights that are probabilities are compared with log p, whose own error is known; others are a quadrature's,
    /// with the same number of nodes in each variable.
    /// </summary>
    public static double[] Of(IStatisticalModel model, Vector<double> theta, ExpectationRule rule) =>
        OfProbabilities(model, theta, rule) ?? [.. Enumerable.Repeat(OfQuadrature(model, rule), rule.Count)];

    /// <summary>Or null where the weights are no probabilities.</summary>
    static double[]? OfProbabilities(IStatisticalModel model, Vector<double> theta, ExpectationRule rule)
    {
        var point = RunningError.Along([.. theta.Select(value => (Rounded)value)], first: -1);
        var (logs, densities) = (new double[rule.Count], new RunningError[rule.Count]);
        for (var i = 0; i < rule.Count; i++)
            (logs[i], densities[i]) = (Elementary.Log(rule.Weight(i)), model.LogDensity<RunningError>(point, rule.Outcome(i)));
        return logs.Zip(densities).All(pair => Math.Abs(pair.First - pair.Second.Value) < Likeness)
            ? [.. logs.Zip(densities, (log, p) => Math.Abs(log - p.Value) / Quantity.UnitRoundoff + p.Number.Error + 2 * Math.Abs(log))]
            : null;
    }

    static double OfQuadrature(IStatisticalModel model, ExpectationRule rule)
    {
        var (nodes, variables) = model is IConditionalModel conditional
            ? (rule.Count / conditional.Predictor.ExampleCount, rule.OutcomeLength - 1)
            : (rule.Count, rule.OutcomeLength);
        return variables * (PerNode * Math.Pow(nodes, 1.0 / variables) + 1);
    }
}
