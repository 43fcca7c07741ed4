using System.Text;
using Dynamics.Numerics;
using Dynamics.Specs.Gates;
using Dynamics.Specs.Harness;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Reproducibility;

static class Program
{
    static int Main(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return arguments switch
        {
            ["gates"] => GatesCommand.Run("artifacts", Console.Out),
            ["gates", var folder] => GatesCommand.Run(folder, Console.Out),
            ["fingerprint"] => Print(Fingerprints.Lines()),
            ["laws", .. var rest] => LawsCommand.Run(SeedsOf(rest), PatternOf(rest), Settings.FromEnvironment, Console.Out),
            ["write-evidence", var folder] => LedgerSpecs.WriteForever(folder),
            ["schema"] => Print([LedgerSchema.Text().TrimEnd()]),
            ["instrument"] => Print([InstrumentRate.Table(InstrumentRate.All(runs: 10_000))]),
            ["merge"] => LawsCommand.Merge(Settings.FromEnvironment, Console.Out),
            ["processor"] => Print([ReproducibilitySpecs.Processor]),

            _ => Usage(),
        };
    }

    /// <summary>As many seeds as the first number says, the run's own first, the others derived from it.</summary>
    static IReadOnlyList<ulong> SeedsOf(string[] arguments) =>
        arguments.Select(text => int.TryParse(text, out var count) ? count : 0).FirstOrDefault(count => count > 0) is var wanted and > 0
        ? [.. Enumerable.Range(0, wanted).Select(i =>
            RandomStream.FromSeed(Settings.FromEnvironment.Seed).Substream("seeds").Substream(i).NextUInt64())]
        : [Settings.FromEnvironment.Seed];

    static string PatternOf(string[] arguments) => arguments.FirstOrDefault(text => !int.TryParse(text, out _)) ?? "";

    static int Print(IEnumerable<string> lines)
    {
        foreach (var line in lines) Console.WriteLine(line);
        return 0;
    }

    static int Usage()
    {
        Console.Error.WriteLine("""
            usage: dotnet Dynamics.Specs.dll <verb>
              gates [folder]            whether what a test run left in the folder (artifacts) lets a change merge
              laws [pattern] [n]        checks the laws whose key contains the pattern, on the run's seed or on n seeds derived from it
              merge                     the ledger of all seeds that were checked so
              instrument                how often the instrument errs on planted laws: the table of docs/instrument.md
              schema                    the JSON schema of the ledger: docs/ledger.schema.json
              fingerprint               a hash for every kind of computation, the same on every machine
              processor                 what this process may use of its processor
              write-evidence folder     writes evidence until it is killed: a test kills it
            """);
        return 2;
    }
}
