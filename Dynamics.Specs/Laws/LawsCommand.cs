namespace Dynamics.Specs.Laws;

/// <summary>
/// The verb <c>laws</c>: checks the laws of an assembly without a test platform, one seed after the other, and leaves the evidence of each
/// in a folder of its own. It ends with 1 where a law is violated or undecided.
/// </summary>
static class LawsCommand
{
    /// <param name="pattern">What a law's key must contain, or empty for all.</param>
    public static int Run(IReadOnlyList<ulong> seeds, string pattern, Settings settings, TextWriter output)
    {
        var laws = LawBook.Read(typeof(LawsCommand).Assembly).Where(law => law.Key.Contains(pattern, StringComparison.Ordinal)).ToArray();
        var failed = 0;
        foreach (var seed in seeds)
        {
            var ofSeed = settings with { Seed = seed, ArtifactsFolder = Path.Combine(settings.ArtifactsFolder, "seeds", $"{seed}") };
            var verdicts = Check(laws, ofSeed, output);
            var red = verdicts.Count(verdict => !verdict.IsAccepted);
            output.WriteLine($"seed {seed}: {verdicts.Count} laws, {red} red, {verdicts.Sum(verdict => verdict.Findings.Count)} findings, {verdicts.Sum(verdict => verdict.Cost):F1} core-seconds");
            failed += red;
        }
        return failed == 0 ? 0 : 1;
    }

    /// <summary>The ledger of all seeds that were left in a folder.</summary>
    public static int Merge(Settings settings, TextWriter output)
    {
        var found = Directory.EnumerateDirectories(Path.Combine(settings.ArtifactsFolder, "seeds")).Order(StringComparer.Ordinal).Select(folder => new EvidenceFolder(folder).Read()).ToArray();
        var ledger = Ledger.Assemble(LawBook.Read(typeof(LawsCommand).Assembly), [.. found.SelectMany(run => run.Fragments)], [.. found.SelectMany(run => run.Unreadable)]);
        new EvidenceFolder(Path.Combine(settings.ArtifactsFolder, "seeds")).Write(ledger);
        foreach (var state in ledger.Laws.GroupBy(law => law.Status).OrderBy(group => group.Key, StringComparer.Ordinal)) output.WriteLine($"{state.Count()} {state.Key}");
        return 0;
    }

    /// <summary>A fixture at a time for each processor: the laws of one share its runs.</summary>
    static List<Verdict> Check(IReadOnlyList<LawDeclaration> laws, Settings settings, TextWriter output)
    {
        var verdicts = new List<Verdict>();
        Parallel.ForEach(laws.GroupBy(law => law.Fixture), new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, fixture =>
        {
            var instance = Activator.CreateInstance(fixture.Key) ?? throw new InvalidOperationException($"{fixture.Key.Name} cannot be made.");
            foreach (var law in fixture)
            {
                var verdict = LawRunner.Check(law, instance, settings);
                EvidenceFolder.Of(settings).Write(Fragment.Of(verdict));
                lock (verdicts)
                {
                    verdicts.Add(verdict);
                    if (!verdict.IsAccepted || verdict.Findings.Count > 0) output.WriteLine(VerdictText.Of(verdict));
                }
            }
        });
        return verdicts;
    }
}
