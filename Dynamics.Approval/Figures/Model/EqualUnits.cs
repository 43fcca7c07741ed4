namespace Dynamics.Approval;

/// <summary>Axes on which a unit along x is as long as a unit along y: circles are round, and a right angle is one.</summary>
public static class EqualUnits
{
    /// <summary>The same axes, one of them widened on both sides alike.</summary>
    /// <param name="width">Width of the data area, in the units of <see cref="Figure.PanelWidth"/>.</param>
    /// <param name="height">Height of the data area, in the same.</param>
    public static (Axis X, Axis Y) Of(Axis x, Axis y, double width, double height)
    {
        var unitsPerPoint = Math.Max(Length(x) / width, Length(y) / height);
        return (Widened(x, unitsPerPoint * width), Widened(y, unitsPerPoint * height));
    }

    static Axis Widened(Axis axis, double length)
    {
        var margin = (length - Length(axis)) / 2;
        return axis with { Min = axis.Min - margin, Max = axis.Max + margin };
    }

    static double Length(Axis axis) => axis.Scale == Scale.Linear
        ? axis.Max - axis.Min
        : throw new ArgumentException($"The axis '{axis.Label}' is {axis.Scale}; its units have no one length.", nameof(axis));
}
