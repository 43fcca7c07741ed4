using Dynamics.Specs.Gates;
using Dynamics.Specs.Harness;

internal static class Program
{
    static int Main(string[] arguments) => arguments switch
    {
        ["gates"] => GatesCommand.Run("artifacts", Console.Out),
        ["gates", var folder] => GatesCommand.Run(folder, Console.Out),
        ["write-evidence", var folder] => LedgerSpecs.WriteForever(folder),
        _ => Usage(),
    };

    static int Usage()
    {
        Console.Error.WriteLine("""
            usage: dotnet Dynamics.Specs.dll <verb>
              gates [folder]            whether what a test run left in the folder (artifacts) lets a change merge
              write-evidence folder     writes evidence until it is killed: a test kills it
            """);
        return 2;
    }
}
