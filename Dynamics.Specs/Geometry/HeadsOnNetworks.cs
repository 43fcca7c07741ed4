using Dynamics.Architectures;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Networks;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>Heads on tanh networks with one hidden layer, whose weights keep away from 0.</summary>
public abstract class HeadOnNetworkLaws(Func<IStatisticalModel> head) : ConditionalModelLaws<Conditional>
{
    protected override Gen<Conditional> Models => Networks(head);

    protected override Gen<Vector<double>> Parameters(Conditional model) => AwayFromZero(model.ParameterCount);

    public override Subjects<AtPoint<Conditional>> Subjects => base.Subjects with { AtMost = 20 };

    internal static Gen<Conditional> Networks(Func<IStatisticalModel> head) =>
        from examples in Gen.Choose(1, 3)
        from inputs in AwayFromZero(examples)
        let layers = new Layer[] { new Dense(2), new Activated(Activations.Tanh), new Dense(head().ParameterCount) }
        let network = new Network(new(Shape.Vector(1), layers), Parameterization.Standard)
        select new Conditional(new ScalarPredictor(network, inputs.ToColumnMatrix()), head());

    internal static Gen<Vector<double>> AwayFromZero(int count) =>
        from sizes in Drawn.Vector(count, .3, 1.5)
        from signs in Gen.Elements(-1.0, 1.0).ArrayOf(count)
        select sizes.PointwiseMultiply(Vector<double>.Build.Dense(signs));
}

[Subject("Softmax head on a tanh network")]
public sealed class SoftmaxHeadLaws : CoupledOutputsLaws<Conditional>
{
    protected override Gen<Conditional> Models => HeadOnNetworkLaws.Networks(() => new Softmax(3));

    protected override Gen<Vector<double>> Parameters(Conditional model) => HeadOnNetworkLaws.AwayFromZero(model.ParameterCount);

    public override Subjects<AtPoint<Conditional>> Subjects => base.Subjects with { AtMost = 20 };
}

[Subject("Bernoulli head on a tanh network")]
public sealed class BernoulliHeadLaws() : HeadOnNetworkLaws(() => new Bernoulli())
{
    protected override Matrix<double> SomeLabels(AtPoint<Conditional> at) => Matrix<double>.Build.Dense(Examples(at), 1, (i, _) => i % 2);
}

[Subject("Poisson head on a tanh network")]
public sealed class PoissonHeadLaws() : HeadOnNetworkLaws(() => new Poisson())
{
    protected override Matrix<double> SomeLabels(AtPoint<Conditional> at) => Matrix<double>.Build.Dense(Examples(at), 1, (i, _) => 2 * i);
}

[Subject("Unit Gaussian head on a tanh network")]
public sealed class UnitGaussianHeadLaws() : HeadOnNetworkLaws(() => new GaussianMean(2))
{
    protected override Matrix<double> SomeLabels(AtPoint<Conditional> at) =>
        Matrix<double>.Build.Dense(Examples(at), 2, (i, k) => i - k + .5);
}

/// <summary>Mean and log-scale are not natural parameters: their Hessian at a label is not their Fisher information.</summary>
[Subject("Gaussian(mean, log scale) head on a tanh network")]
[Breaks(nameof(With_natural_parameters_the_generalised_Gauss_Newton_matrix_is_the_Fisher_information),
    "z is the head's natural parameter")]
public sealed class GaussianHeadLaws() : HeadOnNetworkLaws(() => new Gaussian())
{
    protected override Matrix<double> SomeLabels(AtPoint<Conditional> at) => Matrix<double>.Build.Dense(Examples(at), 1, (i, _) => i + .5);
}
