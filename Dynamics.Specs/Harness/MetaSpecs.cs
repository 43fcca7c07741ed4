using System.Reflection;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>What must be true of the declarations, whatever the laws say.</summary>
public class MetaSpecs
{
    static readonly IReadOnlyList<LawDeclaration> Book = LawBook.Read(typeof(MetaSpecs).Assembly);

    [Test]
    public void There_are_laws() => Assert.That(Book, Is.Not.Empty);

    [Test]
    public void Every_law_is_whole() =>
        Nothing(Book.SelectMany(law => law.Defects.Select(defect => $"{law.Key}: {defect}")));

    [Test]
    public void Every_law_is_run_by_some_fixture() => Nothing(LawBook.Unreached(typeof(MetaSpecs).Assembly));

    [Test]
    public void What_a_law_rests_on_exists()
    {
        var ids = Book.Select(law => law.Id).ToHashSet();
        Nothing(from law in Book from other in law.Law.RestsOn where !ids.Contains(other) select $"{law.Id} rests on {other}");
    }

    [Test]
    public void No_law_rests_on_itself()
    {
        var rests = Book.ToLookup(law => law.Id, law => law.Law.RestsOn);
        Nothing(rests.Select(group => group.Key).Where(id => Below(id, []).Contains(id)));

        HashSet<string> Below(string id, HashSet<string> seen)
        {
            foreach (var other in rests[id].SelectMany(ids => ids).Where(seen.Add)) Below(other, seen);
            return seen;
        }
    }

    [Test]
    public void The_false_alarms_stay_within_the_budget() =>
        Assert.That(Book.Sum(FalseAlarms.Of), Is.LessThanOrEqualTo(FalseAlarms.WholeBudget));

    /// <summary>A violated law prints its case, and must not fail at that.</summary>
    [Test]
    public void Every_case_can_be_printed() =>
        Nothing(from fixture in Fixtures
                from source in fixture.GetInterfaces()
                where source.IsGenericType && source.GetGenericTypeDefinition() == typeof(ISubjectsOf<>)
                let subject = source.GetGenericArguments()[0]
                let text = (string)typeof(MetaSpecs).GetMethod(nameof(Print), BindingFlags.NonPublic | BindingFlags.Static)!
                    .MakeGenericMethod(subject).Invoke(null, [Activator.CreateInstance(fixture)])!
                where text == "" || text == subject.ToString()
                select $"{fixture.Name}: '{text}' does not tell a {subject.Name}");

    static string Print<T>(ISubjectsOf<T> fixture) => $"{fixture.Subjects.Draw.Sample(100, new Rnd(1, 3), 1)[0]}";

    static IEnumerable<Type> Fixtures => Book.Select(law => law.Fixture).Distinct();

    static void Nothing(IEnumerable<string> complaints) => Assert.That(complaints, Is.Empty);
}
