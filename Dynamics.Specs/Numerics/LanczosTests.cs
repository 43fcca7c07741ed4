using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>Leading eigenvalues by products alone, against the whole spectrum of MathNet and against spectra that are known.</summary>
public class LanczosTests
{
    [Property(Cases = 30)]
    public void They_are_those_of_the_whole_spectrum(PositiveDefinite positive, Seed stream)
    {
        var (matrix, count) = (positive.Values, Math.Min(1 + stream.Value % 5, positive.Size));
        var exact = matrix.Evd(Symmetricity.Symmetric).EigenValues.Real().OrderDescending().Take(count).ToArray();
        var found = Lanczos.Largest(v => matrix * v, positive.Size, count, stream.Open(), 1e-12);
        Assert.That((found.Values - Vector<double>.Build.Dense(exact)).L2Norm(), Is.LessThan(1e-11 * exact[0]));
        Assert.That((matrix * found.Vectors - found.Vectors * Matrix<double>.Build.DenseOfDiagonalVector(found.Values))
            .FrobeniusNorm(), Is.LessThan(1e-10 * exact[0]));
    }

    [Test]
    public void A_multiple_eigenvalue_is_found_as_often_as_it_is_there()
    {
        var found = Lanczos.Largest(
            v => v.PointwiseMultiply(Vector<double>.Build.Dense([3, 1, 3, -9, 2, 3, 0])), 7, 5, RandomStream.FromSeed(2));
        Assert.That((found.Values - Vector<double>.Build.Dense([3, 3, 3, 2, 1])).L2Norm(), Is.LessThan(1e-12));
        Assert.That((found.Vectors.TransposeThisAndMultiply(found.Vectors) - Matrix<double>.Build.DenseIdentity(5))
            .FrobeniusNorm(), Is.LessThan(1e-12));
    }

    [Test]
    public void Largest_means_largest_and_not_largest_by_its_size() =>
        Assert.That(Lanczos.Largest(
            v => v.PointwiseMultiply(Vector<double>.Build.Dense([-5, -1, -3])), 3, 1, RandomStream.FromSeed(3)).Values[0], Is.EqualTo(-1)
                .Within(1e-13));

    [Test]
    public void An_operator_that_is_zero_has_eigenvalues_zero() =>
        Assert.That(Lanczos.Largest(v => 0 * v, 4, 2, RandomStream.FromSeed(4)).Values.AbsoluteMaximum(), Is.Zero);

    [Test]
    public void A_run_that_ends_early_says_how_far_it_came()
    {
        var spectrum = Vector<double>.Build.Dense(200, i => 1 - i / 1e4);
        Assert.That(() => Lanczos.Largest(v => v.PointwiseMultiply(spectrum), 200, 1, RandomStream.FromSeed(5), 1e-10, mostSteps: 6),
            Throws.TypeOf<NotConvergedException>().With.Message.StartsWith("Lanczos took 6 steps and has |A v - lambda v| = "));
    }

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => Lanczos.Largest(v => v, 3, 4, RandomStream.FromSeed(1)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("count is 4; it needs to be from 1 to the size, 3."));
        Assert.That(() => Lanczos.Largest(v => v, 3, 1, RandomStream.FromSeed(1), 0),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.StartsWith("tolerance is 0;"));
    });
}
