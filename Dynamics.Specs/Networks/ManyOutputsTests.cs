using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

public class ManyOutputsTests
{
    const int Outputs = 10;

    static readonly Vector<double> Mean = Vector<double>.Build.Dense(Outputs, i => i - 3.5);

    [Test]
    public void The_cubature_has_the_moments_of_a_normal_distribution_to_degree_three()
    {
        var rule = GaussianMean.WithCubature(Outputs).Expectation(Mean);
        var fisher = FisherInformation.ByScore(GaussianMean.WithCubature(Outputs), Mean);
        double[] third = [.. Enumerable.Range(0, Outputs * Outputs * Outputs).Select(at =>
            rule.Mean(z => (z[at % 10] - Mean[at % 10]) * (z[at / 10 % 10] - Mean[at / 10 % 10]) * (z[at / 100] - Mean[at / 100])))];
        Assert.Multiple(() =>
        {
            Assert.That(rule.Count, Is.EqualTo(2 * Outputs));
            Assert.That((rule.Mean(z => Vector<double>.Build.Dense(z.ToArray())) - Mean).L2Norm(), Is.LessThan(1e-14));
            Assert.That((fisher - Matrix<double>.Build.DenseIdentity(Outputs)).L2Norm(), Is.LessThan(1e-14));
            Assert.That(third, Is.All.EqualTo(0).Within(1e-13));
        });
    }

    [Test]
    public void A_head_of_ten_outputs_needs_no_grid_where_no_expectation_is_asked_for()
    {
        var model = new HandwrittenDense<double>(4, Outputs);
        var (theta, inputs) = (RandomStream.FromSeed(1).NormalVector(model.ParameterCount), RandomStream.FromSeed(2).NormalMatrix(3, 4));
        var labels = RandomStream.FromSeed(3).NormalMatrix(3, Outputs);
        var likelihood = Likelihood.Mean(model, new GaussianMean(Outputs), inputs);
        var direction = likelihood.NaturalGradient(theta, labels, .1);
        var returned = likelihood.TrueFisherVectorProduct(theta, direction) + .1 * direction;
        Assert.That((returned - likelihood.Gradient(theta, labels)).L2Norm(), Is.LessThan(1e-13));
    }

    [Test]
    public void A_grid_of_ten_axes_is_refused() =>
        Assert.That(() => new GaussianMean(Outputs).Expectation(Mean), Throws.ArgumentException.With.Message.Contains("at most 1000000"));
}
