using System.Text;
using Dynamics.Specs.Gates;
using Dynamics.Specs.Harness;
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
            ["processor"] => Print([ReproducibilitySpecs.Processor]),
            ["write-evidence", var folder] => LedgerSpecs.WriteForever(folder),
            _ => Usage(),
        };
    }

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
              fingerprint               a hash for every kind of computation, the same on every machine
              processor                 what this process may use of its processor
              write-evidence folder     writes evidence until it is killed: a test kills it
            """);
        return 2;
    }
}
