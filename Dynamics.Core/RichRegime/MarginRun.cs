namespace Dynamics.RichRegime;

/// <summary>A run of <see cref="MarginMaximisation"/>.</summary>
/// <param name="Points">The start, and points at equal ratios of steps.</param>
/// <param name="FirstFitted">The first point from which on every example has its label and L is under 1, if there is one.</param>
/// <param name="Degree">L.</param>
/// <param name="LargestDrop">The largest fall of the smoothed margin in one step after that, over its value before the step; 0 if it never
/// falls.</param>
/// <param name="LargestDropOfHigherPower">The same with |w|^(L+1).</param>
public sealed record MarginRun(
    IReadOnlyList<MarginPoint> Points, MarginPoint? FirstFitted, int Degree, double LargestDrop, double LargestDropOfHigherPower)
{
    /// <summary>The margin at the end over the one at the first fitted point; infinite where there is none.</summary>
    public double MarginRatio => FirstFitted is null ? double.PositiveInfinity : Points[^1].Margin / FirstFitted.Margin;
}
