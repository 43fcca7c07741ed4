using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Dynamics.Specs.Laws;

/// <summary>Runs a law as an NUnit test: one call of the runner, one fragment of evidence, one message.</summary>
sealed class LawCommand(Test test, Settings settings) : TestCommand(test)
{
    public override TestResult Execute(TestExecutionContext context)
    {
        var fixture = context.TestObject ?? throw new InvalidOperationException($"NUnit built no fixture for {Test.FullName}.");
        var law = LawBook.Declaration(fixture.GetType(), ((TestMethod)Test).Method.MethodInfo);

        var verdict = LawRunner.Check(law, fixture, settings);
        EvidenceFolder.Of(settings).Write(Fragment.Of(verdict));

        context.CurrentResult.SetResult(verdict.IsAccepted ? ResultState.Success : ResultState.Failure, VerdictText.Of(verdict));
        return context.CurrentResult;
    }
}
