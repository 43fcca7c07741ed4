namespace Dynamics.Approval;

public enum Scale
{
    Linear,
    Log10,
}

/// <summary>Label, limits in the units of the data, and how numbers become places.</summary>
public sealed record Axis(string Label, double Min, double Max, Scale Scale = Scale.Linear)
{
    /// <summary>False where the place along the axis means nothing by itself.</summary>
    public bool HasTicks { get; init; } = true;

    /// <summary>Where a value stands: itself, or its logarithm. Not finite where the value has no place.</summary>
    public double Place(double value) => Scale == Scale.Log10 ? Math.Log10(value) : value;

    public bool Holds(double value) => value >= Min && value <= Max;

    public static Axis Log(string label, double min, double max) => new(label, min, max, Scale.Log10);
}
