using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>Three members of an exponential family, and the size of a step from the first towards the second.</summary>
public sealed class DualPoint<TModel>(AtPoint<TModel> at, Vector<double> third, double step)
    where TModel : IExponentialFamily
{
    readonly Lazy<DualRoundings> _roundings = new(() => DualRoundings.Of(at.Model, at.Theta));

    public static Gen<DualPoint<TModel>> Draw(Gen<AtPoint<TModel>> points, Func<TModel, Gen<Vector<double>>> parameters) =>
        from at in points
        from third in parameters(at.Model)
        from step in Drawn.Number(.05, 1)
        select new DualPoint<TModel>(at, third, step);

    public static IEnumerable<DualPoint<TModel>> Simpler(DualPoint<TModel> d) =>
    [
        .. ModelSubjects.Simpler(d.At).Select(at => new DualPoint<TModel>(at, d.Third, d.Step)),
        .. ModelSubjects.SimplerParameters(d.At.Model, d.Third).Select(third => new DualPoint<TModel>(d.At, third, d.Step)),
        .. Laws.Simpler.Number(d.Step).Where(step => step is >= .05 and <= 1).Select(step => new DualPoint<TModel>(d.At, d.Third, step)),
    ];

    public AtPoint<TModel> At => at;

    public Vector<double> Third => third;

    public double Step => step;

    /// <summary>η at the first.</summary>
    public Vector<double> Eta => at.Model.MeanParameters(at.Theta);

    public DualRoundings Roundings => _roundings.Value;

    /// <summary>T(a, b, c) = E[(s·a)(s·b)(s·c)] at a point: how the metric changes (Amari 1985).</summary>
    public static double Skewness(TModel model, Vector<double> theta, Vector<double> a, Vector<double> b, Vector<double> c)
    {
        var eta = model.MeanParameters(theta);
        return model.Expectation(theta).Mean(z =>
        {
            var s = model.SufficientStatistic(z) - eta;
            return (s * a) * (s * b) * (s * c);
        });
    }

    public override string ToString() => $"{at}, third ({string.Join(", ", third)}), step {step}";
}
