using Dynamics.Geometry;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Every law that any regular statistical model obeys. A model of one's own needs a class that says how to draw it:
/// <code>public sealed class MineLaws : StatisticalModelLaws&lt;Mine&gt; { protected override Gen&lt;Mine&gt; Models => Gen.Constant(new
/// Mine()); }</code>
/// </summary>
public abstract partial class StatisticalModelLaws<TModel> : FisherInformationLaws<TModel>
    where TModel : IStatisticalModel;
