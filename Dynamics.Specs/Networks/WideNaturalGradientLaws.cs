using Dynamics.Architectures;
using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearRegression;

namespace Dynamics.Specs.Networks;

/// <summary>
/// Minimum-norm natural gradient trains a linear model at one rate in every direction. A wide network is nearly linear over the distance
/// that it has to go, so it does the same but for an error that falls with its width.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract class WideNaturalGradientLaws(Activation activation) : ISubjectsOf<WideNaturalGradientLaws.Ensemble>
{
    static readonly int[] Widths = [32, 64, 128, 256, 512];

    const int Groups = 52;
    const int NetworksOfAGroup = 4;
    const int Examples = 4;
    const int Features = 8;
    const int Steps = 3;
    const double StepSize = .5;

    /// <summary>Groups of networks of one hidden layer, each group on its own inputs and at all widths.</summary>
    public sealed record Ensemble(int Seed)
    {
        public override string ToString() => $"{Groups} groups of {NetworksOfAGroup} networks of one hidden layer, seed {Seed}";
    }

    public Subjects<Ensemble> Subjects => new(
        Gen.Choose(0, int.MaxValue).Select(seed => new Ensemble(seed)), _ => [], _ => Widths.Select(n => Trait.Of("width", n)));

    [Law("G13b", LawKind.Limit, @"|r_t - (1 - \eta)^t r_0| = O(n^{-p})",
        Source = "Zhang, Martens and Grosse 2019; Lee et al. 2019; p = 1 for smooth activations is derived here",
        Given = "NTK parameterisation, one hidden layer of width n, inputs of length 1 that are far from parallel; squared loss; "
            + "minimum-norm natural gradient, three steps of 1/2; the slope of the error's logarithm against that of n; "
            + "p = 1 where the activation is smooth, for terms that would fall like the root are odd in the output weights, "
            + "and at least 1/2 for ReLU",
        Within = nameof(Slopes), Alpha = 1e-8, Cases = 1, RestsOn = ["G13", "G14b"])]
    public Measurement Wide_networks_train_at_one_rate(Ensemble ensemble) => FallsWithTheWidth(ensemble, Parameterization.Ntk, Natural);

    [Mistake(nameof(Wide_networks_train_at_one_rate), "steps that are too long by a tenth", Catches = 1)]
    public Measurement With_steps_that_are_too_long_by_a_tenth_they_do_not(Ensemble ensemble) =>
        WithStepsLongerBy(.1, ensemble);

    [HypothesisDropped(nameof(Wide_networks_train_at_one_rate), "mean-field scaling for the NTK's", Catches = 1)]
    public Measurement With_mean_field_scaling_they_do_not(Ensemble ensemble) =>
        FallsWithTheWidth(ensemble, Parameterization.MeanField, Natural);

    [HypothesisDropped(nameof(Wide_networks_train_at_one_rate), "gradient descent, its rate that of the fastest mode", Catches = 1)]
    public Measurement By_gradient_descent_they_do_not(Ensemble ensemble) =>
        FallsWithTheWidth(ensemble, Parameterization.Ntk, (network, likelihood, theta, targets, inputs) =>
            likelihood.Gradient(theta, targets) / network.TangentKernel(theta, inputs).L2Norm());

    static Rule Slopes => new Rate(.5,
        "a group is four networks at widths 32 to 512, its slope that of their mean log error by least squares");

    protected Measurement WithStepsLongerBy(double share, Ensemble ensemble) =>
        FallsWithTheWidth(ensemble, Parameterization.Ntk, (network, likelihood, theta, targets, inputs) =>
            (1 + share) * Natural(network, likelihood, theta, targets, inputs));

    /// <summary>What the slopes of groups say of p.</summary>
    protected abstract Measurement Falls(string name, IReadOnlyCollection<double> slopes);

    delegate Vector<double> Direction(
        Network network, Likelihood likelihood, Vector<double> theta, Matrix<double> targets, Matrix<double> inputs);

    static Vector<double> Natural(
        Network network, Likelihood likelihood, Vector<double> theta, Matrix<double> targets, Matrix<double> inputs) =>
        likelihood.NaturalGradient(theta, targets, 0);

    Measurement FallsWithTheWidth(Ensemble ensemble, Parameterization parameterization, Direction direction) =>
        Falls("slope of log |r_t − (1 − η)ᵗ r₀| against log n",
            [.. Enumerable.Range(0, Groups).Select(group => Slope(ensemble, parameterization, direction, group))]);

    double Slope(Ensemble ensemble, Parameterization parameterization, Direction direction, int group)
    {
        var stream = RandomStream.FromSeed((ulong)ensemble.Seed).Substream($"group {group}");
        var (inputs, targets) = (stream.Substream("inputs").NormalMatrix(Examples, Features).NormalizeRows(2),
            stream.Substream("targets").NormalMatrix(Examples, 1));
        var errors = Widths.Select(n => Enumerable.Range(0, NetworksOfAGroup).Average(network => Math.Log(Error(
            new(new(Shape.Vector(Features), new Dense(n, 2), new Activated(activation), new Dense(1)), parameterization),
            stream.Substream($"width {n}, network {network}"), inputs, targets, direction))));
        return SimpleRegression.Fit([.. Widths.Select(n => Math.Log(n))], [.. errors]).B;
    }

    static double Error(Network network, RandomStream stream, Matrix<double> inputs, Matrix<double> targets, Direction direction)
    {
        var theta = network.Draw(stream);
        var likelihood = Likelihood.Sum(network, new GaussianMean(1), inputs);
        var start = network.Outputs(theta, inputs) - targets;
        for (var t = 0; t < Steps; t++)
            theta -= StepSize * direction(network, likelihood, theta, targets, inputs);
        return (network.Outputs(theta, inputs) - targets - Math.Pow(1 - StepSize, Steps) * start).FrobeniusNorm() / start.FrobeniusNorm();
    }
}

[Subject("Wide erf networks")]
public sealed class WideErfNaturalGradientLaws() : WideNaturalGradientLaws(Activations.Erf)
{
    protected override Measurement Falls(string name, IReadOnlyCollection<double> slopes) => Measure.Mean(name, slopes, "−1", -1);

    [Mistake(nameof(Wide_networks_train_at_one_rate), "steps that are too long by a fiftieth", Catches = 1)]
    public Measurement With_steps_that_are_too_long_by_a_fiftieth_they_do_not(Ensemble ensemble) => WithStepsLongerBy(.02, ensemble);
}

[Subject("Wide ReLU networks")]
public sealed class WideReluNaturalGradientLaws() : WideNaturalGradientLaws(Activations.Relu)
{
    protected override Measurement Falls(string name, IReadOnlyCollection<double> slopes) => Measure.MeanAtMost(name, slopes, "−1/2", -.5);
}
