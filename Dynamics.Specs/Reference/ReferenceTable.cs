using Dynamics.Specs.Laws;

namespace Dynamics.Specs.Reference;

/// <summary>
/// Tables of exact values: the project's own, and those of the same name in the folder that DYNAMICS_REFERENCE names.
/// </summary>
public static class ReferenceTable
{
    static string OwnFolder => Path.Combine(AppContext.BaseDirectory, "Reference");

    public static IEnumerable<ReferenceRow> Read(string fileName, params string[] columns)
    {
        var own = RowsOf(Path.Combine(OwnFolder, fileName), fileName, columns);
        if (Settings.FromEnvironment.ReferenceFolder is not { } folder)
            return own;
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"DYNAMICS_REFERENCE names the folder '{folder}', which does not exist.");

        var other = Path.Combine(folder, fileName);
        return File.Exists(other) ? own.Concat(RowsOf(other, other, columns)) : own;
    }

    public static IReadOnlyList<ReferenceRow> RowsOf(string path, string label, params string[] columns)
    {
        var header = string.Join(',', columns);
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0 || lines[0].Trim() != header)
            throw new FormatException($"{label} line 1: the header is '{lines.FirstOrDefault()}', not '{header}'.");
        return [.. lines.Index().Skip(1)
            .Where(line => line.Item.Trim().Length > 0)
            .Select(line => new ReferenceRow(label, line.Index + 1, line.Item.Trim(), columns))];
    }
}
