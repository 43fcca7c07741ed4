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
/// Networks of two hidden layers of one width, drawn and trained on four points of a half circle, their start taken off their outputs:
/// how far the weights of each layer go.
/// </summary>
public sealed class ParameterMovement
{
    const int Examples = 4;
    const int Steps = 4;

    static readonly int[] NetworksOfAGroup = [16, 10, 4];

    readonly Activation _activation;
    readonly int _seed;
    readonly double _step;
    readonly Dictionary<(Parameterization, int Group), double[][]> _moved = [];

    ParameterMovement(Activation activation, int layer, int seed)
    {
        (_activation, Layer, _seed) = (activation, layer, seed);
        _step = 1 / AnalyticKernels.Of(At(1), Inputs).NeuralTangentKernel.L2Norm();
    }

    public static Subjects<ParameterMovement> Subjects => new(
        from activation in Gen.Elements(Activations.Erf, Activations.Softplus)
        from layer in Gen.Choose(0, 2)
        from seed in Gen.Choose(0, int.MaxValue)
        select new ParameterMovement(activation, layer, seed), _ => [],
        at => [Trait.Of("activation", at._activation.Name), Trait.Of("layer", at.Layer), .. Widths.Select(n => Trait.Of("width", n))]);

    public static IReadOnlyList<int> Widths { get; } = [16, 64, 256];

    /// <summary>Of weights: 0 from the inputs, 1 between the hidden layers, 2 to the output.</summary>
    public int Layer { get; }

    /// <summary>Of each group and each width the mean of |θ_T − θ_0|².</summary>
    public IReadOnlyList<double[]> SquaresOfTheWhole(int groups, Parameterization? parameterization = null) =>
        Squares(groups, parameterization, (moved, _) => moved.Sum());

    /// <summary>Of each group and each width the mean square of what a weight of the layer moves.</summary>
    public IReadOnlyList<double[]> SquaresOfAWeight(int groups, Parameterization? parameterization = null) =>
        Squares(groups, parameterization, (moved, n) => moved[Layer] / (Layer switch { 0 => 2 * n, 1 => n * n, _ => n }));

    public override string ToString() => $"{_activation} networks of two hidden layers, weights {Layer}, seed {_seed}";

    double[][] Squares(int groups, Parameterization? parameterization, Func<double[], int, double> square) =>
        [.. Enumerable.Range(0, groups).Select(group => Moved(parameterization ?? Parameterization.Ntk, group)
            .Select((moved, width) => square(moved, Widths[width])).ToArray())];

    /// <summary>For each width the mean over networks of the squared movement of each layer.</summary>
    double[][] Moved(Parameterization parameterization, int group)
    {
        if (_moved.TryGetValue((parameterization, group), out var known)) return known;
        return _moved[(parameterization, group)] = [.. Widths.Select((n, width) =>
        {
            var network = new Network(At(n), parameterization);
            var stream = RandomStream.FromSeed((ulong)_seed).Substream($"group {group}, width {n}");
            double[][] networks = [.. Enumerable.Range(0, NetworksOfAGroup[width]).Select(draw =>
                MovementOf(network, network.DrawParameters(stream.Substream(draw))))];
            return networks[0].Select((_, layer) => networks.Average(layers => layers[layer])).ToArray();
        })];
    }

    double[] MovementOf(Network network, Vector<double> start)
    {
        var step = network.Parameterization == Parameterization.Ntk ? _step : 1 / network.TangentKernel(start, Inputs).L2Norm();
        var objective = Objective.Sum(network, Loss.Squared, Inputs, Targets + network.Outputs(start, Inputs));
        var run = new TrainingRun(new FullBatch(objective), new GradientDescent(step), start);
        run.Run(Steps);
        var all = run.Parameters - start;
        return [.. network.Blocks.Select(block => all.SubVector(block.Offset, block.Count)).Select(moved => moved * moved)];
    }

    static Matrix<double> Inputs { get; } = HalfCircle.Points(Examples);

    static Matrix<double> Targets { get; } = Matrix<double>.Build.Dense(Examples, 1, (i, _) => Math.Cos(HalfCircle.Angle(i, Examples)));

    Architecture At(int width) => new(
        Shape.Vector(2), new Dense(width, 2), new Activated(_activation), new Dense(width, 2), new Activated(_activation), new Dense(1));
}
