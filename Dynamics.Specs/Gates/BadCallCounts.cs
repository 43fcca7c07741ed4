using System.Text.Json;
using Dynamics.Specs.BadCalls;

namespace Dynamics.Specs.Gates;

/// <summary>What became of the bad calls of a run: in bad-calls.json, for the gates.</summary>
/// <param name="Members">Members of Core that were called.</param>
/// <param name="Refused">Calls that an exception refused by name.</param>
/// <param name="Right">Calls that returned what is right.</param>
/// <param name="Faults">Calls that did neither.</param>
sealed record BadCallCounts(int Members, int Refused, int Right, int Faults)
{
    /// <summary>Where a run leaves them, in its folder of artifacts.</summary>
    internal const string File = "bad-calls.json";

    internal static BadCallCounts Of(int members, IReadOnlyList<Outcome> outcomes)
    {
        var refused = outcomes.Count(outcome => outcome == Outcome.Refused);
        var right = outcomes.Count(outcome => outcome == Outcome.Right);
        return new(members, refused, right, outcomes.Count - refused - right);
    }

    internal void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        System.IO.File.WriteAllText(Path.Combine(folder, File), JsonSerializer.Serialize(this));
    }

    internal static Gate Check(string folder)
    {
        const int least = 1000;
        const string name = "bad calls are refused or right";
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path)) return Gate.Of(name, false, $"there is no {File}");
        try
        {
            var counts = JsonSerializer.Deserialize<BadCallCounts>(System.IO.File.ReadAllText(path))!;
            return Gate.Of(name, counts.Faults == 0 && counts.Refused + counts.Right >= least, $"{counts}");
        }
        catch (JsonException broken)
        {
            return Gate.Of(name, false, $"{File} cannot be read: {broken.Message}");
        }
    }

    public override string ToString() =>
        $"{Refused + Right + Faults} calls of {Members} members: {Refused} refused, {Right} right, {Faults} neither";
}
