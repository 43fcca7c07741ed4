using System.Text.Json;
using Dynamics.Specs.Harness.Planted;
using Dynamics.Specs.Laws;
using Json.Schema;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>The schema that others read the ledger by is that of the types which write it, and ledgers are valid by it.</summary>
public class LedgerSchemaSpecs
{
    [Test]
    public void The_schema_in_the_documents_is_that_of_the_ledger() =>
        Assert.That(File.ReadAllText(Path.Combine(Repository.Root, "docs", "ledger.schema.json"))
            .ReplaceLineEndings("\n"), Is.EqualTo(LedgerSchema.Text()));

    [Test]
    public void A_ledger_of_laws_of_every_status_is_valid()
    {
        Type[] fixtures = [typeof(TrueLaw), typeof(FalseLaw), typeof(LawThatThrows), typeof(TruePhenomenon), typeof(LawThatDoesNotApply)];
        LawDeclaration[] laws = [.. fixtures.Select(fixture => LawBook.Of(fixture).Single())];
        var ledger = Ledger.Assemble(laws, [.. laws.Skip(1).Select(law => Fragment.Of(HarnessSpecs.Check(law.Fixture)))]);
        var found = JsonSchema.FromText(LedgerSchema.Text())
            .Evaluate(JsonDocument.Parse(ledger.ToJson()).RootElement, new() { OutputFormat = OutputFormat.List });
        Assert.That(found.IsValid, Is.True, () => string.Join("\n", (found.Details ?? [])
            .Where(detail => detail.Errors is { Count: > 0 })
                .Select(detail => $"{detail.InstanceLocation}: {string.Join("; ", detail.Errors!.Values)}")));
    }
}
