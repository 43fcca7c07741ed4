using Dynamics.Specs.Gates;
using NUnit.Framework;
using Settings = Dynamics.Specs.Laws.Settings;

namespace Dynamics.Specs.BadCalls;

/// <summary>
/// Every public member of Core that takes an argument is called with one bad argument after another. It is refused by an exception that
/// names the argument, or what comes out is right; a member that is new is tried as well, and fails here until <see cref="GoodValues"/>
/// has a call of it that is right.
/// </summary>
public class BadCallTests
{
    /// <summary>A call that has not ended by then has no end.</summary>
    static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(2);

    readonly List<Outcome> _outcomes = [];
    int _members;

    static IEnumerable<Type> Types => Callable.All.Select(called => called.Owner).Distinct();

    [TestCaseSource(nameof(Types))]
    public void A_bad_argument_is_refused_by_its_name_or_right(Type type) => Assert.Multiple(() =>
    {
        foreach (var called in Callable.All.Where(called => called.Owner == type))
        {
            _members++;
            Assert.That(() => new GoodCall(called).Make(), Throws.Nothing, $"{called}, with all arguments right");
            foreach (var call in BadCall.Of(called))
            {
                var (outcome, said) = InTime(call);
                _outcomes.Add(outcome);
                Assert.That(outcome, Is.EqualTo(Outcome.Refused).Or.EqualTo(Outcome.Right), $"{call}: {said}");
            }
        }
    });

    [OneTimeTearDown]
    public void Leave_the_counts() => BadCallCounts.Of(_members, _outcomes).Write(Settings.FromEnvironment.ArtifactsFolder);

    static (Outcome Outcome, string Said) InTime(BadCall call)
    {
        var made = Task.Factory.StartNew(call.Make, TaskCreationOptions.LongRunning);
        return made.Wait(LongestCall) ? made.Result : (Outcome.Endless, $"has not ended after {LongestCall}");
    }
}
