namespace Dynamics.Specs.Laws.Rules;

/// <summary>
/// How far the two sides of a law may be apart, and from what that follows. A fixture states a rule once, as a static property; the
/// law names it, the runner applies it to the law and to its falsifiers, and the law book prints it.
/// </summary>
/// <param name="Kind">What sort of bound it is, in one word.</param>
/// <param name="Formula">The bound itself, as a formula or in words.</param>
public abstract record Rule(string Kind, string Formula)
{
    /// <summary>Why the bound holds, where the formula does not say it.</summary>
    public string Why { get; init; } = "";

    /// <summary>As law book and ledger print it.</summary>
    public string Text => $"{Kind}: {Formula}" + (Why == "" ? "" : $"; {Why}");

    /// <summary>The subject that it is about, or null where it is about any.</summary>
    internal virtual Type? Subject => null;

    /// <summary>
    /// Whether residuals far below the tolerance, on most subjects, show that it is too wide: not so where one side may simply be smaller.
    /// </summary>
    internal virtual bool IsTwoSided => true;

    /// <summary>Two sides that agree to the bit have no tolerance that could be too wide.</summary>
    internal virtual bool IsExact => false;

    public Rule Because(string why) => this with { Why = why };

    /// <summary>
    /// The deviation that is held against the tolerance to see whether that is too wide; the residual, or where that is one-sided by
    /// nature
    /// of the rule, the deviation to either side. Null where one side may simply be smaller.
    /// </summary>
    internal virtual double? Deviation(Measurement measured) => IsTwoSided && measured.Relation == "=" ? measured.Residual : null;

    /// <summary>The tolerance for one measurement on one subject.</summary>
    internal abstract Tolerance For(object? subject, Measurement measured);

    /// <summary>The measurement with what only the rule knows: the order that slopes are compared with.</summary>
    internal virtual Measurement Complete(Measurement measured) => measured;
}

/// <summary>A rule evaluated for one measurement.</summary>
/// <param name="Width">The largest residual that is allowed, as a function of the chance of a false alarm that the case may spend.</param>
public sealed record Tolerance(Func<double, double> Width)
{
    public static Tolerance Of(double width) => new(_ => width);

    /// <summary>The smallest violation, as a residual, that the measurement must be able to see.</summary>
    public double MustDetect { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Whether the measurement has the power that it promises: a violation of size <see cref="MustDetect"/> leaves a residual of at least
    /// itself less the width, so it is seen as reliably as a false alarm is avoided where twice the width is below it.
    /// </summary>
    public bool HasPower(double alpha) => 2 * Width(alpha) <= MustDetect;
}
