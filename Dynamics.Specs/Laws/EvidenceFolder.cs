namespace Dynamics.Specs.Laws;

/// <summary>Where a run keeps its evidence, a file for each law and subject. A file is there whole or not at all.</summary>
public sealed record EvidenceFolder(string Artifacts)
{
    const string Extension = ".json";

    public static EvidenceFolder Of(Settings settings) => new(settings.ArtifactsFolder);

    string Folder => Path.Combine(Artifacts, "evidence");

    public void Write(Fragment fragment) => WriteWhole(Path.Combine(Folder, FileName(fragment.Law.Key)), fragment.ToJson());

    public IReadOnlyList<Fragment> Read() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateFiles(Folder, "*" + Extension).Order(StringComparer.Ordinal).Select(file => Fragment.Parse(File.ReadAllText(file)))]
        : [];

    public void Write(Ledger ledger)
    {
        WriteWhole(Path.Combine(Artifacts, "ledger.json"), ledger.ToJson());
        WriteWhole(Path.Combine(Artifacts, "ledger.md"), LedgerPage.Of(ledger));
    }

    /// <summary>Writes beside the file and moves it into place, so that a process that is killed leaves no half of it.</summary>
    public static void WriteWhole(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.{Environment.ProcessId}.draft";
        File.WriteAllText(draft, text);
        File.Move(draft, file, overwrite: true);
    }

    static string FileName(string key) => string.Concat(key.Select(c => Path.GetInvalidFileNameChars().Contains(c) || c is '<' or '>' or ':' or '*' ? '_' : c)) + Extension;
}
