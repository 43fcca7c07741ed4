using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>Networks on their way to the largest margin.</summary>
static class MarginRuns
{
    /// <summary>The square of ReLU, one hidden layer: L = 3, and smooth.</summary>
    public static readonly MarginSettings Smooth = new();

    /// <summary>ReLU, one hidden layer: L = 2.</summary>
    public static readonly MarginSettings Shallow = new() { Hidden = [32], Power = 1, Steps = 4000 };

    /// <summary>ReLU, two hidden layers: L = 3.</summary>
    public static readonly MarginSettings Deep = new() { Hidden = [32, 32], Power = 1, Steps = 4000 };

    /// <summary>Stochastic gradient descent, shallow and deep.</summary>
    public static readonly MarginSettings[] Stochastic = [.. new[] { Shallow with { Step = .2 }, Deep with { Step = .05 } }
        .Select(net => net with { Batch = 4, Steps = 12_000, LongestStep = .5 })];

    public static MarginTrained Train(Replicate replicate, MarginSettings settings)
    {
        var stream = replicate.Stream.Substream("margin");
        return new(settings, stream, MarginMaximisation.Run(settings, stream));
    }
}

/// <summary>A run and where it came from.</summary>
sealed record MarginTrained(MarginSettings Settings, RandomStream Stream, MarginRun Run)
{
    /// <summary>The point after which the loss is below 1 for good, or null.</summary>
    public MarginPoint? Fit => Run.FirstFitted;

    public MarginPoint End => Run.Points[^1];

    /// <summary>The direction of a point at another norm.</summary>
    public MarginPoint AtNorm(MarginPoint point, double norm) => MarginMaximisation.AtNorm(Settings, Stream, point, norm);

    /// <summary>The weights of the first fit, only made as long as at the end.</summary>
    public MarginPoint FitMadeLong => AtNorm(Fit!, End.Norm);

    /// <summary>
    /// The weights of the first fit, turned as far as the run turned them, but in a direction drawn at random; as long as at the end.
    /// </summary>
    public MarginPoint FitTurnedAnywhere
    {
        get
        {
            var (fit, end) = (Direction(Fit!), Direction(End));
            var cosine = fit * end;
            var drawn = Stream.Substream("another direction").NormalVector(fit.Count);
            var perpendicular = (drawn - (drawn * fit) * fit).Normalize(2);
            var turned = cosine * fit + Math.Sqrt(Math.Max(0, 1 - cosine * cosine)) * perpendicular;
            return AtNorm(End with { Weights = [.. turned], Norm = 1 }, End.Norm);
        }
    }

    static Vector<double> Direction(MarginPoint point) => Vector<double>.Build.DenseOfEnumerable(point.Weights).Normalize(2);
}
