using Dynamics.Geometry;
using Dynamics.Numerics;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>Cholesky, and the natural gradient that rests on it.</summary>
static class FactorisationGoals
{
    public static IReadOnlyList<Goal> All =>
    [
        new("cholesky-vs-mathnet", "512 x 512: against MathNet's managed factorisation", 20, AgainstMathNet),
        new("natural-gradient", "damped, 256 examples and 2000 parameters: the system of the outputs against that of the parameters",
            30, NaturalGradients),
    ];

    static double AgainstMathNet()
    {
        var matrix = MatrixProduct.Gram(RandomStream.FromSeed(1).NormalMatrix(512, 600));
        return SideBySide.TimesFaster(() => matrix.Cholesky(), () => CholeskyFactorisation.Of(matrix), turns: 25);
    }

    static double NaturalGradients()
    {
        var (jacobian, residual) = (RandomStream.FromSeed(2).NormalMatrix(256, 2000), RandomStream.FromSeed(3).NormalVector(256));
        return SideBySide.TimesFaster(
            () => NaturalGradient.Damped(MatrixProduct.TransposedGram(jacobian), jacobian.TransposeThisAndMultiply(residual), .1),
            () => KernelNaturalGradient.Damped(jacobian, residual, .1), turns: 9);
    }
}
