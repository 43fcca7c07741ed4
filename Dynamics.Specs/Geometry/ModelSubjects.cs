using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>How points of models are drawn, made simpler and described.</summary>
public static class ModelSubjects
{
    public static Subjects<AtPoint<TModel>> Of<TModel>(Gen<TModel> models, Func<TModel, Gen<Vector<double>>> parameters)
        where TModel : IStatisticalModel => new(
        from model in models
        from theta in parameters(model)
        from elsewhere in parameters(model)
        select new AtPoint<TModel>(model, theta, elsewhere),
        Simpler,
        at => [Trait.Of("P", at.Theta.Count), Trait.Of("|θ|", at.Theta.L2Norm()),
            Trait.Of("|θ′ − θ|", (at.Elsewhere - at.Theta).L2Norm())]);

    public static IEnumerable<AtPoint<TModel>> Simpler<TModel>(AtPoint<TModel> at)
        where TModel : IStatisticalModel =>
    [
        .. SimplerParameters(at.Model, at.Theta).Select(theta => new AtPoint<TModel>(at.Model, theta, at.Elsewhere)),
        .. SimplerParameters(at.Model, at.Elsewhere).Select(elsewhere => new AtPoint<TModel>(at.Model, at.Theta, elsewhere)),
    ];

    /// <summary>Those that are still parameters of a member of the family.</summary>
    public static IEnumerable<Vector<double>> SimplerParameters(IStatisticalModel model, Vector<double> parameters) =>
        Laws.Simpler.Vector(parameters).Where(simpler => model is not IExponentialFamily family || family.Admits(simpler));
}
