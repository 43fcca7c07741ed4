using Dynamics.Numerics;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Laws;

/// <summary>One evaluation of a law or a falsifier on a subject: evidence, or no case, or an exception.</summary>
/// <param name="Refused">Why it is no evidence though it was measured, or empty.</param>
sealed record Trial(Evidence? Evidence, string? WhyNoCase, Exception? Thrown, string Refused = "")
{
    public bool IsNoCase => WhyNoCase is not null;

    public Finding Finding => IsNoCase ? Finding.NoCase : Evidence is null || Refused != "" ? Finding.Violated : Evidence.Finding;

    public bool IsViolated => Finding == Finding.Violated;

    /// <summary>Two sides that differ, by a number, and not a measurement that threw or gave none.</summary>
    public bool IsMeasuredViolation => IsViolated && Refused == "" && Evidence is { } evidence && double.IsFinite(evidence.Residual);

    /// <summary>A run that diverged, where that is a finding.</summary>
    public bool HasDiverged => Thrown is DivergedException;

    /// <summary>A law that throws fails in another way than one whose sides differ.</summary>
    public bool FailsLike(Trial other) =>
        Finding == other.Finding && Refused == other.Refused && Thrown?.GetType() == other.Thrown?.GetType();

    public static Trial Of<T>(Func<T, Measurement> measure, T subject, Rule rule, double alpha, IReadOnlyList<Type> noCaseWhere)
    {
        try
        {
            var measured = measure(subject);
            if (measured.WhyNoCase is { } why) return new(null, why, null);
            var evidence = Evidence.Of(measured, rule, subject, alpha);
            // what holds with numbers that are none does not hold; what is violated by the others is
            if (evidence.Finding != Finding.Violated && !rule.IsExact && HasNaN(evidence.Measurement))
                evidence = evidence with { Measurement = evidence.Measurement with { Residual = double.NaN } };
            return new(evidence, null, null, WhyRefused(evidence.Measurement));
        }
        catch (Exception thrown) when (noCaseWhere.Any(type => type.IsInstanceOfType(thrown)))
        {
            return new(null, thrown.Message, null);
        }
        catch (Exception thrown)
        {
            return new(null, null, thrown);
        }
    }

    static bool HasNaN(Measurement measured) => measured.Left.HasNaN || measured.Right.HasNaN;

    static string WhyRefused(Measurement measured) =>
        measured.Left.IsEmpty && measured.Right.IsEmpty ? "both sides have no numbers"
        : IsOneSide(measured) ? "both sides are read from one object"
        : "";

    static bool IsOneSide(Measurement measured) => measured.Left.Source is { } source && ReferenceEquals(source, measured.Right.Source);
}
