using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

/// <summary>
/// The coordinate check of Yang et al. 2022: after a few steps the outputs and what each block of parameters adds to its layer have moved
/// as far in a wide network as in a narrow one.
/// </summary>
public class CoordinateCheckTests
{
    const int Narrow = 64, Wide = 1024;
    const int Networks = 4;
    const int Steps = 4;

    static readonly Matrix<double> Inputs = RandomStream.FromSeed(1).Substream("inputs").NormalMatrix(8, 4);
    static readonly Matrix<double> Targets = RandomStream.FromSeed(1).Substream("targets").NormalMatrix(8, 1);

    [Test]
    public void In_maximal_update_every_block_moves_alike_at_every_width_by_gradient_descent() =>
        Assert.That(Ratios(Parameterization.MaximalUpdate, (_, network) => new GradientDescent(.1).For(network)), IsAlike);

    [Test]
    public void In_maximal_update_every_block_moves_alike_at_every_width_by_Adam() =>
        Assert.That(Ratios(Parameterization.MaximalUpdate, (_, network) => new Adam(.01).For(network)), IsAlike);

    [Test]
    public void In_mean_field_every_block_moves_alike_at_every_width_by_gradient_descent() =>
        Assert.That(Ratios(Parameterization.MeanField, (width, network) => new GradientDescent(.1 * width).For(network), hiddenLayers: 1),
            IsAlike);

    [Test]
    public void With_one_rate_for_all_blocks_Adam_explodes_in_wide_networks() =>
        Assert.That(Ratios(Parameterization.MaximalUpdate, (_, _) => new Adam(.01)).Max(), Is.GreaterThan(3));

    [Test]
    public void In_the_NTK_parameterisation_the_hidden_layers_of_wide_networks_move_less() =>
        Assert.That(Ratios(Parameterization.Ntk, (_, network) => new GradientDescent(.1).For(network)).Min(), Is.LessThan(.4));

    [Test]
    public void An_optimiser_for_another_network_is_refused()
    {
        var optimiser = new Adam(.1).For(At(8, Parameterization.MaximalUpdate, 1));
        Assert.That(() => Run(At(9, Parameterization.MaximalUpdate, 1), optimiser, 0),
            Throws.ArgumentException.With.Message.StartsWith("optimiser is for a network of 49 parameters; there are 55"));
    }

    static NUnit.Framework.Constraints.Constraint IsAlike => Is.All.InRange(.6, 1.6);

    /// <summary>Of the outputs and of each block, the movement in wide networks over that in narrow ones.</summary>
    static double[] Ratios(Parameterization parameterization, Func<int, Network, Optimiser> optimiser, int hiddenLayers = 2) =>
        [.. Movements(Wide, parameterization, optimiser, hiddenLayers)
            .Zip(Movements(Narrow, parameterization, optimiser, hiddenLayers), (wide, narrow) => wide / narrow)];

    static double[] Movements(int width, Parameterization parameterization, Func<int, Network, Optimiser> optimiser, int hiddenLayers)
    {
        var network = At(width, parameterization, hiddenLayers);
        var runs = Enumerable.Range(0, Networks).Select(seed => Run(network, optimiser(width, network), seed)).ToArray();
        return [.. runs[0].Select((_, i) => Math.Sqrt(runs.Average(run => run[i] * run[i])))];
    }

    /// <summary>
    /// The movement of the outputs, then of each block: the norm of what it adds to its layer, a neuron, for inputs of size one. A matrix
    /// that moves by one outer product has it as its spectral norm, here bounded by that of Frobenius.
    /// </summary>
    static double[] Run(Network network, Optimiser optimiser, int seed)
    {
        var start = network.DrawParameters(RandomStream.FromSeed(2).Substream(seed));
        var run = new TrainingRun(new FullBatch(Objective.Mean(network, Loss.Squared, Inputs, Targets)), optimiser, start);
        run.Run(Steps);
        var moved = run.Parameters - start;
        return
        [
            (network.Outputs(run.Parameters, Inputs) - network.Outputs(start, Inputs)).FrobeniusNorm(),
            .. network.Blocks.Select(block => block.Multiplier * moved.SubVector(block.Offset, block.Count).L2Norm()
                * Math.Sqrt(block.Rows) / Math.Sqrt(block.Columns)),
        ];
    }

    static Network At(int width, Parameterization parameterization, int hiddenLayers) => new(
        new(Shape.Vector(4), [.. Enumerable.Repeat<Layer[]>([new Dense(width, 1, .1), new Activated(Activations.Tanh)], hiddenLayers)
            .SelectMany(layers => layers), new Dense(1, 1, .1)]), parameterization);
}
