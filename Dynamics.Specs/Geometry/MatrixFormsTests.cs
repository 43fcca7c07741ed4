using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

public class MatrixFormsTests
{
    static readonly Matrix<double> Metric = Matrix(2, 2, 2, .3, .3, 1);

    [Test]
    public void A_Jacobian_without_full_row_rank_is_reported()
    {
        Assert.That(() => KernelNaturalGradient.MinimumNorm(Matrix(3, 2, 1, 2, 3, 4, 5, 7), Vector(1, 2, 3)),
            Throws.TypeOf<SingularMetricException>().With.Message.StartsWith("jacobian is 3 x 2 and has more rows than columns;"));
        Assert.That(() => KernelNaturalGradient.MinimumNorm(Matrix(2, 3, 1, 2, 3, 2, 4, 6), Vector(1, 2)),
            Throws.TypeOf<SingularMetricException>().With.Message.Contains("depend on each other to working precision"));
    }

    [Test]
    public void Negative_damping_is_refused() => Assert.That(
        () => KernelNaturalGradient.Damped(Metric, Vector(1, 2), -1),
        Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("damping is -1;"));

    [Test]
    public void A_residual_of_another_length_is_refused() => Assert.That(
        () => KernelNaturalGradient.Damped(Metric, Vector(1, 2, 3), 1),
        Throws.ArgumentException.With.Message.StartsWith("jacobian is 2 x 2; it needs to be 3 x 2."));

    [Test]
    public void The_online_metric_is_the_mean_of_the_prior_and_all_observations()
    {
        var online = OnlineNaturalGradient.From(Vector(0, 0), Metric).Next(2 * Metric, Vector(1, 1)).Next(3 * Metric, Vector(1, 1));
        Assert.That((online.Metric - 2 * Metric).FrobeniusNorm(), Is.LessThan(1e-15));
        Assert.That(online.Seen, Is.EqualTo(2));
    }

    [Test]
    public void Online_rates_and_shapes_that_do_not_fit_are_refused()
    {
        var online = OnlineNaturalGradient.From(Vector(0, 0), Metric);
        Assert.That(() => online.Next(Metric, Vector(1, 1), 1.5, 1),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("metricRate is 1.5;"));
        Assert.That(() => online.Next(Matrix(1, 1, 1), Vector(1, 1)),
            Throws.ArgumentException.With.Message.StartsWith("fisherInformation is 1 x 1; it needs to be 2 x 2."));
        Assert.That(() => OnlineNaturalGradient.From(Vector(0), Metric),
            Throws.ArgumentException.With.Message.StartsWith("priorInformation is 2 x 2; it needs to be 1 x 1."));
    }

    [Test]
    public void A_filter_halves_its_variance_on_an_observation_as_good_as_its_prior()
    {
        var filter = new KalmanFilter(Vector(0), Matrix(1, 1, 1)).Observe(Vector(3), Matrix(1, 1, 1), Matrix(1, 1, 1));
        Assert.That(filter.Mean[0], Is.EqualTo(1.5).Within(4).Ulps);
        Assert.That(filter.Covariance[0, 0], Is.EqualTo(.5).Within(4).Ulps);
        Assert.That(() => filter.Observe(Vector(3), Metric, Matrix(1, 1, 1)),
            Throws.ArgumentException.With.Message.StartsWith("observation is 2 x 2; it needs to be 1 x 1."));
        Assert.That(() => filter.Observe(Vector(3), Matrix(1, 1, 1), Matrix(1, 1, -2)),
            Throws.TypeOf<SingularMetricException>().With.Message.Contains("positive definite"));
        Assert.That(() =>
            new KalmanFilter(Vector(0), Matrix(1, 1, 1)).Observe(Vector(3, 1), Matrix(2, 1, 1, 1), Matrix(2, 2, 1, .5, 0, 1)),
            Throws.ArgumentException.With.Message.Contains("noise").And.Message.Contains("needs to be symmetric"));
    }

    [Test]
    public void A_singular_factor_is_named() => Assert.That(
        () => new KroneckerFactors(Matrix(1, 2, 1, 2), Metric).Direction(Metric),
        Throws.TypeOf<SingularMetricException>().With.Message.StartsWith("The second moment of activations, 2 x 2, is singular"));

    [Test]
    public void Kronecker_factors_solve_with_their_block()
    {
        var factors = new KroneckerFactors(Matrix(3, 2, 1, 2, -1, .5, 0, 1), Metric, 2 * Metric, Metric);
        var direction = factors.Direction(Metric);
        var whole = factors.Block().Solve(Vector(Metric.ToColumnMajorArray()));
        Assert.That((Vector(direction.ToColumnMajorArray()) - whole).L2Norm(), Is.LessThan(1e-14));
    }

    [Test]
    public void Factors_that_do_not_fit_are_refused() => Assert.That(
        () => new KroneckerFactors(Metric, Metric),
        Throws.ArgumentException.With.Message.StartsWith("activations is 2 x 2; it needs to be 1 x 2."));

    static Matrix<double> Matrix(int rows, int columns, params double[] entries) =>
        Matrix<double>.Build.DenseOfRowMajor(rows, columns, entries);

    static Vector<double> Vector(params double[] entries) => Vector<double>.Build.Dense(entries);
}
