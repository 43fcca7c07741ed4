using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

/// <summary>What a network says of itself, and of input that it cannot use.</summary>
public class NetworkTests
{
    static readonly Network Small =
        new(new Architecture(Shape.Vector(3), new Dense(4, 2, .5), new Activated(Activations.Relu), new Dense(2)));
    static readonly Vector<double> Theta = Small.DrawParameters(RandomStream.FromSeed(1));
    static readonly Matrix<double> Inputs = RandomStream.FromSeed(2).NormalMatrix(5, 3);

    [Test]
    public void Its_parameters_have_names_and_places() =>
        Assert.That(Small.Blocks.Select(block => (block.Name, block.Offset, block.Rows, block.Columns)),
            Is.EqualTo(new[] { ("1.weights", 0, 3, 4), ("1.bias", 12, 1, 4), ("3.weights", 16, 4, 2) }));

    [TestCase("NTK", new[] { .5, .25, .25 }, new[] { 1, 1, 1.0 })]
    [TestCase("standard", new[] { 1, 1, 1.0 }, new[] { .5, .25, .25 })]
    [TestCase("mean-field", new[] { .5, .25, .0625 }, new[] { 1, 1, 1.0 })]
    [TestCase("muP", new[] { 2, 1, .25 }, new[] { .25, .25, .25 })]
    public void A_parameterization_is_a_multiplier_and_a_deviation(string name, double[] multipliers, double[] deviations)
    {
        Parameterization[] all =
            [Parameterization.Ntk, Parameterization.Standard, Parameterization.MeanField, Parameterization.MaximalUpdate];
        var network =
            new Network(new Architecture(Shape.Vector(4), new Dense(16), new Dense(16), new Dense(4)), all.Single(p => p.Name == name));
        Assert.Multiple(() =>
        {
            Assert.That(network.Blocks.Select(block => block.Multiplier), Is.EqualTo(multipliers));
            Assert.That(network.Blocks.Select(block => block.StandardDeviation), Is.EqualTo(deviations));
        });
    }

    [Test]
    public void A_block_is_drawn_with_its_deviation()
    {
        var wide = new Network(new Architecture(Shape.Vector(400), new Dense(400, 4, 9)), Parameterization.Standard);
        var theta = wide.DrawParameters(RandomStream.FromSeed(3));
        Assert.That(theta.SubVector(0, 160_000).L2Norm() / 400, Is.EqualTo(.1).Within(1).Percent);
        Assert.That(theta.SubVector(160_000, 400).L2Norm() / 20, Is.EqualTo(3).Within(15).Percent);
    }

    [Test]
    public void Another_width_of_one_layer_leaves_the_draws_of_the_others_alone()
    {
        var wider = new Network(new Architecture(Shape.Vector(3), new Dense(4, 2, .5), new Activated(Activations.Relu), new Dense(5)));
        Assert.That(wider.DrawParameters(RandomStream.FromSeed(1)).SubVector(0, 16), Is.EqualTo(Theta.SubVector(0, 16)));
    }

    [Test]
    public void Bad_input_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() => Small.Outputs(Theta.SubVector(0, 3), Inputs),
            Throws.ArgumentException.With.Message.Contains("parameters has 3 entries").And.Message.Contains("24"));
        Assert.That(() =>
            Small.Outputs(Theta * double.NaN, Inputs), Throws.ArgumentException.With.Message.Contains("parameters[0] is NaN"));
        Assert.That(() => Small.Outputs(Theta, Inputs.SubMatrix(0, 5, 0, 2)),
            Throws.ArgumentException.With.Message.Contains("inputs is 5 x 2; it needs to be 5 x 3"));
        Assert.That(() =>
            Small.Outputs(Theta, Inputs * double.PositiveInfinity), Throws.ArgumentException.With.Message.Contains("inputs["));
        Assert.That(() => Small.TransposedJacobianVectorProduct(Theta, Inputs, Inputs),
            Throws.ArgumentException.With.Message.Contains("cotangent is 5 x 3; it needs to be 5 x 2"));
        Assert.That(() => Small.JacobianVectorProduct(Theta, Inputs, Theta.SubVector(0, 3)),
            Throws.ArgumentException.With.Message.Contains("direction has 3 entries"));
        Assert.That(() => Small.Outputs(Theta, Matrix<double>.Build.Dense(0, 3)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("inputs.RowCount is 0; it needs to be at least 1"));
        Assert.That(() => EmpiricalNtk.Full(Small, Theta, Matrix<double>.Build.Dense(0, 3)),
            Throws.ArgumentException.With.Message.Contains("A batch is empty"));
        Assert.That(() => EmpiricalNtk.Full(Small, Theta, Inputs, options: new() { Tile = 0 }),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("Tile is 0"));
    });

    [Test]
    public void Long_work_reports_its_progress_and_can_be_cancelled()
    {
        var told = new List<double>();
        using var cancel = new CancellationTokenSource();
        var options = new EmpiricalNtkOptions { Tile = 2, Progress = new Told(told.Add), Cancellation = cancel.Token };
        EmpiricalNtk.Trace(Small, Theta, Inputs, options: options);
        Assert.That(told, Has.Count.EqualTo(6).And.Ordered.And.ItemAt(5).EqualTo(1));
        cancel.Cancel();
        Assert.That(() => EmpiricalNtk.Trace(Small, Theta, Inputs, options: options), Throws.InstanceOf<OperationCanceledException>());
    }

    [Property(Cases = 60)]
    public void Shares_of_the_layers_add_up_to_the_kernel(ArchitecturePlan plan, Size rows, Size columns, Seed seed)
    {
        var network = new Network(plan.Build());
        var (theta, x, y) =
            (network.DrawParameters(seed.Open("weights")), seed.Matrix(rows, network.InputCount, "x"),
                seed.Matrix(columns, network.InputCount, "y"));
        var shares = EmpiricalNtk.LayerTraces(network, theta, x, y);
        Assert.That(shares.Select(share => (share.RowCount, share.ColumnCount)), Is.All.EqualTo(((int)rows, (int)columns)));
        Assert.That(shares, Has.Count.EqualTo(network.Blocks.Count));
        var difference = shares.Aggregate((sum, share) => sum + share) - EmpiricalNtk.Trace(network, theta, x, y).Matrix;
        Assert.That(difference.FrobeniusNorm(), Is.LessThanOrEqualTo(1e-14 * shares.Sum(share => share.FrobeniusNorm())));
    }

    [Test]
    public void It_prints_its_architecture_and_parameterization() =>
        Assert.That($"{Small}", Does.StartWith("3 | dense(4;").And.EndsWith("(NTK)"));

    sealed class Told(Action<double> listen) : IProgress<double>
    {
        public void Report(double value) => listen(value);
    }
}
