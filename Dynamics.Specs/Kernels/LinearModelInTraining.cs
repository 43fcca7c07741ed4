using Dynamics.Kernels;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>A model f(x) = j(x) theta, its training inputs and others, and gradient descent on the summed squared loss, step by step in theta.</summary>
public sealed class LinearModelInTraining
{
    readonly int _seed;
    readonly Matrix<double> _root;

    LinearModelInTraining(int examples, int extra, int steps, double share, int seed)
    {
        (_seed, Steps, Share) = (seed, steps, share);
        var stream = RandomStream.FromSeed((ulong)seed);
        var parameters = examples + extra;
        Jacobian = stream.Substream("training").NormalMatrix(examples, parameters);
        OtherJacobian = stream.Substream("others").NormalMatrix(2, parameters);
        Theta = stream.Substream("theta").NormalMatrix(parameters, 1);
        Targets = stream.Substream("targets").NormalMatrix(examples, 1);
        _root = stream.Substream("prior").NormalMatrix(parameters, parameters);
        Kernel = Jacobian.TransposeAndMultiply(Jacobian);
        Training = new(Kernel);
        Eigenvalues = Kernel.Evd(Symmetricity.Symmetric).EigenValues.Real();
    }

    public static Subjects<LinearModelInTraining> Subjects => new(
        from examples in Gen.Choose(2, 4)
        from extra in Gen.Choose(0, 4)
        from steps in Gen.Choose(2, 20)
        from share in Drawn.Number(.3, .95)
        from seed in Gen.Choose(0, int.MaxValue)
        select new LinearModelInTraining(examples, extra, steps, share, seed),
        at => [.. Simpler.Count(at.Targets.RowCount, 2).Select(n => new LinearModelInTraining(n, at.Theta.RowCount - at.Targets.RowCount, at.Steps, at.Share, at._seed)),
            .. Simpler.Count(at.Steps, 2).Select(t => new LinearModelInTraining(at.Targets.RowCount, at.Theta.RowCount - at.Targets.RowCount, t, at.Share, at._seed))],
        at => [Trait.Of("N", at.Targets.RowCount), Trait.Of("P", at.Theta.RowCount), Trait.Of("steps", at.Steps), Trait.Of("eta / (2 / lambda_max)", at.Share)]);

    public Matrix<double> Jacobian { get; }

    public Matrix<double> OtherJacobian { get; }

    /// <summary>theta at the start, P x 1.</summary>
    public Matrix<double> Theta { get; }

    public Matrix<double> Targets { get; }

    /// <summary>J J^T.</summary>
    public Matrix<double> Kernel { get; }

    public LinearisedTraining Training { get; }

    public Vector<double> Eigenvalues { get; }

    public int Steps { get; }

    /// <summary>The learning rate as a share of the largest stable one.</summary>
    public double Share { get; }

    public double LearningRate => Share * 2 / Eigenvalues.Maximum();

    public Matrix<double> Cross => OtherJacobian.TransposeAndMultiply(Jacobian);

    /// <summary>The covariance of theta where an ensemble starts, P x P.</summary>
    public Matrix<double> Prior => _root.TransposeAndMultiply(_root) / _root.RowCount;

    public Matrix<double> Residual => Jacobian * Theta - Targets;

    /// <summary>theta after all steps.</summary>
    public Matrix<double> Trained
    {
        get
        {
            var theta = Theta;
            for (var step = 0; step < Steps; step++) theta -= LearningRate * Jacobian.TransposeThisAndMultiply(Jacobian * theta - Targets);
            return theta;
        }
    }

    /// <summary>What the steps do to a difference of two starts: (I - eta J^T J)^t, P x P.</summary>
    public Matrix<double> Propagation
    {
        get
        {
            var difference = Matrix<double>.Build.DenseIdentity(Theta.RowCount);
            for (var step = 0; step < Steps; step++) difference -= LearningRate * Jacobian.TransposeThisAndMultiply(Jacobian * difference);
            return difference;
        }
    }

    /// <summary>Roundings along the steps: a product there and one back in each, and as many for the eigenvectors.</summary>
    public double Operations => (double)(Steps + Targets.RowCount) * (Theta.RowCount + Targets.RowCount);

    /// <summary>eta t.</summary>
    public double Duration => LearningRate * Steps;

    public override string ToString() => $"N = {Targets.RowCount}, P = {Theta.RowCount}, {Steps} steps of {Share} 2 / lambda_max, seed {_seed}";
}
