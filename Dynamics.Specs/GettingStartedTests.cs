using System.Text.RegularExpressions;
using Dynamics.Architectures;
using Dynamics.Data;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs;

/// <summary>
/// The code of docs/getting-started.md, compiled and run: each block of the page is a piece of this file, to the character.
/// </summary>
public class GettingStartedTests
{
    [Test]
    public void A_network_is_trained_and_watched()
    {
        // page: train
        var images = FashionMnistSubset.Load(DataSplit.Train, first: 200);
        var network = new Network(new Architecture(
            Shape.Vector(784), new Dense(64, WeightVariance: 2, BiasVariance: .1), Activations.Relu, new Dense(10, BiasVariance: .1)));
        var stream = RandomStream.FromSeed(1);
        var batches = new MiniBatches(
            network, Loss.SoftmaxCrossEntropy, images.Pixels, images.OneHot, size: 50, stream.Substream("batches"));
        var trajectory = new Trajectory(network.ParameterCount);
        var run = new TrainingRun(batches, new Adam(.05), network.DrawParameters(stream.Substream("start")));

        run.Run(steps: 100, watch: it => trajectory.Add(it.Parameters));

        var shares = trajectory.Geometry().PrincipalComponents(2).Shares; // of the whole variance, for a plot of the path
        // end

        Assert.Multiple(() =>
        {
            Assert.That(run.Loss, Is.LessThan(1));
            Assert.That(shares.Sum(), Is.InRange(.3, 1));
        });
    }

    [Test]
    public void A_kernel_of_finite_width_stands_beside_that_of_infinite_width()
    {
        // page: kernels
        var architecture = new Architecture(Shape.Vector(2), new Dense(512), Activations.Gelu, new Dense(1));
        var network = new Network(architecture); // in the NTK parameterisation
        var theta = network.DrawParameters(RandomStream.FromSeed(2));
        var inputs = RandomStream.FromSeed(3).NormalMatrix(20, 2);
        var targets = inputs.Column(0).PointwiseMultiply(inputs.Column(1)).ToColumnMatrix();

        var empirical = EmpiricalNtk.Trace(network, theta, inputs).Matrix;
        var infinite = AnalyticKernels.Of(architecture, inputs).NeuralTangentKernel;
        var distance = (empirical - infinite).FrobeniusNorm() / infinite.FrobeniusNorm();

        var trained = new LinearisedTraining(infinite)
            .TrainingOutputs(TrainingTime.GradientFlow(duration: 100), network.Outputs(theta, inputs), targets);
        // end

        Assert.Multiple(() =>
        {
            Assert.That(distance, Is.LessThan(.2));
            Assert.That((trained - targets).FrobeniusNorm(), Is.LessThan((network.Outputs(theta, inputs) - targets).FrobeniusNorm()));
        });
    }

    [Test]
    public void The_Fisher_information_of_a_logistic_regression_and_its_natural_gradient()
    {
        // page: fisher
        var inputs = RandomStream.FromSeed(4).NormalMatrix(100, 2);
        var regression = new Conditional(new LinearPredictor(inputs, 1), new Bernoulli()); // logistic regression
        var observed = ExpectationRule.OfData(Matrix<double>.Build.Dense( // rows: the example, and its label
            100, 2, (i, k) => k == 0 ? i : inputs[i, 0] + inputs[i, 1] > 0 ? 1 : 0));
        var loss = new CrossEntropy(regression, observed);

        var theta = Vector<double>.Build.Dense(3);
        var fisher = FisherInformation.ByScore(regression, theta); // 3 x 3: two weights and a bias
        var gradient = Differentiate.Gradient(loss, theta);
        var next = theta - NaturalGradient.Damped(fisher, gradient, damping: 1e-3);
        // end

        Assert.That(Differentiate.Value(loss, next), Is.LessThan(Differentiate.Value(loss, theta)));
    }

    // page: own
    sealed class Sinusoid : IParametricFunction
    {
        public int ParameterCount => 3;

        public int InputCount => 1;

        public int OutputCount => 1;

        public void Evaluate<TScalar>(ReadOnlySpan<TScalar> theta, ReadOnlySpan<double> x, Span<TScalar> outputs)
            where TScalar : struct, IScalar<TScalar> => outputs[0] = theta[0] * TScalar.Sin(theta[1] * x[0] + theta[2]);
    }
    // end

    [Test]
    public void A_function_of_ones_own_is_a_model()
    {
        // page: own model
        var model = new FunctionModel(new Sinusoid());
        var inputs = Matrix<double>.Build.Dense(30, 1, (i, _) => i / 10.0);
        var targets = inputs.Map(x => 2 * Elementary.Sin(3 * x + .5), Zeros.Include);
        var objective = Objective.Mean(model, Loss.Squared, inputs, targets);
        var run = new TrainingRun(new FullBatch(objective), new GradientDescent(.05), Vector<double>.Build.Dense([1, 2.8, 0]));

        run.Run(steps: 2000);

        var sharpness = Curvature.Sharpness(objective, run.Parameters, RandomStream.FromSeed(5));
        // end

        Assert.Multiple(() =>
        {
            Assert.That(run.Loss, Is.LessThan(1e-6));
            Assert.That((run.Parameters - Vector<double>.Build.Dense([2, 3, .5])).L2Norm(), Is.LessThan(1e-2));
            Assert.That(sharpness, Is.GreaterThan(0));
        });
    }

    [Test]
    public void The_page_has_the_code_of_this_file()
    {
        var file = Read("Dynamics.Specs/GettingStartedTests.cs");
        var pieces = Regex.Matches(file, @"// page: .*?\n(.*?)\n *// end", RegexOptions.Singleline)
            .Select(piece => Dedented(piece.Groups[1].Value));
        var blocks = Regex.Matches(Read("docs/getting-started.md"), @"```csharp\n(.*?)\n```", RegexOptions.Singleline)
            .Select(block => block.Groups[1].Value);

        Assert.That(blocks, Is.EqualTo(pieces));
    }

    static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n");

    static string Dedented(string code)
    {
        var lines = code.Split('\n');
        var indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > 0 ? line[indent..] : line));
    }
}
