using Dynamics.Architectures;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

/// <summary>Networks with heads: the corners that laws do not visit, and input that cannot be used.</summary>
public class LikelihoodTests
{
    static readonly Network Classifier = new(new(Shape.Vector(3), new Dense(5, 2, .5), new Activated(Activations.Tanh), new Dense(2)));
    static readonly Vector<double> Theta = Classifier.DrawParameters(RandomStream.FromSeed(1));
    static readonly Matrix<double> Inputs = RandomStream.FromSeed(2).NormalMatrix(2, 3);
    static readonly Matrix<double> Labels = Matrix<double>.Build.Dense(2, 1, (i, _) => i);
    static readonly Likelihood Softmax = Likelihood.Sum(Classifier, new Softmax(2), Inputs);

    static readonly IStatisticalModel[] Heads = [new Softmax(2), new GaussianMean(2)];

    [TestCaseSource(nameof(Heads))]
    public void Draws_from_the_model_average_to_its_Fisher_information(IStatisticalModel head)
    {
        var likelihood = Likelihood.Sum(Classifier, head, Inputs);
        var (f, drawn) = (likelihood.TrueFisher(Theta), likelihood.MonteCarloFisher(Theta, 40_000, RandomStream.FromSeed(3)));
        Assert.That((drawn - f).FrobeniusNorm(), Is.LessThan(.02 * f.FrobeniusNorm()));
    }

    [Test]
    public void The_empirical_Fisher_is_the_second_moment_of_the_gradients()
    {
        var sum = Matrix<double>.Build.Dense(Theta.Count, Theta.Count);
        for (var i = 0; i < 2; i++)
        {
            var gradient = Likelihood.Sum(Classifier, new Softmax(2), Inputs.SubMatrix(i, 1, 0, 3))
                .Gradient(Theta, Labels.SubMatrix(i, 1, 0, 1));
            sum += gradient.OuterProduct(gradient);
        }
        Assert.That((Softmax.EmpiricalFisher(Theta, Labels) - sum).FrobeniusNorm(), Is.LessThan(1e-14));
    }

    [Test]
    public void Without_damping_the_natural_gradient_is_the_shortest_that_solves()
    {
        var (f, gradient) = (Softmax.TrueFisher(Theta), Softmax.Gradient(Theta, Labels));
        var spectrum = f.Evd(Symmetricity.Symmetric);
        var shortest = Vector<double>.Build.Dense(Theta.Count);
        foreach (var k in Enumerable.Range(0, Theta.Count).Where(k => spectrum.EigenValues[k].Real > 1e-10))
            shortest += spectrum.EigenVectors.Column(k) * gradient / spectrum.EigenValues[k].Real * spectrum.EigenVectors.Column(k);
        Assert.That((Softmax.NaturalGradient(Theta, Labels, 0) - shortest).L2Norm(), Is.LessThan(1e-9 * shortest.L2Norm()));
        Assert.That((Likelihood.Mean(Classifier, new Softmax(2), Inputs).NaturalGradient(Theta, Labels, 0) - shortest)
            .L2Norm(), Is.LessThan(1e-9 * shortest.L2Norm()));
    }

    [Test]
    public void A_label_that_the_model_finds_impossible_still_has_a_gradient()
    {
        var certain = new Network(new(Shape.Vector(1), new Dense(2)), Parameterization.Standard);
        var (theta, inputs, labels) =
            (Vector<double>.Build.Dense([60, 0]), Matrix<double>.Build.Dense(2, 1, [1, .01]), Matrix<double>.Build.Dense(2, 1, 1));
        var likelihood = Likelihood.Sum(certain, new Softmax(2), inputs);
        var expected = NaturalGradient.Damped(likelihood.TrueFisher(theta), likelihood.Gradient(theta, labels), 1e-4);
        Assert.That((likelihood.NaturalGradient(theta, labels, 1e-4) - expected).L2Norm(), Is.LessThan(1e-12 * expected.L2Norm()));
        Assert.That(() => likelihood.NaturalGradient(theta, labels, 0),
            Throws.TypeOf<SingularMetricException>().With.Message.Contains("impossible to working precision"));
    }

    [Test]
    public void Kronecker_factors_need_dense_layers()
    {
        var convolutional = new Network(new(Shape.Image(1, 3, 3), new Convolution(2, 3, Padding.Zero), new Flatten(), new Dense(1)));
        Assert.That(() =>
            KroneckerFisher.Of(
                convolutional, new GaussianMean(1), convolutional.DrawParameters(RandomStream.FromSeed(1)),
                RandomStream.FromSeed(2).NormalMatrix(2, 9)),
            Throws.TypeOf<NotSupportedException>().With.Message.StartsWith("1.weights has no two Kronecker factors"));
        var normalised = new Network(new(Shape.Vector(3), new WeightNormalisedDense(2)));
        Assert.That(() => KroneckerFisher.Of(normalised, new GaussianMean(2), normalised.DrawParameters(RandomStream.FromSeed(1)), Inputs),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("normalise their weights"));
    }

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => Likelihood.Sum(Classifier, new Bernoulli(), Inputs),
            Throws.ArgumentException.With.Message.StartsWith("Bernoulli has 1 parameters;"));
        Assert.That(() => Likelihood.Sum(Classifier, new Softmax(2), Matrix<double>.Build.Dense(0, 3)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("inputs.RowCount is 0;"));
        Assert.That(() => Likelihood.Mean(Classifier, new Softmax(2), Inputs * double.NaN),
            Throws.ArgumentException.With.Message.StartsWith("inputs[0, 0] is NaN;"));
        Assert.That(() =>
            Softmax.Gradient(Theta, Inputs), Throws.ArgumentException.With.Message.StartsWith("labels is 2 x 3; it needs to be 2 x 1."));
        Assert.That(() => Softmax.Gradient(Theta, Labels + 2), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(
            "An outcome of Softmax(2) is an integer from 0 to below 2; this one is 2"));
        Assert.That(() => Softmax.NaturalGradient(Theta, Labels, -1),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("damping is -1;"));
        Assert.That(() => Softmax.MonteCarloFisher(Theta, 0, RandomStream.FromSeed(1)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("draws is 0;"));
        Assert.That(() => Likelihood.Sum(Classifier, new HeadWithoutDraws(), Inputs)
            .MonteCarloFisher(Theta, 1, RandomStream.FromSeed(1)), Throws.TypeOf<NotSupportedException>());
    });

    [Test]
    public void It_prints_what_it_is_made_of() =>
        Assert.That($"{Softmax}", Does.EndWith("(NTK) with a Softmax(2) head, sum over 2 examples"));

    /// <summary>A head that cannot be drawn from.</summary>
    sealed class HeadWithoutDraws : IStatisticalModel
    {
        public int ParameterCount => 2;

        public TScalar LogDensity<TScalar>(ReadOnlySpan<TScalar> parameters, ReadOnlySpan<double> outcome)
            where TScalar : struct, IScalar<TScalar> => TScalar.Constant(0);

        public ExpectationRule Expectation(Vector<double> parameters) => new([[0]], [1]);
    }
}
