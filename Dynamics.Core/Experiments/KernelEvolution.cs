using Dynamics.Architectures;
using Dynamics.Geometry;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>
/// Phase 2: the tangent kernel of networks with two hidden layers while they are trained on images, beside the kernel of infinite width,
/// at the start.
/// </summary>
public static class KernelEvolution
{
    /// <summary>Runs all that the settings ask for.</summary>
    /// <exception cref="DivergedException">A run leaves the finite numbers; names the step.</exception>
    /// <exception cref="ArgumentException">The images do not belong together, or a setting makes no sense.</exception>
    public static KernelEvolutionResult Run(KernelEvolutionSettings settings)
    {
        RequireSense(settings);
        var probes = new Probes(settings);
        return new(probes.Eigenvalues(probes.Analytic), probes.Alignment(probes.Analytic),
            [.. from width in settings.Widths from network in Enumerable.Range(
                0, settings.Networks) select Follow(settings, probes, width, network)]);
    }

    /// <summary>
    /// One network trained by gradient descent, and beside it the same network made linear around its start: the outputs on the probes at
    /// each look, probes x classes.
    /// </summary>
    /// <exception cref="DivergedException">A run leaves the finite numbers; names the step.</exception>
    /// <exception cref="ArgumentException">The images do not belong together, or a setting makes no sense.</exception>
    public static (IReadOnlyList<Matrix<double>> Network, IReadOnlyList<Matrix<double>> Linearised) BesideItsLinearisation(
        KernelEvolutionSettings settings)
    {
        RequireSense(settings);
        var network = new Network(Of(settings, settings.Widths[0]));
        var start = network.DrawParameters(Stream(settings, settings.Widths[0], 0).Substream("start"));
        var optimiser = new GradientDescent(settings.LearningRate / LargestEigenvalue(settings));
        return (Outputs(network), Outputs(new FirstOrderExpansion(network, start)));

        IReadOnlyList<Matrix<double>> Outputs(IDifferentiableModel model)
        {
            var run = new TrainingRun(
                new FullBatch(Objective.Sum(model, Loss.Squared, settings.Training.Pixels, settings.Training.OneHot)), optimiser, start);
            return [.. settings.Looks.Select(look =>
            {
                run.Run(look - run.Step);
                return model.Outputs(run.Parameters, settings.Probes.Pixels);
            })];
        }
    }

    static KernelRun Follow(KernelEvolutionSettings settings, Probes probes, int width, int number)
    {
        var network = new Network(Of(settings, width));
        var stream = Stream(settings, width, number);
        var start = network.DrawParameters(stream.Substream("start"));
        var initial = network.Outputs(start, settings.Training.Pixels);
        var targets = initial + (settings.Training.OneHot - initial) / settings.OutputScale;
        var run = settings.Rule == TrainingRule.Adam
            ? new TrainingRun(
                new MiniBatches(
                    network, Loss.Squared, settings.Training.Pixels, targets, settings.Batch, stream.Substream("order"), settings.Threads),
                new Adam(settings.LearningRate / settings.OutputScale), start)
            : new(new FullBatch(Objective.Sum(network, Loss.Squared, settings.Training.Pixels, targets)),
                new GradientDescent(settings.LearningRate / LargestEigenvalue(settings)), start);
        var (before, features) = (Kernel(start), Features(start));
        return new(width, number, [.. settings.Looks.Select(look =>
        {
            run.Run(look - run.Step);
            var kernel = Kernel(run.Parameters);
            var outputs = network.Outputs(run.Parameters, settings.Training.Pixels);
            var residual = settings.OutputScale * (outputs - targets);
            var scaled = settings.Training.OneHot + residual;
            return new KernelPoint(look, residual.PointwiseMultiply(residual).Enumerate().Sum() / 2 / settings.Training.Count,
                settings.Training.Labels.Where((label, i) => scaled.Row(i).MaximumIndex() != label)
                    .Count() / (double)settings.Training.Count,
                probes.Eigenvalues(kernel), Distance(kernel, before), Distance(kernel, probes.Analytic), probes.Alignment(kernel))
            {
                Turn = Turn(kernel, before),
                Moved = (run.Parameters - start).L2Norm() / start.L2Norm(),
                FeatureTurn = 1 - KernelTargetAlignment.Centred(MatrixProduct.Gram(Features(run.Parameters)), features),
            };
        })]);

        Matrix<double> Features(Vector<double> theta)
        {
            var hidden = new Network(HiddenOf(settings, width));
            return hidden.Outputs(theta.SubVector(0, hidden.ParameterCount), settings.Probes.Pixels);
        }

        Matrix<double> Kernel(Vector<double> theta) => EmpiricalNtk.Trace(network, theta, settings.Probes.Pixels).Matrix;
    }

