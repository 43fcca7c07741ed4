namespace Dynamics.Specs.Laws.Tolerances;

/// <summary>How far a residual may be from zero, and from what that follows.</summary>
/// <param name="Rule">The rule in words, the same for a law and its falsifiers. It holds no measured number.</param>
public abstract record Tolerance(string Rule)
{
    /// <summary>The kind of rule: its first word.</summary>
    public string Kind => KindOf(Rule);

    /// <summary>The kind that a rule declares, without evidence measured by it.</summary>
    public static string KindOf(string rule) => rule.Split(' ', ':')[0];

    /// <summary>The largest residual that the law allows.</summary>
    /// <param name="alpha">The chance of a false alarm that this one case may spend.</param>
    public abstract double Width(double alpha);

    /// <summary>The smallest violation, as a residual, that the measurement must be able to see.</summary>
    public virtual double MustDetect => double.PositiveInfinity;

    /// <summary>
    /// Whether the measurement has the power it promises: a violation of size <see cref="MustDetect"/> leaves a residual of at
    /// least itself less the width, so it is seen as reliably as a false alarm is avoided when twice the width is below it.
    /// </summary>
    public bool HasPower(double alpha) => 2 * Width(alpha) <= MustDetect;
}
