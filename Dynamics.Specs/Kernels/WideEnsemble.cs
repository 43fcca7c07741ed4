using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Training;
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
    const int Steps = 4;

    static readonly int[] NetworksOfAGroup = [10, 50, 20];

    readonly Activation _activation;
    readonly int _seed;
    readonly AnalyticKernels _kernels;
    readonly LinearisedTraining _limit;
    readonly Dictionary<(int Group, int Width), (Matrix<double> Movement, Matrix<double> Residual)[]> _trained = [];

    WideEnsemble(Activation activation, int seed)
    {
        (_activation, _seed) = (activation, seed);
        _kernels = AnalyticKernels.Of(At(1), Training.Stack(Others));
        _limit = new(_kernels.NeuralTangentKernel.SubMatrix(0, Examples, 0, Examples));
    }

    public static IReadOnlyList<int> Widths { get; } = [16, 128, 1024];

    public static Subjects<WideEnsemble> Subjects => new(
        from activation in Gen.Elements<Activation>(Activations.Gelu, Activations.Erf)
        from seed in Gen.Choose(0, int.MaxValue)
        select new WideEnsemble(activation, seed),
        _ => [],
        at => [Trait.Of("activation", at._activation.Name), .. Widths.Select(n => Trait.Of("width", n))]);

    /// <summary>η, half of 1 / λ_max: the kernel of a narrow network may be large enough for the whole of it to diverge.</summary>
    double Rate => _limit.LargestStableLearningRate / 4;

    /// <summary>A = Θ(x, X) g(Θ), on the training points and on others.</summary>
    public Matrix<double> Learned => LearnedBy(_kernels.NeuralTangentKernel);

    /// <summary>The like where the last layer alone is trained: its share of Θ is K.</summary>
    public Matrix<double> LearnedByTheLastLayer => LearnedBy(_kernels.NngpKernel);

    /// <summary>
    /// Of each group and each width, the mean square of |f_t − (f_0 − A (f_0(X) − y))| of networks that are drawn and trained.
    /// </summary>
    /// <param name="groups">How many.</param>
    /// <param name="learned">A.</param>
    public IReadOnlyList<double[]> MeanSquares(int groups, Matrix<double> learned) =>
        [.. Enumerable.Range(0, groups).Select(group => Widths.Select(n => Trained(group, n)
            .Average(network => Math.Pow((network.Movement + learned * network.Residual).FrobeniusNorm(), 2))).ToArray())];

    public override string ToString() => $"{_activation} networks, seed {_seed}";

    static Matrix<double> Training { get; } = HalfCircle.Points(Examples);

    static Matrix<double> Others { get; } = HalfCircle.Points(Examples, between: .5);

    static Matrix<double> Targets { get; } = Matrix<double>.Build.Dense(Examples, 1, (i, _) => Math.Cos(HalfCircle.Angle(i, Examples)));

    /// <summary>f_t − f_0 on all points and f_0(X) − y; each network is trained once, whatever it is compared with.</summary>
    (Matrix<double> Movement, Matrix<double> Residual)[] Trained(int group, int width)
    {
        if (_trained.TryGetValue((group, width), out var known)) return known;
        var stream = RandomStream.FromSeed((ulong)_seed).Substream($"group {group}, width {width}");
        return _trained[(group, width)] = [.. Enumerable.Range(0, NetworksOfAGroup[Widths.ToList().IndexOf(width)]).Select(network =>
            Trained(new Network(At(width)), stream.Substream(network)))];
    }

    (Matrix<double>, Matrix<double>) Trained(Network network, RandomStream stream)
    {
        var (all, start) = (Training.Stack(Others), network.DrawParameters(stream));
        var run = new TrainingRun(new FullBatch(Objective.Sum(network, Loss.Squared, Training, Targets)),
            new GradientDescent(Rate), start);
        run.Run(Steps);
        var before = network.Outputs(start, all);
        return (network.Outputs(run.Parameters, all) - before, before.SubMatrix(0, Examples, 0, 1) - Targets);
    }

    Matrix<double> LearnedBy(Matrix<double> kernel) => new LinearisedTraining(kernel.SubMatrix(0, Examples, 0, Examples)).EnsembleMean(
        TrainingTime.GradientDescent(Rate, Steps), Cross(kernel),
            Matrix<double>.Build.DenseIdentity(Examples));

    Architecture At(int width) => new(Shape.Vector(2), new Dense(width, 2), new Activated(_activation), new Dense(1));

    static Matrix<double> Cross(Matrix<double> kernel) => kernel.SubMatrix(0, kernel.RowCount, 0, Examples);
}
