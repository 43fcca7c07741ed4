using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Laws;

/// <summary>What a case says about a law.</summary>
public enum Finding
{
    Holds,
    Violated,
    /// <summary>The tolerance is wider than the violation that the law must see.</summary>
    Undecided,
    /// <summary>The case lies outside the hypotheses, or, for a falsifier, the mistake cannot be computed on it.</summary>
    NoCase,
}

/// <summary>A measurement, judged by the law's rule.</summary>
/// <param name="Alpha">The chance of a false alarm that this case may spend.</param>
public sealed record Evidence(Measurement Measurement, Tolerance Tolerance, double Alpha)
{
    public static Evidence Of(Measurement measured, Rule rule, object? subject, double alpha)
    {
        var complete = rule.Complete(measured);
        return new(complete, rule.For(subject, complete), alpha) { WantedResolution = Claims.WantedResolutionOn(subject) };
    }

    /// <summary>The relative error that an identity must see on the subject.</summary>
    public double WantedResolution { get; private init; } = Claims.WantedResolution;

    public double Residual => Measurement.Residual;

    /// <summary>The largest residual that is allowed.</summary>
    public double Width => Tolerance.Width(Alpha);

    public bool HasPower => Tolerance.HasPower(Alpha);

    /// <summary>A violation is one with or without power; what holds without power is undecided.</summary>
    public Finding Finding =>
        !(double.IsFinite(Residual) && Residual <= Width) ? Finding.Violated
        : HasPower ? Finding.Holds
        : Finding.Undecided;

    /// <summary>Residual over width; where no positive width is, residual less width. Above one, or above zero, is a violation.</summary>
    public double Excess => Width > 0 ? Residual / Width : Residual - Width;

    /// <summary>
    /// The smallest relative error that would have been seen: the width over the size of what is compared; null where that has none.
    /// </summary>
    public double? Resolution => Measurement.Scale is > 0 and var scale && double.IsFinite(scale) && Width >= 0 ? Width / scale : null;
}
