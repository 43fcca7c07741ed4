using System.Collections.Concurrent;

namespace Dynamics.Specs.Laws;

/// <summary>
/// The verb <c>laws</c>: checks the laws of this assembly without a test platform, on any number of seeds, and leaves the evidence of each
/// in a folder of its own. It ends with 1 where a law is violated or undecided.
/// </summary>
static class LawsCommand
{
    /// <param name="pattern">What a law's key must contain, or empty for all.</param>
    public static int Run(IReadOnlyList<ulong> seeds, string pattern, Settings settings, TextWriter output)
    {
        var fixtures = LawBook.Read(typeof(LawsCommand).Assembly).Where(law => law.Key.Contains(pattern, StringComparison.Ordinal))
            .GroupBy(law => law.Fixture).Select(laws => laws.ToArray()).ToArray();
        if (fixtures.Length == 0)
        {
            output.WriteLine($"No law of {typeof(LawsCommand).Assembly.GetName().Name} has a key that contains '{pattern}'; keys read "
                + "like G2@Poisson.");
            return 2;
        }
        var found = seeds.ToDictionary(seed => seed, _ => new List<Outcome>());
        var jobs = from seed in seeds from fixture in fixtures select (seed, fixture);

        // one job at a time for each processor, in order: the laws of a fixture share its runs
        Parallel.ForEach(
            Partitioner.Create(jobs, EnumerablePartitionerOptions.NoBuffering),
            new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, job =>
        {
            var ofSeed = settings with { Seed = job.seed, ArtifactsFolder = Path.Combine(FolderOf(settings), $"{job.seed}") };
            var verdicts = Check(job.fixture, ofSeed);
            lock (output)
            {
                found[job.seed]
                    .AddRange(verdicts.Select(verdict => new Outcome(verdict.IsAccepted, verdict.Findings.Count, verdict.Cost)));
                foreach (var verdict in verdicts.Where(verdict => !verdict.IsAccepted || verdict.Findings.Count > 0))
                    output.WriteLine(VerdictText.Of(verdict));
                if (found[job.seed].Count == fixtures.Sum(fixture => fixture.Length)) output.WriteLine(Summary(job.seed, found[job.seed]));
            }
        });
        return found.Values.SelectMany(outcomes => outcomes).All(outcome => outcome.IsAccepted) ? 0 : 1;
    }

    /// <summary>The verb <c>merge</c>: the ledger of all seeds whose evidence is there.</summary>
    public static int Merge(Settings settings, TextWriter output)
    {
        var runs = Directory.EnumerateDirectories(FolderOf(settings)).Order(StringComparer.Ordinal)
            .Select(folder => new EvidenceFolder(folder).Read()).ToArray();
        var ledger =
            Ledger.Assemble(
                LawBook.Read(typeof(LawsCommand).Assembly), [.. runs.SelectMany(run => run.Fragments)],
                [.. runs.SelectMany(run => run.Unreadable)]);
        new EvidenceFolder(FolderOf(settings)).Write(ledger);
        foreach (var state in ledger.Laws.GroupBy(law => law.Status).OrderBy(group => group.Key, StringComparer.Ordinal))
            output.WriteLine($"{state.Count()} {state.Key}");
        return 0;
    }

    static List<Verdict> Check(IReadOnlyList<LawDeclaration> laws, Settings settings)
    {
        var fixture = Activator.CreateInstance(laws[0].Fixture)
            ?? throw new InvalidOperationException($"{laws[0].Fixture.Name} cannot be made.");
        List<Verdict> verdicts = [.. laws.Select(law => LawRunner.Check(law, fixture, settings))];
        foreach (var verdict in verdicts) EvidenceFolder.Of(settings).Write(Fragment.Of(verdict));
        return verdicts;
    }

    static string FolderOf(Settings settings) => Path.Combine(settings.ArtifactsFolder, "seeds");

    static string Summary(ulong seed, IReadOnlyCollection<Outcome> outcomes)
    {
        var (red, findings) = (outcomes.Count(outcome => !outcome.IsAccepted), outcomes.Sum(outcome => outcome.Findings));
        var cost = outcomes.Sum(outcome => outcome.Cost);
        return FormattableString.Invariant($"seed {seed}: {outcomes.Count} laws, {red} red, {findings} findings, {cost:F1} core-seconds");
    }

    /// <summary>What is kept of a verdict: its evidence holds on to the subject, and that to all that was computed on it.</summary>
    readonly record struct Outcome(bool IsAccepted, int Findings, double Cost);
}
