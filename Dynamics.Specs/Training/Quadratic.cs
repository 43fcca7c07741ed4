using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>
/// 1/2 xᵀ H x with eigenvalues from 1/5 to 2, a start, the covariance C of a noise, and a learning rate as a share of the largest stable
/// one.
/// </summary>
public sealed class Quadratic
{
    readonly int _seed;
    readonly Lazy<Matrix<double>> _covarianceAtRest;

    Quadratic(int dimension, double share, int steps, int seed)
    {
        (Dimension, Share, Steps, _seed) = (dimension, share, steps, seed);
        var stream = RandomStream.FromSeed((ulong)seed);
        Modes = stream.Substream("modes").NormalMatrix(dimension, dimension).QR().Q;
        Eigenvalues = Vector<double>.Build.Dense(dimension, i => dimension == 1 ? 2 : .2 + 1.8 * i / (dimension - 1));
        var scaled = Modes * Matrix<double>.Build.DiagonalOfDiagonalVector(Eigenvalues.PointwiseSqrt());
        Hessian = MatrixProduct.Gram(scaled);
        Noise = MatrixProduct.Gram(stream.Substream("noise").NormalMatrix(dimension, dimension + 1));
        Start = stream.Substream("start").NormalVector(dimension);
        _covarianceAtRest = new(CarryTheCovariance);
    }

    public static Subjects<Quadratic> Subjects => new(
        from dimension in Gen.Choose(1, 4)
        from share in Drawn.Number(.2, .9)
        from steps in Gen.Choose(2, 30)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Quadratic(dimension, share, steps, seed),
        at => [.. Simpler.Count(at.Dimension, 1).Select(d => new Quadratic(d, at.Share, at.Steps, at._seed)),
            .. Simpler.Count(at.Steps, 2).Select(t => new Quadratic(at.Dimension, at.Share, t, at._seed))],
        at => [Trait.Of("d", at.Dimension), Trait.Of("η / (2 / λ_max)", at.Share), Trait.Of("steps", at.Steps)]);

    public int Dimension { get; }

    /// <summary>η λ_max / 2.</summary>
    public double Share { get; }

    public int Steps { get; }

    public Matrix<double> Modes { get; }

    public Vector<double> Eigenvalues { get; }

    public Matrix<double> Hessian { get; }

    /// <summary>C.</summary>
    public Matrix<double> Noise { get; }

    public Vector<double> Start { get; }

    public double Rate => Share;

    /// <summary>ρ, by what the slowest mode shrinks in a step.</summary>
    public double SlowestFactor => Eigenvalues.Map(lambda => Math.Abs(1 - Rate * lambda)).Maximum();

    public RandomStream Draws => RandomStream.FromSeed((ulong)_seed).Substream("draws");

    /// <summary>The covariance of x ← x − η (H x + noise), carried through steps until it no longer changes.</summary>
    public Matrix<double> CovarianceAtRest => _covarianceAtRest.Value;

    /// <summary>x after all steps of gradient descent at a rate.</summary>
    public Vector<double> Descend(Vector<double> start, double rate)
    {
        var run = new TrainingRun(new Bowl(Hessian), new GradientDescent(rate), start);
        run.Run(Steps);
        return run.Parameters;
    }

    public override string ToString() => $"{Dimension} modes, {Steps} steps of {Share} 2 / λ_max, seed {_seed}";

    Matrix<double> CarryTheCovariance()
    {
        var step = Matrix<double>.Build.DenseIdentity(Dimension) - Rate * Hessian;
        var (before, covariance) = (Noise, 0 * Noise);
        for (var t = 0; !before.Equals(covariance) && t < 4000; t++)
            (before, covariance) = (covariance, step * covariance * step + Rate * Rate * Noise);
        return covariance;
    }

    sealed class Bowl(Matrix<double> hessian) : IGradientOracle
    {
        public int ParameterCount => hessian.RowCount;

        public double ValueAndGradient(int step, Vector<double> parameters, Vector<double> gradient)
        {
            hessian.Multiply(parameters, gradient);
            return parameters * gradient / 2;
        }
    }
}
