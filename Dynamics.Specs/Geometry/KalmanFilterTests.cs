using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

/// <summary>A prior that is as good as none leaves what the observations say.</summary>
public class KalmanFilterTests
{
    [TestCase(1e16, 1, 2, .5)]
    [TestCase(1e10, 1e-6, 2, 5e-7)]
    [TestCase(1e300, 1, 2, .5)]
    public void After_a_wide_prior_it_has_the_mean_of_the_observations(double prior, double noise, double mean, double variance)
    {
        var filter = new KalmanFilter(V(0), M(prior)).Observe(V(3), M(1), M(noise)).Observe(V(1), M(1), M(noise));
        Assert.Multiple(() =>
        {
            Assert.That(filter.Mean[0], Is.EqualTo(mean).Within(1e-9));
            Assert.That(filter.Covariance[0, 0], Is.EqualTo(variance).Within(1e-9 * variance));
        });
    }

    [Test]
    public void A_prior_with_a_negative_eigenvalue_is_refused() => Assert.That(
        () => new KalmanFilter(Vector<double>.Build.Dense(2), Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2 }, { 2, 1 } })),
        Throws.ArgumentException.With.Message.Contains("covariance has an eigenvalue of -1"));

    [Test]
    public void A_prior_that_is_not_symmetric_is_refused_by_its_name() => Assert.That(
        () => new KalmanFilter(Vector<double>.Build.Dense(2), Matrix<double>.Build.DenseOfArray(new double[,] { { 1, .5 }, { 0, 1 } })),
        Throws.ArgumentException.With.Message.Contains("covariance[0, 1] is 0.5 and covariance[1, 0] is 0"));

    static Vector<double> V(double value) => Vector<double>.Build.Dense(1, value);

    static Matrix<double> M(double value) => Matrix<double>.Build.Dense(1, 1, value);
}
