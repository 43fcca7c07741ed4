using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

[Wide(nameof(The_covariance_of_the_score_is_the_negative_expected_Hessian), "both sides add the same two products")]
public sealed class BernoulliLaws : StatisticalModelLaws<Bernoulli>
{
    protected override Gen<Bernoulli> Models => Gen.Constant(new Bernoulli());

    /// <summary>At p = 1/2 the score is ±1/2 whatever the label.</summary>
    protected override bool TellsTheLabelsApart(Vector<double> theta) => Math.Abs(theta[0]) > .05;
}

public sealed class CategoricalLaws : StatisticalModelLaws<Categorical>
{
    protected override Gen<Categorical> Models => Gen.Choose(3, 5).Select(classes => new Categorical(classes));
}

public sealed class PoissonLaws : StatisticalModelLaws<Poisson>
{
    protected override Gen<Poisson> Models => Gen.Constant(new Poisson());
}

public sealed class GaussianLaws : StatisticalModelLaws<Gaussian>
{
    protected override Gen<Gaussian> Models => Gen.Constant(new Gaussian());
}

[DoesNotApply(nameof(The_divergence_is_quadratic_with_the_Fisher_information), "the divergence is exactly quadratic: there is no cubic term to measure")]
public sealed class GaussianMeanLaws : StatisticalModelLaws<GaussianMean>
{
    protected override Gen<GaussianMean> Models => Gen.Choose(1, 3).Select(dimension => new GaussianMean(dimension));
}

public sealed class CurvedValleyModelLaws : StatisticalModelLaws<CurvedValleyModel>
{
    protected override Gen<CurvedValleyModel> Models => Drawn.Number(.5, 10).Select(b => new CurvedValleyModel(b));
}
