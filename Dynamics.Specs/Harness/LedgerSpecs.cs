using System.Diagnostics;
using System.Text.Json;
using Dynamics.Specs.Data;
using Dynamics.Specs.Harness.Planted;
using Dynamics.Specs.Laws;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

/// <summary>Measurement flows as files, and the ledger is a pure function of them.</summary>
public class LedgerSpecs
{
    static readonly LawDeclaration[] Declared =
        [.. new[] { typeof(TrueLaw), typeof(FalseLaw), typeof(TruePhenomenon), typeof(LawThatDoesNotApply) }.Select(
            fixture => LawBook.Of(fixture).Single())];

    static readonly Fragment[] Fragments = [.. Declared.Select(law => Fragment.Of(HarnessSpecs.Check(law.Fixture)))];

    TemporaryFolder _temporary = null!;

    [SetUp]
    public void MakeAFolder() => _temporary = new();

    [TearDown]
    public void RemoveTheFolder() => _temporary.Dispose();

    [Test]
    public void The_ledger_shows_every_status()
    {
        var ledger = Ledger.Assemble(Declared, Fragments);
        Assert.That(ledger.Laws.Select(law => law.Status), Is.EqualTo(new[] { "holds", "violated", "demonstrated", "not applicable" }));
    }

    [Test]
    public void A_law_without_a_fragment_was_not_run() =>
        Assert.That(Ledger.Assemble(Declared, Fragments[1..]).Laws[0].Status, Is.EqualTo("not run"));

    [Test]
    public void Evidence_of_another_assembly_is_stale_and_says_which([Values("Dynamics.Core", "Dynamics.Specs")] string assembly)
    {
        var elsewhere = Fragments.Select(fragment =>
            fragment with { Measured = new Dictionary<string, string>(fragment.Measured) { [assembly] = "another" } }).ToArray();
        Assert.That(Ledger.Assemble(Declared, elsewhere).Laws, Is.All.Property("Status")
            .EqualTo("stale").And.All.Property("Reason").EqualTo($"measured on another {assembly}, another"));
    }

    [Test]
    public void Two_halves_merge_to_the_ledger_of_the_whole()
    {
        var whole = Ledger.Assemble(Declared, Fragments);
        var halves = Ledger.Assemble(Declared, [.. Fragments[2..], .. Fragments[..2]]);
        Assert.That(halves.ToJson(), Is.EqualTo(whole.ToJson()));
    }

    [Test]
    public void Of_two_runs_of_a_law_the_worse_one_counts()
    {
        var good = Fragments[0];
        var bad = good with { Law = good.Law with { Status = "violated" } };
        foreach (var order in new[] { new[] { good, bad }, [bad, good] })
            Assert.That(Ledger.Assemble(Declared[..1], order).Laws[0].Status, Is.EqualTo("violated"));
    }

    [Test]
    public void Several_seeds_merge_in_any_order_and_twice_the_same_is_once()
    {
        var law = LawBook.Of(typeof(LawWithAMistakeOnHalfOfItsSubjects)).Single();
        var runs = Enumerable.Range(1, 3).Select(seed =>
            Fragment.Of(HarnessSpecs.Check(law.Fixture, Settings.From(_ => null) with { Seed = (ulong)seed }))).ToArray();
        var merged = Ledger.Assemble([law], runs);
        Assert.Multiple(() =>
        {
            Assert.That(merged.Laws[0].Cases, Is.EqualTo(300));
            Assert.That(merged.Laws[0].Falsifiers[0].Caught, Is.EqualTo(60));
            Assert.That(merged.Laws[0].Status, Is.EqualTo("holds"));
            Assert.That(merged.Seed, Is.EqualTo("1 2 3"));
            Assert.That(Ledger.Assemble([law], [runs[2], runs[0], runs[1], runs[0]]).ToJson(), Is.EqualTo(merged.ToJson()));
        });
    }

    [Test]
    public void A_broken_file_of_evidence_is_named()
    {
        var folder = new EvidenceFolder(_temporary.Path);
        folder.Write(Fragments[0]);
        var file = Directory.EnumerateFiles(_temporary.Path, "*.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, "{ \"seed\": ");
        var (fragments, unreadable) = folder.Read();
        folder.Write(Ledger.Assemble(Declared[..1], fragments, unreadable));
        Assert.That(File.ReadAllText(Path.Combine(_temporary.Path, "ledger.md")),
            Does.Contain($"{Path.GetFileName(file)} is no evidence").And.Contain("H1@TrueLaw is not run"));
    }

    [Test]
    public void A_fragment_is_read_as_it_was_written()
    {
        var folder = new EvidenceFolder(_temporary.Path);
        foreach (var fragment in Fragments) folder.Write(fragment);
        Assert.That(folder.Read().Fragments.Select(fragment => fragment.ToJson()),
            Is.EquivalentTo(Fragments.Select(fragment => fragment.ToJson())));
    }

    [Test]
    public void The_ledger_is_left_as_json_and_as_a_page()
    {
        new EvidenceFolder(_temporary.Path).Write(Ledger.Assemble(Declared, Fragments));
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(_temporary.Path, "ledger.json")));
        var law = json.RootElement.GetProperty("laws")[0];
        var page = File.ReadAllText(Path.Combine(_temporary.Path, "ledger.md"));
        Assert.Multiple(() =>
        {
            Assert.That(law.GetProperty("id").GetString(), Is.EqualTo("H1"));
            Assert.That(law.GetProperty("falsifiers")[0].GetProperty("killed").GetBoolean(), Is.True);
            Assert.That(law.GetProperty("drawn").GetProperty("parity").GetProperty("counts").GetProperty("even").GetInt32(), Is.Positive);
            Assert.That(json.RootElement.GetProperty("falseAlarms").GetProperty("budget").GetDouble(), Is.EqualTo(1e-6));
            Assert.That(page, Does.Contain("### H1: Numbers stay below a thousand"));
            Assert.That(page, Does.Contain("| TrueLaw | holds | 100 |"));
            Assert.That(page, Does.Contain("parity even ×"));
            Assert.That(page, Does.Contain("- **H2@FalseLaw is violated**: Numbers have two digits"));
            Assert.That(page, Does.Contain("mistake a thousand too much: 20/20 [0.832, 1]"));
        });
    }

    [Test]
    public void A_killed_process_leaves_no_half_written_fragment()
    {
        using var writer = Process.Start(ChildProcess.Of("write-evidence", _temporary.Path))!;
        var target = new EvidenceFolder(_temporary.Path);
        var patience = Stopwatch.StartNew();
        while (target.Read().Fragments.Count == 0 && patience.Elapsed < TimeSpan.FromMinutes(1)) Thread.Sleep(5);
        Thread.Sleep(50);
        writer.Kill();
        writer.WaitForExit();
        Assert.That(target.Read().Fragments, Is.Not.Empty.And.All.Property("Seed").EqualTo("7"));
        target.RemoveAbandonedDrafts();
        Assert.That(Directory.EnumerateFiles(_temporary.Path, "*.draft", SearchOption.AllDirectories), Is.Empty);
    }

    /// <summary>Writes the same fragment over and over until it is killed.</summary>
    internal static int WriteForever(string folder)
    {
        var target = new EvidenceFolder(folder);
        var fragment = Fragments[0] with { Law = Fragments[0].Law with { Given = new string('x', 1 << 20) } };
        while (true) target.Write(fragment);
    }
}
