using System.Collections.Immutable;
using Dynamics.Geometry;

namespace Dynamics.Experiments;

/// <summary>One run of an optimiser.</summary>
/// <param name="Step">The step size.</param>
/// <param name="StepLimit">The run ends after so many steps if it has not arrived.</param>
public readonly record struct ValleyRun(double Step, int StepLimit)
{
    /// <summary>The run ends after so many steps if it has not arrived.</summary>
    public int StepLimit { get; init => field = Require.Steps(value, nameof(StepLimit)); } = Require.Steps(StepLimit, nameof(StepLimit));

    internal static ValleyRun Checked(ValleyRun run, string name)
    {
        Require.Positive(run.Step, $"{name}.{nameof(Step)}");
        return run;
    }
}

/// <summary>What <see cref="CurvedValley.Run"/> compares. The default is the report's phase 1.</summary>
public sealed record CurvedValleySettings
{
    /// <summary>Where all runs start.</summary>
    public (double X, double Y) Start { get; init => field = Require.Finite(value, nameof(Start)); } = (-1.2, 1);

    /// <summary>The loss at which a run stops.</summary>
    public double TargetLoss { get; init => field = Require.Positive(value, nameof(TargetLoss)); } = 1e-8;

    /// <summary>b: how bent the valley is, in the loss and in the metric.</summary>
    public double Curvature { get; init => field = Require.Positive(value, nameof(Curvature)); } = 10;

    /// <summary>
    /// The runs of gradient descent: at a step just below the largest stable one at the minimum, 2 / 500.8, and at a larger step, which
    /// never arrives.
    /// </summary>
    public ImmutableArray<ValleyRun> GradientDescent
    {
        get;
        init => field = Require.Each(value, nameof(GradientDescent), ValleyRun.Checked);
    } = [new(.003934927, 20_000), new(.0075, 200)];

    /// <summary>The runs of natural gradient descent.</summary>
    public ImmutableArray<ValleyRun> NaturalGradient
    {
        get;
        init => field = Require.Each(value, nameof(NaturalGradient), ValleyRun.Checked);
    } = [new(1, 5_000), new(.5, 5_000), new(.1, 5_000), new(.05, 5_000), new(.01, 5_000)];

    /// <inheritdoc/>
    public override string ToString() =>
        $"valley with b = {Curvature} from {Start} to a loss of {TargetLoss:g3}; gradient descent with steps "
        + $"{string.Join(", ", GradientDescent.Select(run => run.Step))}; natural gradient with steps "
        + string.Join(", ", NaturalGradient.Select(run => run.Step));
}

/// <summary>What the runs did.</summary>
/// <param name="Paths">One path for each run: gradient descent first, in the order of the settings.</param>
/// <param name="Geodesic">Points of the geodesic from the start to the minimum, evenly spaced in the Fisher metric.</param>
public sealed record CurvedValleyResult(IReadOnlyList<ValleyPath> Paths, IReadOnlyList<ValleyPoint> Geodesic)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(Environment.NewLine, Paths);
}
