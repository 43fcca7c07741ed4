using System.Runtime.CompilerServices;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Properties;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Dynamics.Specs;

/// <summary>
/// A test that holds for all its arguments: FsCheck draws them from <see cref="Generators"/>, makes those on which it fails simpler, and
/// prints them with their replay. The draws derive from DYNAMICS_SEED and the test's name, their number is multiplied by DYNAMICS_CASES.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PropertyAttribute : FsCheck.NUnit.PropertyAttribute, IWrapTestMethod
{
    const int DefaultCases = 100;

    public PropertyAttribute([CallerMemberName] string name = "")
    {
        var stream = RandomStream.FromSeed(Settings.FromEnvironment.Seed).Substream("properties").Substream(name);
        Replay = $"({stream.NextUInt64()},{stream.NextUInt64() | 1})";
        Arbitrary = [typeof(Generators)];
        QuietOnSuccess = true;
        Cases = DefaultCases;
    }

    /// <summary>How often arguments are drawn.</summary>
    public int Cases
    {
        get => MaxTest;
        set => MaxTest = Settings.FromEnvironment.Cases(value);
    }

    TestCommand ICommandWrapper.Wrap(TestCommand command) =>
        new LastFailureAlone(((ICommandWrapper)new FsCheck.NUnit.PropertyAttribute()).Wrap(command));

    /// <summary>NUnit keeps what was asserted on the way to the simplest case; its own failure is the last.</summary>
    sealed class LastFailureAlone(TestCommand command) : DelegatingTestCommand(command)
    {
        const string Several = "Multiple failures or warnings in test:";

        public override TestResult Execute(TestExecutionContext context)
        {
            var result = innerCommand.Execute(context);
            var from = result.Message?.IndexOf(Several, StringComparison.Ordinal) ?? -1;
            if (from < 0) return result;
            var count = 1;
            var last = from;
            while (result.Message!.IndexOf($"\n  {count}) ", last, StringComparison.Ordinal) is >= 0 and var next)
                (last, count) = (next, count + 1);
            result.SetResult(result.ResultState, result.Message[..from] + result.Message[last..].TrimStart(), result.StackTrace);
            return result;
        }
    }
}
