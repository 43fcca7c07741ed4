using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace Dynamics.Specs.Laws;

/// <summary>
/// Declares a law. The method's name is the statement in words; it takes a generated subject, or nothing, and returns one
/// measurement, which the runner judges by the rule that is named. NUnit runs it as a test; <see cref="LawRunner"/> runs it without NUnit.
/// </summary>
/// <param name="id">The law's name in the catalogue, as in G2 or K7a.</param>
/// <param name="kind">What sort of statement it is.</param>
/// <param name="statement">The equation: one line of LaTeX.</param>
[AttributeUsage(AttributeTargets.Method)]
public class LawAttribute(string id, LawKind kind, string statement) : NUnitAttribute, ISimpleTestBuilder, IWrapTestMethod, IImplyFixture
{
    public string Id { get; } = id;

    public LawKind Kind { get; } = kind;

    public string Statement { get; } = statement;

    /// <summary>Author and year, and the report's section where it is in the report.</summary>
    public string Source { get; init; } = "";

    /// <summary>The hypotheses.</summary>
    public string Given { get; init; } = "";

    /// <summary>The name of the rule of its tolerance: a static property of the fixture, or <see cref="Rules.Exact.ToTheBit"/>.</summary>
    public string Within { get; init; } = "";

    /// <summary>The chance that the law is called violated though it holds, over all cases: for laws about samples.</summary>
    public double Alpha { get; init; }

    /// <summary>
    /// The chance at which a share that is claimed of it, or of one of its falsifiers, is rejected though it is as claimed.
    /// </summary>
    public double ShareAlpha { get; init; } = Tally.Alpha;

    /// <summary>How many subjects are drawn; a law without a subject has one case.</summary>
    public int Cases { get; init; } = 100;

    /// <summary>The laws that this one takes for granted.</summary>
    public string[] RestsOn { get; init; } = [];

    /// <summary>The row of the catalogue, where it is not the id's letter and number.</summary>
    public string? Catalogue { get; init; }

    /// <summary>
    /// Exceptions by which a subject says that it does not meet a hypothesis in <see cref="Given"/>: it is then no case.
    /// </summary>
    public Type[] NoCaseWhere { get; init; } = [];

    TestMethod ISimpleTestBuilder.BuildFrom(IMethodInfo method, Test? suite)
    {
        var test = new TestMethod(method, suite);
        test.Properties.Add(PropertyNames.Category, Id);
        test.Properties.Add(PropertyNames.Category, Kind.ToString().ToLowerInvariant());
        return test;
    }

    TestCommand ICommandWrapper.Wrap(TestCommand command) => new LawCommand(command.Test, Settings.FromEnvironment);
}
