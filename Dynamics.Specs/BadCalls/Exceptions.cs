using Dynamics.Experiments;
using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Training;

namespace Dynamics.Specs.BadCalls;

/// <summary>What looks bad and is right, each for a reason.</summary>
static class Exceptions
{
    /// <summary>Whether a call with the value is none that has to be refused, or to show it.</summary>
    public static bool Cover(Callable called, Argument argument, BadValue bad) =>
        IsWritten(called, argument) && bad.Flaw is Flaw.NotANumber or Flaw.Infinite or Flaw.Unfit
        || IsCheckedInUse(called)
        || typeof(Exception).IsAssignableFrom(called.Owner)
        || bad.Flaw == Flaw.Unfit && bad.Names.Any(name => name is "seed" or "Seed" or "Seeds")
        || bad.Names is ["path", nameof(SgdPath.Losses)]
        || bad.Names is ["point", not (nameof(MarginPoint.Norm) or nameof(MarginPoint.Weights))]
        || bad is { Flaw: Flaw.Infinite, Names: [.., nameof(MarginSettings.LongestStep)] }
        || called.Owner == typeof(MatchedDiffusion) && bad.Flaw == Flaw.Extreme // A call takes a twentieth of a second.
        || Single.GetValueOrDefault((called.Owner, called.Member, argument.Name), []).Contains(bad.Flaw);

    /// <summary>What is written into may hold anything before.</summary>
    static bool IsWritten(Callable called, Argument argument) =>
        argument.IsWritten || (called.Member, argument.Name) is ("ValueAndGradient", "gradient")
        || called.Owner == typeof(MatrixProduct) && argument.Name == "c";

    /// <summary>A view has a default that fits nothing: it is checked where it is used.</summary>
    static bool IsCheckedInUse(Callable called) =>
        (called.IsSetter || called.Member == "new") && (called.Owner == typeof(MatrixView) || called.Owner == typeof(TableView));

    static readonly Dictionary<(Type, string, string), Flaw[]> Single = new()
    {
        // A negative offset is the mark for a zero outside of the table.
        [(typeof(MatrixProduct), nameof(MatrixProduct.SetGathered), "a")] = [Flaw.Unfit],
        [(typeof(MatrixProduct), nameof(MatrixProduct.SetGathered), "b")] = [Flaw.Unfit],

        // Any number names a stream.
        [(typeof(RandomStream), nameof(RandomStream.Substream), "index")] = [Flaw.Unfit],

        // No run has it, so none is found.
        [(typeof(KernelEvolutionResult), nameof(KernelEvolutionResult.Of), "width")] = [Flaw.Unfit],

        // All losses are below infinity.
        [(typeof(ClassificationRun), nameof(ClassificationRun.FirstBelow), "loss")] = [Flaw.Infinite],

        // The plain scalar has no derivatives to take.
        [(typeof(Real), nameof(Real.Compose), "first")] = [Flaw.NotANumber, Flaw.Infinite],
        [(typeof(Real), nameof(Real.Compose), "second")] = [Flaw.NotANumber, Flaw.Infinite],

        // A dual number has no second derivative to take.
        [(typeof(Dual), nameof(Dual.Compose), "second")] = [Flaw.NotANumber, Flaw.Infinite],

        // Its time is the caller's, who is told of every step and can cancel.
        [(typeof(TrainingRun), nameof(TrainingRun.Run), "steps")] = [Flaw.Extreme],
    };
}
