using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Dynamics.Specs.Laws;

/// <summary>The JSON schema of <c>ledger.json</c>, read off the types that write it.</summary>
public static class LedgerSchema
{
    public static string Text()
    {
        var schema = LedgerJson.Options.GetJsonSchemaAsNode(typeof(Ledger), new() { TreatNullObliviousAsNonNullable = true }).AsObject();
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", "The ledger of laws");
        return JsonSerializer.Serialize<JsonNode>(schema, LedgerJson.Options) + "\n";
    }
}
