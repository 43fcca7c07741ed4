using Dynamics.Kernels;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// A model f(x) = j(x) theta, its training inputs and others, and gradient descent on the summed squared loss, step by step in theta.
/// </summary>
public sealed class LinearModelInTraining
{
    readonly int _seed;
    readonly Lazy<Descent> _trained, _propagated;

    LinearModelInTraining(int examples, int extra, int steps, double share, int seed)
    {
        (_seed, Steps, Share) = (seed, steps, share);
        var stream = RandomStream.FromSeed((ulong)seed);
        var parameters = examples + extra;
        Jacobian = stream.Substream("training").NormalMatrix(examples, parameters);
        OtherJacobian = stream.Substream("others").NormalMatrix(2, parameters);
        Theta = stream.Substream("theta").NormalMatrix(parameters, 1);
        Targets = stream.Substream("targets").NormalMatrix(examples, 1);
        var root = stream.Substream("prior").NormalMatrix(parameters, parameters);
        (Prior, Kernel) = (root.TransposeAndMultiply(root) / parameters, Jacobian.TransposeAndMultiply(Jacobian));
        Training = new(Kernel);
        var decomposition = Kernel.Evd(Symmetricity.Symmetric);
        (Eigenvalues, Eigenvectors) = (decomposition.EigenValues.Real(), decomposition.EigenVectors);
        _trained = new(() => Descent.Of(this, Theta, Targets));
        _propagated = new(() => Descent.Of(this, Matrix<double>.Build.DenseIdentity(parameters), 0 * Jacobian));
    }

    public static Subjects<LinearModelInTraining> Subjects => new(
        from examples in Gen.Choose(2, 4)
        from extra in Gen.Choose(0, 4)
        from steps in Gen.Choose(2, 20)
        from share in Drawn.Number(.3, .95)
        from seed in Gen.Choose(0, int.MaxValue)
        select new LinearModelInTraining(examples, extra, steps, share, seed),
        at => [.. Simpler.Count(at.Targets.RowCount, 2).Select(n => at.Like(n, at.Steps)),
            .. Simpler.Count(at.Steps, 2).Select(t => at.Like(at.Targets.RowCount, t))],
        at =>
        [
            Trait.Of("N", at.Targets.RowCount), Trait.Of("P", at.Theta.RowCount),
            Trait.Of("steps", at.Steps), Trait.Of("eta / (2 / lambda_max)", at.Share),
        ]);

    public Matrix<double> Jacobian { get; }

    public Matrix<double> OtherJacobian { get; }

    /// <summary>theta at the start, P x 1.</summary>
    public Matrix<double> Theta { get; }

    public Matrix<double> Targets { get; }

    /// <summary>J J^T.</summary>
    public Matrix<double> Kernel { get; }

    public LinearisedTraining Training { get; }

    public Vector<double> Eigenvalues { get; }

    public Matrix<double> Eigenvectors { get; }

    public int Steps { get; }

    /// <summary>The learning rate as a share of the largest stable one.</summary>
    public double Share { get; }

    public double LearningRate => Share * 2 / Eigenvalues.Maximum();

    public Matrix<double> Cross => OtherJacobian.TransposeAndMultiply(Jacobian);

    /// <summary>The covariance of theta where an ensemble starts, P x P.</summary>
    public Matrix<double> Prior { get; }

    public Matrix<double> Residual => Jacobian * Theta - Targets;

    /// <summary>theta after all steps.</summary>
    public Descent Trained => _trained.Value;

    /// <summary>What the steps do to a difference of two starts: (I - eta J^T J)^t, P x P.</summary>
    public Descent Propagated => _propagated.Value;

    /// <summary>eta t.</summary>
    public double Duration => LearningRate * Steps;

    public override string ToString() =>
        $"N = {Targets.RowCount}, P = {Theta.RowCount}, {Steps} steps of {Share} 2 / lambda_max, seed {_seed}";

    LinearModelInTraining Like(int examples, int steps) => new(examples, Theta.RowCount - Targets.RowCount, steps, Share, _seed);
}

/// <summary>Gradient descent on the summed squared loss, and the sizes that its rounding errors refer to.</summary>
/// <param name="End">theta_t.</param>
/// <param name="Largest">The largest |theta_s|.</param>
/// <param name="Sum">The sum of |theta_s|, one for each step.</param>
/// <param name="Pull">eta times the sum of |J theta_s - y|.</param>
public sealed record Descent(Matrix<double> End, double Largest, double Sum, double Pull)
{
    public static Descent Of(LinearModelInTraining at, Matrix<double> start, Matrix<double> targets)
    {
        var (theta, largest, sum, pull) = (start, start.FrobeniusNorm(), 0.0, 0.0);
        for (var step = 0; step < at.Steps; step++)
        {
            var residual = at.Jacobian * theta - targets;
            theta -= at.LearningRate * at.Jacobian.TransposeThisAndMultiply(residual);
            var size = theta.FrobeniusNorm();
            (largest, sum, pull) = (Math.Max(largest, size), sum + size, pull + at.LearningRate * residual.FrobeniusNorm());
        }
        return new(theta, largest, sum, pull);
    }
}
