using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// Networks of one hidden layer, drawn and trained apart on points of a half circle, and what the infinitely wide one would have made of
/// each start.
/// </summary>
public sealed class WideEnsemble
{
    const int Examples = 4;
    const int Steps = 8;

    readonly Activation _activation;
    readonly int _seed;
    readonly AnalyticKernels _kernels;
    readonly LinearisedTraining _limit;
    readonly Dictionary<(int Width, string Draw), (Matrix<double> Movement, Matrix<double> Residual)> _trained = [];

    WideEnsemble(Activation activation, int seed)
    {
        (_activation, _seed) = (activation, seed);
        _kernels = AnalyticKernels.Of(At(1), Training.Stack(Others));
        _limit = new(_kernels.NeuralTangentKernel.SubMatrix(0, Examples, 0, Examples));
    }

    public static IReadOnlyList<int> Widths { get; } = [16, 32, 64, 128, 256];

    public static Subjects<WideEnsemble> Subjects => new(
        from activation in Gen.Elements<Activation>(Activations.Relu, Activations.Gelu, Activations.Erf)
        from seed in Gen.Choose(0, int.MaxValue)
        select new WideEnsemble(activation, seed),
        _ => [],
        at => [Trait.Of("activation", at._activation.Name), .. Widths.Select(n => Trait.Of("width", n))]);

    /// <summary>A = Θ(x, X) g(Θ), on the training points and on others.</summary>
    public Matrix<double> Learned =>
        _limit.EnsembleMean(Time, Cross(_kernels.NeuralTangentKernel), Matrix<double>.Build.DenseIdentity(Examples));

    /// <summary>What the posterior of the normal process with covariance K has in the place of A.</summary>
    public Matrix<double> LearnedByBayes =>
        _kernels.NngpKernel.SubMatrix(0, Examples, 0, Examples).Solve(Cross(_kernels.NngpKernel).Transpose()).Transpose();

    /// <summary>|f_t − (f_0 − A (f_0(X) − y))| of a network that is drawn and trained.</summary>
    public double Distance(int width, string draw, Matrix<double> learned)
    {
        var (movement, residual) = Trained(width, draw);
        return (movement + learned * residual).FrobeniusNorm();
    }

    public override string ToString() => $"{_activation} networks, seed {_seed}";

    static Matrix<double> Training { get; } = HalfCircle.Points(Examples);

    static Matrix<double> Others { get; } = HalfCircle.Points(Examples, between: .5);

    static Matrix<double> Targets { get; } = Matrix<double>.Build.Dense(Examples, 1, (i, _) => Math.Cos(HalfCircle.Angle(i, Examples)));

    TrainingTime Time => TrainingTime.GradientDescent(_limit.LargestStableLearningRate / 2, Steps);

    /// <summary>f_t − f_0 on all points and f_0(X) − y; each network is trained once, whatever it is compared with.</summary>
    (Matrix<double> Movement, Matrix<double> Residual) Trained(int width, string draw)
    {
        if (_trained.TryGetValue((width, draw), out var known)) return known;
        var (network, all) = (new Network(At(width)), Training.Stack(Others));
        var start = network.Draw(RandomStream.FromSeed((ulong)_seed).Substream(draw));
        var (theta, objective, gradient) = (start, Objective.Sum(network, Loss.Squared, Training, Targets), 0 * start);
        for (var step = 0; step < Steps; step++)
        {
            objective.ValueAndGradient(theta, gradient);
            theta -= _limit.LargestStableLearningRate / 2 * gradient;
        }
        var movement = network.Outputs(theta, all) - network.Outputs(start, all);
        return _trained[(width, draw)] = (movement, network.Outputs(start, Training) - Targets);
    }

    Architecture At(int width) => new(Shape.Vector(2), new Dense(width, 2), new Activated(_activation), new Dense(1));

    static Matrix<double> Cross(Matrix<double> kernel) => kernel.SubMatrix(0, kernel.RowCount, 0, Examples);
}
