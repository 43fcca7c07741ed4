using System.Text.Json;
using Dynamics.Specs.Data;
using Dynamics.Specs.Laws;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>Many seeds without a test platform, and one ledger of them all.</summary>
public class LawsCommandSpecs
{
    [Test]
    public void Each_seed_leaves_its_evidence_and_all_merge_to_one_ledger()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        var settings = Settings.From(_ => null) with { ArtifactsFolder = folder.Path, CasesFactor = .2 };

        var exit = LawsCommand.Run([1, 2], "G22a@Poisson", settings, output);
        LawsCommand.Merge(settings, output);

        using var ledger = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder.Path, "seeds", "ledger.json")));
        var law = ledger.RootElement.GetProperty("laws").EnumerateArray()
            .Single(law => law.GetProperty("status").GetString() != "not run");
        Assert.Multiple(() =>
        {
            Assert.That(exit, Is.Zero);
            Assert.That(output.ToString(), Does.Contain("seed 1: 1 laws, 0 red, 0 findings").And.Contain(
                "seed 2: 1 laws, 0 red").And.Contain("1 holds"));
            Assert.That(law.GetProperty("cases").GetInt32(),
                Is.EqualTo(2 * Directory.EnumerateFiles(Path.Combine(folder.Path, "seeds", "1"), "*.json", SearchOption.AllDirectories)
                .Sum(file => Fragment.Parse(File.ReadAllText(file)).Law.Cases)));
            Assert.That(ledger.RootElement.GetProperty("seed").GetString(), Is.EqualTo("1 2"));
        });
    }
}
