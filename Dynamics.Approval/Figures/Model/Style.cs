namespace Dynamics.Approval;

public enum Dash
{
    Solid,
    Dashed,
    Dotted,
}

public enum DotShape
{
    Circle,
    Square,
    Diamond,
    Triangle,
    Cross,
}

/// <summary>How a curve is drawn.</summary>
/// <param name="Width">In points.</param>
/// <param name="Halo">A white rim, where it crosses colours.</param>
public sealed record Stroke(float Width = 1.8f, Dash Dash = Dash.Solid, bool Halo = false);

/// <summary>How a point is marked.</summary>
/// <param name="Size">Diameter in points.</param>
/// <param name="Rim">A white rim, where it stands on colours.</param>
public sealed record Dot(float Size = 5, DotShape Shape = DotShape.Circle, bool Rim = false);
