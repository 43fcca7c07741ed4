using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Training;

public class TrajectoryTests
{
    [Test]
    public void Grown_row_by_row_it_has_the_bits_of_one_product([Values(1, 2)] int threads)
    {
        var points = RandomStream.FromSeed(1).NormalMatrix(540, 50);
        var trajectory = new Trajectory(50, threads);
        foreach (var point in points.EnumerateRows())
        {
            trajectory.Add(point);
            if (trajectory.Count is 1 or 2 or 7 or 512 or 520) trajectory.Geometry();
        }

        var steps = MatrixProduct.Gram(Matrix<double>.Build.DenseOfRowVectors(
            points.EnumerateRows().Select((point, t) => point - points.Row(Math.Max(0, t - 1)))));
        Assert.That(trajectory.Geometry().Distance(518, 519), Is.EqualTo(Math.Sqrt(steps[519, 519])));
        Assert.That(trajectory.Geometry().StepCosines[500],
            Is.EqualTo(steps[502, 501] / (Math.Sqrt(steps[501, 501]) * Math.Sqrt(steps[502, 502]))));
        Assert.That(trajectory.Geometry().Distance(539, 3), Is.EqualTo((points.Row(539) - points.Row(3)).L2Norm()).Within(1e-12));
    }

    [Test]
    public void Short_steps_far_from_the_start_lose_nothing()
    {
        var trajectory = new Trajectory(1);
        foreach (var at in new[] { 0, 1, 1 + 1e-8, 1 + 3e-8 }) trajectory.Add(Vector<double>.Build.Dense(1, at));
        var geometry = trajectory.Geometry();
        Assert.Multiple(() =>
        {
            Assert.That(geometry.StepLengths, Is.EqualTo(new[] { 1, 1e-8, 2e-8 }).Within(1e-15));
            Assert.That(geometry.StepCosines, Is.EqualTo(new[] { 1.0, 1 }).Within(1e-15));
            Assert.That(geometry.Part(1, 3).Distance(0, 2), Is.EqualTo(3e-8).Within(1e-15));
        });
    }

    [Test]
    public void Principal_components_are_the_singular_values_of_the_centred_points()
    {
        var points = RandomStream.FromSeed(2).NormalMatrix(12, 30);
        var components = Of(points).PrincipalComponents(3);
        var centred = points - Vector<double>.Build.Dense(12, 1).OuterProduct(points.ColumnSums() / 12);
        var singular = centred.Svd();
        Assert.Multiple(() =>
        {
            for (var k = 0; k < 3; k++)
            {
                Assert.That(components.Variances[k], Is.EqualTo(singular.S[k] * singular.S[k]).Within(1e-11));
                Assert.That(components.Shares[k], Is.EqualTo(components.Variances[k] / Math.Pow(centred.FrobeniusNorm(), 2))
                    .Within(1e-13));
                var projection = centred * singular.VT.Row(k);
                Assert.That((components.Projections.Column(k) - (projection[11] < 0 ? -projection : projection))
                    .L2Norm(), Is.EqualTo(0).Within(1e-9));
            }
        });
    }

    [Test]
    public void A_straight_path_is_straight()
    {
        var line = Of(Matrix<double>.Build.Dense(40, 3, (t, k) => t * (k + 1.0)));
        Assert.Multiple(() =>
        {
            Assert.That(line.Tortuosity, Is.EqualTo(1).Within(1e-14));
            Assert.That(line.StepCosines, Has.Count.EqualTo(38).And.All.EqualTo(1).Within(1e-12));
            Assert.That(line.MeanSquaredDisplacement(3), Is.EqualTo(9 * 14).Within(1e-10));
            Assert.That(line.DisplacementExponent, Is.EqualTo(2).Within(1e-12));
            Assert.That(line.PrincipalComponents(1).Shares[0], Is.EqualTo(1).Within(1e-14));
            Assert.That(line.Part(10, 5).PathLength, Is.EqualTo(4 * Math.Sqrt(14)).Within(1e-12));
        });
    }

    /// <summary>A sum of 1 / sin^2 is (T^2 - 1) / 6 of four times that: the shares of all components are the whole, for every T.</summary>
    [Property(Cases = 50)]
    public void Shares_of_a_walk_add_up_to_one(Size count)
    {
        var points = count + 1;
        var shares = Enumerable.Range(1, count).Select(k => RandomWalk.Share(k, points)).ToArray();
        Assert.That(shares.Sum(), Is.EqualTo(1).Within((points + 16) * 1.1102230246251565e-16));
        Assert.That(shares, Is.Ordered.Descending);
    }

    [Test]
    public void A_path_to_and_fro_stays()
    {
        var shuttle = Of(Matrix<double>.Build.Dense(40, 2, (t, k) => t % 2 * (k + 1)));
        Assert.That(shuttle.StepCosines, Has.All.EqualTo(-1).Within(1e-14));
        Assert.That(shuttle.PathLength, Is.EqualTo(39 * Math.Sqrt(5)).Within(1e-12));
    }

    [Test]
    public void A_walk_wanders() =>
        Assert.That(RandomWalk.Draw(100, 2000, RandomStream.FromSeed(3)).Geometry().DisplacementExponent, Is.EqualTo(1).Within(.05));

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => new Trajectory(3).Add(Vector<double>.Build.Dense(2)), Throws.ArgumentException.With.Message.Contains(
            "parameters has 2 entries; a trajectory of 0 snapshots of 3 parameters needs 3"));
        Assert.That(() => new Trajectory(1).Add(Vector<double>.Build.Dense(1, double.NaN)),
            Throws.ArgumentException.With.Message.Contains("parameters[0] is NaN"));
        Assert.That(() => new Trajectory(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(
            "dimension is 0; it needs to be at least 1"));
        Assert.That(() => new Trajectory(1, 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("threads is 0"));
        Assert.That(() => new Trajectory(3).Geometry(), Throws.InvalidOperationException);
        Assert.That(() => Of(Matrix<double>.Build.Dense(4, 2)).PrincipalComponents(1),
            Throws.InvalidOperationException.With.Message.Contains("All points are the same"));
        Assert.That(() => Of(Matrix<double>.Build.DenseIdentity(4)).PrincipalComponents(4),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("4 points have from 1 to 3 components"));
        Assert.That(() => Of(Matrix<double>.Build.DenseIdentity(4)).MeanSquaredDisplacement(4),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("lag is 4"));
        Assert.That(() => Of(Matrix<double>.Build.DenseIdentity(4)).Part(2, 3), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Of(Matrix<double>.Build.DenseIdentity(4)).DisplacementExponent,
            Throws.InvalidOperationException.With.Message.Contains("has 4 points"));
        Assert.That(() => RandomWalk.Share(4, 4), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(
            "k is 4; 4 points have components from 1 to 3"));
        Assert.That(() => TraceEstimate.Of(v => v, 3, 1, RandomStream.FromSeed(1)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("probes is 1"));
    });

    static TrajectoryGeometry Of(Matrix<double> points)
    {
        var trajectory = new Trajectory(points.ColumnCount);
        foreach (var point in points.EnumerateRows()) trajectory.Add(point);
        return trajectory.Geometry();
    }
}
