using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// A network of one hidden layer on four points of a half circle, trained by gradient descent on the squared loss, and looked at
/// on a grid of times. Every neuron stands twice, the second time with its sign turned in the output: it starts at zero.
/// </summary>
public sealed class LazyTrajectory
{
    const int Examples = 4;

    static readonly int[] Times = [1, 2, 4, 8];

    readonly Matrix<double> _start, _cross, _startOfTheLastLayer, _crossOfTheLastLayer;
    readonly Matrix<double>[] _outputs;
    readonly double _step;
    readonly List<Vector<double>> _drifts = [];

    /// <param name="activation">Of the hidden layer.</param>
    /// <param name="incoming">2 x n, from the standard normal law.</param>
    /// <param name="outgoing">n of them.</param>
    /// <param name="parameterization">Of the network; its weights are those drawn times what it says.</param>
    /// <param name="step">The learning rate; 1 / λ_max of its own kernel where none is given.</param>
    public LazyTrajectory(Activation activation, Matrix<double> incoming, Vector<double> outgoing, Parameterization parameterization,
        double? step = null)
    {
        var network = new Network(Of(activation, 2 * outgoing.Count), parameterization);
        var (first, last) = (network.Blocks[0].StandardDeviation, network.Blocks[1].StandardDeviation);
        var (into, from) = (first * Vector<double>.Build.Dense(incoming.ToColumnMajorArray()), last * outgoing);
        var theta = Vector<double>.Build.DenseOfEnumerable([.. into, .. into, .. from, .. -from]);
        var shares = EmpiricalNtk.LayerTraces(network, theta, AllInputs);
        (_start, _cross) = Parts(shares[0] + shares[1]);
        (_startOfTheLastLayer, _crossOfTheLastLayer) = Parts(shares[1]);
        _step = step ?? 1 / _start.L2Norm();

        var run = new TrainingRun(
            new FullBatch(Objective.Sum(network, Loss.Squared, Inputs, Targets)), new GradientDescent(_step), theta);
        var outputs = new List<Matrix<double>>();
        foreach (var time in Times)
        {
            run.Run(time - run.Step);
            outputs.Add(network.Outputs(run.Parameters, AllInputs));
            _drifts.Add(Entries(network.TangentKernel(run.Parameters, Inputs) - _start) / _start.FrobeniusNorm());
        }

        _outputs = [.. outputs];
    }

    /// <summary>1 / λ_max of the kernel at infinite width.</summary>
    /// <param name="activation">Of the hidden layer.</param>
    public static double StepAtInfiniteWidth(Activation activation) =>
        1 / AnalyticKernels.Of(Of(activation, 1), Inputs).NeuralTangentKernel.L2Norm();

    /// <summary>(Θ_t − Θ_0) / |Θ_0|, at each of the times.</summary>
    public IReadOnlyList<Vector<double>> Drifts => _drifts;

    /// <summary>
    /// (f_t − f_t^lin) / |f_t^lin − f_0|, at each of the times, on the training points and on points between them; f^lin in closed form
    /// from the kernel at the start.
    /// </summary>
    /// <param name="longer">What the steps of f^lin are multiplied with.</param>
    public IReadOnlyList<Vector<double>> Distances(double longer = 1) => Distances(_start, _cross, longer);

    /// <summary>The like with the kernel of the last layer's weights alone.</summary>
    public IReadOnlyList<Vector<double>> DistancesWithTheLastLayerAlone => Distances(_startOfTheLastLayer, _crossOfTheLastLayer, 1);

    Vector<double>[] Distances(Matrix<double> kernel, Matrix<double> cross, double longer)
    {
        var (linear, zero) = (new LinearisedTraining(kernel), 0 * Targets);
        return [.. Times.Zip(_outputs, (time, outputs) =>
        {
            var duration = TrainingTime.GradientDescent(longer * _step, time);
            var predicted = linear.TrainingOutputs(duration, zero, Targets).Stack(linear.Outputs(duration, cross, zero, zero, Targets));
            return Entries(outputs - predicted) / predicted.FrobeniusNorm();
        })];
    }

    static Vector<double> Entries(Matrix<double> matrix) => Vector<double>.Build.Dense(matrix.ToColumnMajorArray());

    static Matrix<double> Inputs { get; } = HalfCircle.Points(Examples);

    static Matrix<double> AllInputs { get; } = Inputs.Stack(HalfCircle.Points(Examples, between: .5));

    static Matrix<double> Targets { get; } = Matrix<double>.Build.Dense(Examples, 1,
        (i, _) => Math.Sin(2 * HalfCircle.Angle(i, Examples)) + .5 * Math.Cos(3 * HalfCircle.Angle(i, Examples)));

    static (Matrix<double> Training, Matrix<double> Cross) Parts(Matrix<double> kernel) =>
        (kernel.SubMatrix(0, Examples, 0, Examples), kernel.SubMatrix(Examples, Examples, 0, Examples));

    static Architecture Of(Activation activation, int width) =>
        new(Shape.Vector(2), new Dense(width, 2), new Activated(activation), new Dense(1));
}
