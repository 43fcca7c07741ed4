using Dynamics.Architectures;
using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Specs.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// Minimum-norm natural gradient trains a linear model at one rate in every direction. A wide network is nearly linear over the distance
/// that it has to go, so it does the same but for an error that falls with its width.
/// </summary>
[Chapter("Information geometry", Report = "2.1"), Subject("Wide smooth networks")]
public sealed class WideNaturalGradientLaws : ISubjectsOf<WideNaturalGradientLaws.Ensemble>
{
    static readonly int[] Widths = [64, 256, 1024];

    const int Groups = 40;
    const int GroupsOfAFalsifier = 15;
    const int Examples = 4;
    const int Features = 8;
    const int Steps = 3;
    const double StepSize = .5;

    /// <summary>
    /// Networks of one hidden layer on inputs of length 1, in pairs of neurons with opposite signs. The neurons of the widest network of
    /// a group are dealt out to the narrower ones.
    /// </summary>
    public sealed record Ensemble(Activation Activation, int Seed)
    {
        public override string ToString() => $"{Activation} networks of one hidden layer, seed {Seed}";
    }

    public Subjects<Ensemble> Subjects => new(
        from activation in Gen.Elements<Activation>(Activations.Erf, Activations.Softplus)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Ensemble(activation, seed), _ => [], _ => Widths.Select(n => Trait.Of("width", n)));

    [Law("G13b", LawKind.Limit, @"\lVert \mathbb{E}[r_t - (1 - \eta)^t r_0] \rVert \sim n^{-1}",
        Source = "Zhang, Martens and Grosse 2019; Lee et al. 2019; the exponent −1 for smooth activations is derived here",
        Given = "NTK parameterisation, normal weights, one hidden layer of n pairs of neurons with opposite signs, so that f_0 = 0; a "
            + "smooth activation; fixed distinct inputs of length 1, Θ of full rank; squared loss; minimum-norm natural gradient "
            + "without damping, three steps of 1/2; widths 64, 256, 1024; the exponent of the norm of the mean over networks, its term "
            + "in 1 / n extrapolated away",
        Within = nameof(OfExponents), Alpha = 1e-8, Cases = 1, RestsOn = ["G13", "G14b"])]
    public Measurement Natural_gradient_trains_all_modes_of_a_wide_network_at_one_rate_up_to_one_over_the_width(Ensemble ensemble) =>
        TrainsAtOneRate(ensemble, Groups, Parameterization.Ntk, Natural);

    [Mistake(nameof(Natural_gradient_trains_all_modes_of_a_wide_network_at_one_rate_up_to_one_over_the_width),
        "steps that are 1 % too long",
        Catches = 1)]
    public Measurement With_steps_that_are_1_percent_too_long_it_does_not(Ensemble ensemble) =>
        TrainsAtOneRate(ensemble, GroupsOfAFalsifier, Parameterization.Ntk, (at, theta) => 1.01 * Natural(at, theta));

    [HypothesisDropped(nameof(Natural_gradient_trains_all_modes_of_a_wide_network_at_one_rate_up_to_one_over_the_width),
        "mean-field scaling for the NTK's", Catches = 1)]
    public Measurement With_mean_field_scaling_it_does_not(Ensemble ensemble) =>
        TrainsAtOneRate(ensemble, GroupsOfAFalsifier, Parameterization.MeanField, Natural);

    [HypothesisDropped(nameof(Natural_gradient_trains_all_modes_of_a_wide_network_at_one_rate_up_to_one_over_the_width),
        "gradient descent, its rate that of the fastest mode", Catches = 1)]
    public Measurement Gradient_descent_does_not(Ensemble ensemble) =>
        TrainsAtOneRate(ensemble, GroupsOfAFalsifier, Parameterization.Ntk, (at, theta) =>
        at.Likelihood.Gradient(theta, at.Targets) / at.Network.TangentKernel(theta, at.Inputs).L2Norm());

    static Rule OfExponents => new ExtrapolatedRate(.15, "a group is 1024 pairs of neurons, in one, four and sixteen networks");

    static Vector<double> Natural(Run at, Vector<double> theta) => at.Likelihood.NaturalGradient(theta, at.Targets, 0);

    static Measurement TrainsAtOneRate(
        Ensemble ensemble, int groups, Parameterization parameterization, Func<Run, Vector<double>, Vector<double>> direction)
    {
        var stream = RandomStream.FromSeed((ulong)ensemble.Seed);
        var (inputs, targets) = (stream.Substream("inputs").NormalMatrix(Examples, Features).NormalizeRows(2),
            stream.Substream("targets").NormalMatrix(Examples, 1));
        var vectors = Enumerable.Range(0, Settings.FromEnvironment.Samples(groups)).Select(Group).ToArray();
        return Measure.Exponent("exponent of |E [r_t − (1 − η)ᵗ r₀]|", WidthExponent.OfMeans(Widths, vectors), "−1", -1);

        Vector<double>[] Group(int group)
        {
            var neurons = stream.Substream($"group {group}");
            var (incoming, outgoing) = (neurons.Substream("incoming").NormalMatrix(Features, Widths[^1]),
                neurons.Substream("outgoing").NormalVector(Widths[^1]));
            return [.. Widths.Select(n => Mean(Enumerable.Range(0, Widths[^1] / n)
                .Select(i => Error(n, incoming.SubMatrix(0, Features, i * n, n), outgoing.SubVector(i * n, n)))))];
        }

        Vector<double> Error(int n, Matrix<double> incoming, Vector<double> outgoing)
        {
            var network = new Network(new(Shape.Vector(Features), new Dense(2 * n, 2), new Activated(ensemble.Activation), new Dense(1)),
                parameterization);
            var into = network.Blocks[0].StandardDeviation * Vector<double>.Build.Dense(incoming.ToColumnMajorArray());
            var from = network.Blocks[1].StandardDeviation * outgoing;
            var theta = Vector<double>.Build.DenseOfEnumerable([.. into, .. into, .. from, .. -from]);
            var run = new Run(network, Likelihood.Sum(network, new GaussianMean(1), inputs), inputs, targets);
            for (var t = 0; t < Steps; t++) theta = Descent.Step(theta, direction(run, theta), StepSize);
            return (network.Outputs(theta, inputs) - (1 - Math.Pow(1 - StepSize, Steps)) * targets).Column(0) / targets.FrobeniusNorm();
        }
    }

    static Vector<double> Mean(IEnumerable<Vector<double>> vectors)
    {
        var all = vectors.ToArray();
        return all.Aggregate((sum, vector) => sum + vector) / all.Length;
    }

    /// <summary>What a step is taken on.</summary>
    sealed record Run(Network Network, Likelihood Likelihood, Matrix<double> Inputs, Matrix<double> Targets);
}
