using System.Diagnostics;
using System.Text.Json;

namespace Dynamics.Specs.Laws;

/// <summary>Where a run keeps its evidence, a file for each law and subject. A file is there whole or not at all.</summary>
public sealed record EvidenceFolder(string Artifacts)
{
    const string Extension = ".json";
    const string Draft = ".draft";

    public static EvidenceFolder Of(Settings settings) => new(settings.ArtifactsFolder);

    string Folder => Path.Combine(Artifacts, "evidence");

    public void Write(Fragment fragment) => WriteWhole(Path.Combine(Folder, FileName(fragment.Law.Key)), fragment.ToJson());

    /// <summary>What was left, and the files that are no evidence, each with the reason.</summary>
    public (IReadOnlyList<Fragment> Fragments, IReadOnlyList<string> Unreadable) Read()
    {
        var (fragments, unreadable) = (new List<Fragment>(), new List<string>());
        var files = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*" + Extension) : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            try
            {
                fragments.Add(Fragment.Parse(File.ReadAllText(file)));
            }
            catch (JsonException broken)
            {
                unreadable.Add(
                    $"{Path.GetRelativePath(Artifacts, file)} is no evidence: {broken.Message} Delete it and run its law again.");
            }
        }
        return (fragments, unreadable);
    }

    public void Write(Ledger ledger)
    {
        WriteWhole(Path.Combine(Artifacts, "ledger.json"), ledger.ToJson());
        WriteWhole(Path.Combine(Artifacts, "ledger.md"), LedgerPage.Of(ledger));
    }

    /// <summary>Removes what writers left behind that were killed in the middle.</summary>
    public void RemoveAbandonedDrafts()
    {
        if (!Directory.Exists(Folder)) return;
        foreach (var draft in Directory.EnumerateFiles(Folder, "*" + Draft).Where(draft => !IsAlive(draft))) File.Delete(draft);
    }

    /// <summary>Writes beside the file and moves it into place, so that a process that is killed leaves no half of it.</summary>
    public static void WriteWhole(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.{Environment.ProcessId}{Draft}";
        File.WriteAllText(draft, text);
        File.Move(draft, file, overwrite: true);
    }

    /// <summary>Whether the process that a draft is named after still runs.</summary>
    static bool IsAlive(string draft)
    {
        if (!int.TryParse(Path.GetExtension(draft[..^Draft.Length]).TrimStart('.'), out var process)) return false;
        try
        {
            using var writer = Process.GetProcessById(process);
            return !writer.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    static string FileName(string key) =>
        string.Concat(key.Select(c => Path.GetInvalidFileNameChars().Contains(c) || c is '<' or '>' or ':' or '*' ? '_' : c)) + Extension;
}
