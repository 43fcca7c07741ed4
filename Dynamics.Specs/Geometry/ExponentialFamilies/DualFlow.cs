using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>The natural-gradient flows of the two divergences between a member of an exponential family and a target.</summary>
public static class DualFlow
{
    /// <summary>The flow of KL(target, θ).</summary>
    public static NaturalGradientFlow Forward<TModel>(AtPoint<TModel> at)
        where TModel : IExponentialFamily =>
        new(Metric(at.Model), theta => Differentiate.Gradient(new CrossEntropy(at.Model, at.ExpectationElsewhere), theta));

    /// <summary>The flow of KL(θ, target), whose gradient is E_θ[(log p(z | θ) − log p(z | target)) s(z)].</summary>
    public static NaturalGradientFlow Reverse<TModel>(AtPoint<TModel> at)
        where TModel : IExponentialFamily =>
        new(Metric(at.Model), theta => at.Model.Expectation(theta).Mean(z =>
            Score.Of(at.Model, theta, z) * (LogDensity(at.Model, theta, z) - LogDensity(at.Model, at.Elsewhere, z))));

    static Func<Vector<double>, Matrix<double>> Metric(IExponentialFamily family) =>
        theta => Differentiate.Hessian(new LogPartition(family), theta);

    static double LogDensity(IStatisticalModel model, Vector<double> theta, ReadOnlySpan<double> z) =>
        model.LogDensity<Real>([.. theta.Select(Real.Constant)], z).Value;
}

/// <summary>A flow over one unit of time at eight times, run with a step and with half of it.</summary>
public sealed record TwoRuns(Vector<double>[] Coarse, Vector<double>[] Fine)
{
    public const int Times = 8;

    const int MostSteps = 1 << 13;
    const double Agreement = 1e-7;

    /// <summary>The step is halved until the two runs agree.</summary>
    public static TwoRuns Of(NaturalGradientFlow flow, Vector<double> start)
    {
        var steps = Times;
        while (steps < flow.Velocity(start).L2Norm() * Times) steps *= 2;
        var runs = new TwoRuns(Run(steps), Run(2 * steps));
        for (steps *= 4; runs.Distance(theta => theta) > Agreement * (runs.Fine[^1] - start).L2Norm() && steps <= MostSteps; steps *= 2)
            runs = new(runs.Fine, Run(steps));
        return runs;

        Vector<double>[] Run(int n)
        {
            var path = flow.Integrate(start, 1, n);
            return [.. Enumerable.Range(1, Times).Select(i => path[i * n / Times])];
        }
    }

    /// <summary>Of the two in some coordinates, over all times.</summary>
    public double Distance(Func<Vector<double>, Vector<double>> coordinates) =>
        Math.Sqrt(Coarse.Zip(Fine).Sum(pair => Math.Pow((coordinates(pair.First) - coordinates(pair.Second)).L2Norm(), 2)));
}
