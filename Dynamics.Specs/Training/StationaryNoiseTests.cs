using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Training;

public class StationaryNoiseTests
{
    static readonly Matrix<double> Steep = Matrix<double>.Build.DenseDiagonal(2, 2, 4);
    static readonly Matrix<double> Noise = Matrix<double>.Build.DenseIdentity(2);

    [Test]
    public void What_has_no_rest_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => StationaryNoise.Covariance(Steep, Noise, .5),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("below 2 / lambda_max = 0.5"));
        Assert.That(() =>
            StationaryNoise.Covariance(Steep, Noise, 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("rate is 0"));
        Assert.That(() => StationaryNoise.Covariance(-Steep, Noise, .1),
            Throws.ArgumentException.With.Message.Contains("hessian has the eigenvalue -4"));
    });

    [Test]
    public void What_does_not_fit_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => StationaryNoise.Covariance(Steep, Matrix<double>.Build.Dense(3, 3), .1),
            Throws.ArgumentException.With.Message.StartsWith("noise is 3 x 3; it needs to be 2 x 2"));
        Assert.That(() => StationaryNoise.Covariance(Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 0 }, { 1, 1 } }), Noise, .1),
            Throws.ArgumentException.With.Message.Contains("hessian[1, 0] is 1; it needs to be symmetric"));
    });
}
