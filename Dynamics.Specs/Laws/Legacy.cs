using MathNet.Numerics.Distributions;

namespace Dynamics.Specs.Laws.Rules;

/// <summary>TEMPORARY, while the chapters are converted: a tolerance that a measurement brings along.</summary>
sealed record LegacyRule(string Rule) : Rule(Rule.Split(' ', ':')[0], Rule)
{
    internal override bool IsTwoSided => Kind is "roundoff" or "truncation" or "statistical" or "rate";
    internal override bool IsExact => Kind == "exact";
    internal override Tolerance For(object? subject, Measurement measured) => measured.Own?.Invoke(subject, measured) ?? Tolerance.Of(0);
    internal override Measurement Complete(Measurement measured) => measured.OwnRule?.Complete(measured) ?? measured;
}

static class LegacyOrder
{
    public static Func<double, Rule> AtLeast(double p, double c, string why) => _ => Order.AtLeast(p, c).Because(why);
    public static Func<double, Rule> Exactly(double p, double c, string why) => _ => Order.Exactly(p, c).Because(why);
}

static class Phenomenon
{
    public static Tolerance By(double margin, string reason) => Tolerance.Of(-margin);
}

static class LegacyRoundoff
{
    public static Tolerance Of(double operations, double magnitude, string derivation) => Tolerance.Of(Quantity.Gamma(operations) * magnitude);
}

static class LegacyTruncation
{
    public static Tolerance Of(double constant, double step, double order, string derivation) => Tolerance.Of(constant * Math.Pow(step, order));
}

static class LegacyRate
{
    public static Tolerance Of(double standardError, int degreesOfFreedom, double detects, string derivation) =>
        new(alpha => StudentT.InvCDF(0, standardError, degreesOfFreedom, 1 - alpha / 2)) { MustDetect = detects };
}

static class LegacyStatistical
{
    public static Rule BoundedMean(long n, double bound, double variance, double detects) => Statistical.BoundedMean<object>(n, bound, variance, detects);
}

static class LegacyMeasurements
{
    public static Measurement Within(this Measurement measured, Tolerance tolerance) => measured with { Own = (_, _) => tolerance };
    public static Measurement Within(this Measurement measured, Rule rule) => measured with { Own = rule.For, OwnRule = rule };
}
