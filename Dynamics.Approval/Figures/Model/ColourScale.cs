namespace Dynamics.Approval;

/// <summary>Which colours tell values: each ramp is readable in grey and by people who see fewer colours.</summary>
public enum Ramp
{
    /// <summary>Near-white to slate blue: a ground on which curves stand out.</summary>
    Ground,

    /// <summary>Dark blue over green to yellow, equal steps looking equal.</summary>
    Viridis,

    /// <summary>Blue over white to vermillion, for values with a middle.</summary>
    Diverging,
}

/// <summary>How values become colours; drawn as a bar beside the panel.</summary>
/// <param name="Bands">The number of flat steps; 0 for a continuous ramp.</param>
public sealed record ColourScale(Axis Axis, Ramp Ramp, int Bands = 0)
{
    /// <summary>False where a panel beside this one has the bar already.</summary>
    public bool HasBar { get; init; } = true;

    /// <summary>The colour of a value; values beyond the limits take the colour of the limit.</summary>
    public Ink At(double value)
    {
        var low = Axis.Place(Axis.Min);
        var high = Axis.Place(Axis.Max);
        var place = Axis.Place(value);
        return AtShare(double.IsNaN(place) ? 0 : Math.Clamp((place - low) / (high - low), 0, 1));
    }

    /// <summary>The colour at a share of the way from the lower to the upper limit.</summary>
    public Ink AtShare(double share) => Ramps.At(Ramp, Bands == 0 ? share : Stepped(share));

    double Stepped(double share) =>
        Bands == 1 ? 0.5 : Math.Min(Math.Floor(share * Bands), Bands - 1) / (Bands - 1);
}