    static double Distance(Matrix<double> kernel, Matrix<double> from) => (kernel - from).FrobeniusNorm() / from.FrobeniusNorm();

    static double Turn(Matrix<double> kernel, Matrix<double> from)
    {
        var factor = kernel.PointwiseMultiply(from).Enumerate().Sum() / from.PointwiseMultiply(from).Enumerate().Sum();
        return (kernel - factor * from).FrobeniusNorm() / kernel.FrobeniusNorm();
    }

    static RandomStream Stream(KernelEvolutionSettings settings, int width, int number) =>
        RandomStream.FromSeed(settings.Seed).Substream($"network {number}, width {width}");

    static double LargestEigenvalue(KernelEvolutionSettings settings)
    {
        var kernel = AnalyticKernels.Of(Of(settings, 1), settings.Training.Pixels).NeuralTangentKernel;
        return Lanczos.Largest(kernel.Multiply, kernel.RowCount, 1, RandomStream.FromSeed(settings.Seed)).Values[0];
    }

    static Architecture Of(KernelEvolutionSettings settings, int width)
    {
        var hidden = HiddenOf(settings, width);
        return new(hidden.Input, [.. hidden.Layers, new Dense(settings.Training.Classes)]);
    }

    /// <summary>Its layers below the last; their parameters come first.</summary>
    static Architecture HiddenOf(KernelEvolutionSettings settings, int width)
    {
        var activated = new Activated(settings.Activation);
        return new(Shape.Vector(settings.Training.Pixels.ColumnCount), new Dense(width, 2), activated, new Dense(width, 2), activated);
    }

    static void RequireSense(KernelEvolutionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Require.AtLeast(settings.Widths.Length, 1, "settings.Widths.Length");
        Require.AtLeast(settings.Looks.Length, 1, "settings.Looks.Length");
        for (var i = 1; i < settings.Looks.Length; i++)
            Require.AtLeast(settings.Looks[i], settings.Looks[i - 1] + 1, $"settings.Looks[{i}]");
        Require.AtLeast(settings.Probes.Count, settings.Eigenvalues, "settings.Probes.Count");
        Require.Shape(settings.Probes.Pixels, settings.Probes.Count, settings.Training.Pixels.ColumnCount, "settings.Probes.Pixels");
        if (settings.Probes.Classes != settings.Training.Classes)
            throw new ArgumentException(
                $"The probes have {settings.Probes.Classes} classes; the training images have {settings.Training.Classes}.",
                nameof(settings));
    }

    /// <summary>What is asked of a kernel on the probes.</summary>
    sealed class Probes(KernelEvolutionSettings settings)
    {
        readonly Matrix<double> _labels = settings.Probes.OneHot;

        public Matrix<double> Analytic { get; } = AnalyticKernels.Of(Of(settings, 1), settings.Probes.Pixels).NeuralTangentKernel;

        public IReadOnlyList<double> Eigenvalues(Matrix<double> kernel) =>
            [.. SymmetricEigenpairs.Of(kernel).Values.OrderDescending().Take(settings.Eigenvalues)];

        public double Alignment(Matrix<double> kernel) => KernelTargetAlignment.Centred(kernel, _labels);
    }
}
