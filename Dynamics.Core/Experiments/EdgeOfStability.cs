using Dynamics.Architectures;
using Dynamics.Geometry;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Training;

namespace Dynamics.Experiments;

/// <summary>
/// What <see cref="EdgeOfStability"/> trains: a tanh network with two hidden layers on random labels of random inputs, full batch, mean
/// squared loss.
/// </summary>
public sealed record EdgeOfStabilitySettings
{
    /// <summary>Neurons of each hidden layer.</summary>
    public int Width { get; init => field = Require.Size(value, nameof(Width)); } = 24;

    /// <summary>N.</summary>
    public int Examples { get; init => field = Require.Size(value, nameof(Examples)); } = 30;

    /// <summary>D.</summary>
    public int Inputs { get; init => field = Require.Size(value, nameof(Inputs)); } = 3;

    /// <summary>eta t at the end.</summary>
    public double Duration { get; init => field = Require.Positive(value, nameof(Duration)); } = 320;

    /// <summary>How often the sharpness is taken, from the start to the end.</summary>
    public int Looks { get; init => field = Require.Size(value, nameof(Looks)); } = 80;

    /// <summary>Whether the network is made linear in its parameters around its start: its sharpness does not move.</summary>
    public bool Linearised { get; init; }
}

/// <summary>A run of gradient descent.</summary>
/// <param name="Rate">eta.</param>
/// <param name="Losses">Before each step.</param>
/// <param name="Times">eta t, where the sharpness was taken.</param>
/// <param name="Sharpness">The largest eigenvalue of the Hessian there.</param>
public sealed record EdgeRun(double Rate, IReadOnlyList<double> Losses, IReadOnlyList<double> Times, IReadOnlyList<double> Sharpness)
{
    /// <summary>The median sharpness of the last half.</summary>
    public double LateSharpness
    {
        get
        {
            double[] late = [.. Sharpness.Skip(Sharpness.Count / 2).Order()];
            return (late[(late.Length - 1) / 2] + late[late.Length / 2]) / 2;
        }
    }
}

/// <summary>
/// Gradient descent at a large step: the sharpness grows until it reaches 2 / eta, beyond which a quadratic would diverge, and stays there
/// while the loss goes on falling, not monotonically (Cohen et al. 2021).
/// </summary>
public static class EdgeOfStability
{
    const double BiasVariance = .1;
    const int MostSteps = 100_000_000;

    /// <summary>One run; runs of the same seed share the data and the start.</summary>
    /// <param name="settings">What is trained.</param>
    /// <param name="rate">eta.</param>
    /// <param name="seed">Of the data and the start.</param>
    /// <exception cref="DivergedException">The loss stops being finite; names the step.</exception>
    public static EdgeRun Run(EdgeOfStabilitySettings settings, double rate, int seed) =>
        Run(settings, rate, RandomStream.FromSeed((ulong)seed).Substream("edge of stability"));

    /// <summary>One run; runs of the same stream share the data and the start.</summary>
    /// <param name="settings">What is trained.</param>
    /// <param name="rate">eta.</param>
    /// <param name="stream">Where the data and the start come from.</param>
    /// <exception cref="DivergedException">The loss stops being finite; names the step.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are less steps than looks, or more than a hundred million.</exception>
    public static EdgeRun Run(EdgeOfStabilitySettings settings, double rate, RandomStream stream)
    {
        var (objective, run) = Start(settings, rate, stream);
        var (losses, times, sharpness) = (new List<double>(), new List<double>(), new List<double>());
        var steps = Steps(settings, rate);
        var between = steps / settings.Looks;
        Look(run);
        run.Run(steps, it =>
        {
            losses.Add(it.Loss);
            if (it.Step % between == 0) Look(it);
        });
        return new(rate, losses, times, sharpness);

        void Look(TrainingRun it)
        {
            times.Add(rate * it.Step);
            sharpness.Add(Sharpness(objective, it, stream));
        }
    }

    /// <summary>The sharpness of a run before some step and after each of those that follow.</summary>
    /// <param name="settings">What is trained.</param>
    /// <param name="rate">eta.</param>
    /// <param name="first">Steps before the first look, at least 0.</param>
    /// <param name="count">Steps after it, at least 0.</param>
    /// <param name="stream">Where the data and the start come from.</param>
    /// <exception cref="DivergedException">The loss stops being finite; names the step.</exception>
    public static IReadOnlyList<double> SharpnessStepByStep(
        EdgeOfStabilitySettings settings, double rate, int first, int count, RandomStream stream)
    {
        Require.Steps(first, nameof(first));
        Require.Steps(count, nameof(count));
        var (objective, run) = Start(settings, rate, stream);
        run.Run(first);
        List<double> sharpness = [Sharpness(objective, run, stream)];
        run.Run(count, it => sharpness.Add(Sharpness(objective, it, stream)));
        return sharpness;
    }

    static (Objective Objective, TrainingRun Run) Start(EdgeOfStabilitySettings settings, double rate, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stream);
        Require.Positive(rate, nameof(rate));
        var network = new Network(Of(settings), Parameterization.Standard);
        var start = network.DrawParameters(stream.Substream("start"));
        IDifferentiableModel model = settings.Linearised ? new FirstOrderExpansion(network, start) : network;
        var objective = Objective.Mean(model, Loss.Squared,
            stream.Substream("inputs").NormalMatrix(settings.Examples, settings.Inputs),
            stream.Substream("labels").NormalMatrix(settings.Examples, 1));
        return (objective, new(new FullBatch(objective), new GradientDescent(rate), start));
    }

    static int Steps(EdgeOfStabilitySettings settings, double rate)
    {
        var steps = Math.Round(settings.Duration / rate);
        if (!(steps >= settings.Looks && steps <= MostSteps))
            throw new ArgumentOutOfRangeException(nameof(rate), rate,
                $"settings.Duration / rate is {settings.Duration / rate:g3} steps; it needs to be from settings.Looks, "
                    + $"{settings.Looks}, to {MostSteps:N0}.");
        return (int)steps;
    }

    static double Sharpness(Objective objective, TrainingRun run, RandomStream stream) =>
        Curvature.Sharpness(objective, run.Parameters, stream.Substream("Lanczos"), 1e-3);

    static Architecture Of(EdgeOfStabilitySettings settings) => new(Shape.Vector(settings.Inputs),
        Dense(settings.Width), new Activated(Activations.Tanh), Dense(settings.Width), new Activated(Activations.Tanh), Dense(1));

    static Dense Dense(int width) => new(width, BiasVariance: BiasVariance);
}
