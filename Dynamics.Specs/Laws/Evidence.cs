using Dynamics.Specs.Laws.Tolerances;

namespace Dynamics.Specs.Laws;

/// <summary>What a case says about a law.</summary>
public enum Finding
{
    Holds,
    Violated,
    /// <summary>The tolerance is wider than the violation that the law must see.</summary>
    Undecided,
    /// <summary>The case lies outside the hypotheses, or, for a falsifier, the mistake is no mistake on it.</summary>
    NoCase,
}

/// <summary>The outcome of one measurement on one subject.</summary>
public sealed class Evidence
{
    readonly Measurement? _measurement;
    readonly Tolerance? _tolerance;

    Evidence(string whyNoCase) => WhyNoCase = whyNoCase;

    internal Evidence(Measurement measurement, Tolerance tolerance) => (_measurement, _tolerance) = (measurement, tolerance);

    /// <summary>The subject is not one that the law, or the mistake, is about.</summary>
    public static Evidence NoCase(string why) => new(why);

    public string? WhyNoCase { get; }

    public Measurement Measurement => _measurement ?? throw new InvalidOperationException($"Nothing was measured: {WhyNoCase}");

    public Tolerance Tolerance => _tolerance ?? throw new InvalidOperationException($"Nothing was measured: {WhyNoCase}");

    /// <param name="alpha">The chance of a false alarm that this case may spend.</param>
    public Finding Find(double alpha) =>
        WhyNoCase is not null ? Finding.NoCase
        : !double.IsFinite(Measurement.Residual) ? Finding.Violated
        : !Tolerance.HasPower(alpha) ? Finding.Undecided
        : Measurement.Residual <= Tolerance.Width(alpha) ? Finding.Holds
        : Finding.Violated;

    /// <summary>Residual over width; where no positive width is, residual less width. Above one, or above zero, is a violation.</summary>
    public double Excess(double alpha)
    {
        var width = Tolerance.Width(alpha);
        return width > 0 ? Measurement.Residual / width : Measurement.Residual - width;
    }
}
