namespace Dynamics.Specs.Gates;

/// <summary>What one gate says about a run.</summary>
sealed record Gate(string Name, bool Passed, string Message)
{
    internal static Gate Of(string name, bool passed, string message) => new(name, passed, message);

    /// <summary>Passes where there are no offenders, with the remark; else names them.</summary>
    internal static Gate Without(IEnumerable<string> offenders, string name, string remark)
    {
        var named = string.Join("; ", offenders);
        return named.Length == 0 ? new Gate(name, true, remark) : new Gate(name, false, named);
    }

    public override string ToString() => (Passed ? $"ok   {Name} ({Message})" : $"FAIL {Name}: {Message}").ReplaceLineEndings(" ");
}
