using Dynamics.Specs.Laws;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>The schema that others read the ledger by is that of the types which write it.</summary>
public class LedgerSchemaSpecs
{
    [Test]
    public void The_schema_in_the_documents_is_that_of_the_ledger() =>
        Assert.That(File.ReadAllText(Path.Combine(Repository.Root, "docs", "ledger.schema.json")).ReplaceLineEndings("\n"), Is.EqualTo(LedgerSchema.Text()));
}
