using System.Xml.Linq;
using Dynamics.Experiments;
using Dynamics.Networks;
using Dynamics.Training;
using NUnit.Framework;

namespace Dynamics.Specs.BadCalls;

/// <summary>
/// What says that it may be shared between threads gives each of several threads that call it at once the bits that it gives one alone.
/// Records, structs and static classes hold nothing that changes and need not say so. Experiments are made of what is called here.
/// </summary>
public class SharingTests
{
    const int Threads = 4;
    const string Shared = "It may be shared between threads";
    const string Alone = "Not for several threads at once";

    static readonly Lazy<IReadOnlyDictionary<string, string>> Summaries = new(() =>
        XDocument.Load(Path.ChangeExtension(typeof(Network).Assembly.Location, ".xml")).Descendants("member").ToDictionary(
            member => member.Attribute("name")!.Value,
            member => string.Join(' ', (member.Element("summary")?.Value ?? "").Split(
                (char[]?)null, StringSplitOptions.RemoveEmptyEntries))));

    static IEnumerable<Type> Classes => typeof(Network).Assembly.GetExportedTypes().Where(type =>
        type is { IsClass: true, IsAbstract: false } && !IsRecord(type)
        && !typeof(Exception).IsAssignableFrom(type) && !typeof(Attribute).IsAssignableFrom(type));

    static IEnumerable<Callable> SharedMembers => Callable.All.Where(called =>
        !called.IsSetter && called.Member != "new" && called.Owner.Namespace != typeof(PathOfSgd).Namespace
        && (!called.HasReceiver || IsRecord(called.Owner) || called.Owner.IsValueType
            || SummaryOf(called.Owner).Contains(Shared, StringComparison.Ordinal)));

    [TestCaseSource(nameof(Classes))]
    public void A_class_says_whether_it_may_be_shared_between_threads(Type type) =>
        Assert.That(SummaryOf(type), Does.Contain(Shared).Or.Contains(Alone));

    [Test]
    public void What_may_be_shared_gives_every_thread_the_bits_that_it_gives_one() => Assert.Multiple(() =>
    {
        foreach (var called in SharedMembers)
        {
            var alone = BitsOf(new GoodCall(called));
            var first = new GoodCall(called);
            var calls = Enumerable.Range(0, Threads).Select(_ => new GoodCall(called) { Receiver = first.Receiver }).ToArray();
            var together = new long[Threads][];
            Parallel.For(0, Threads, new() { MaxDegreeOfParallelism = Threads }, thread => together[thread] = BitsOf(calls[thread]));
            foreach (var bits in together) Assert.That(bits, Is.EqualTo(alone), $"{called}");
        }
    });

    /// <summary>Of what it returns, and of the arrays that it writes into.</summary>
    internal static long[] BitsOf(GoodCall call)
    {
        var result = call.Make();
        return
        [
            .. Contents.Of([result is Trajectory path ? path.Geometry() : result, .. call.Arguments.OfType<Array>()])
                .Select(BitConverter.DoubleToInt64Bits),
        ];
    }

    static string SummaryOf(Type type) => Summaries.Value.GetValueOrDefault($"T:{type.FullName}", "");

    static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;
}
