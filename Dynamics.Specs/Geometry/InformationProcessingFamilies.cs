using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace Dynamics.Specs.Geometry;

/// <summary>All distributions over a few classes: the whole simplex.</summary>
public sealed class CategoricalUnderMarkovMaps : InformationProcessingLaws<Categorical>
{
    protected override Gen<Categorical> Models => Gen.Choose(3, 5).Select(classes => new Categorical(classes));
}

/// <summary>Several draws: a curve in the simplex of their sequences.</summary>
public sealed class DrawsUnderMarkovMaps : InformationProcessingLaws<IndependentObservations>
{
    protected override Gen<IndependentObservations> Models =>
        from model in Gen.Elements<IStatisticalModel>(new Bernoulli(), new Categorical(3))
        select new IndependentObservations(model, 2);
}

/// <summary>A classifier on a few inputs: examples and labels together.</summary>
public sealed class ClassifierUnderMarkovMaps : InformationProcessingLaws<Conditional>
{
    protected override Gen<Conditional> Models =>
        from examples in Gen.Choose(1, 3)
        from inputs in Drawn.Matrix(examples, 1, -2, 2)
        select new Conditional(new LinearPredictor(inputs, 2), new Categorical(3));
}
