namespace Dynamics.Specs;

internal static class Program
{
    static int Main(string[] args)
    {
        if (args is ["write-evidence", var folder]) Harness.LedgerSpecs.WriteForever(folder);
        return 2;
    }
}
