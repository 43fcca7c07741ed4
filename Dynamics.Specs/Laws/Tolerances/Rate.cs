using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Dynamics.Specs.Laws.Tolerances;

/// <summary>
/// How far a fitted rate strays from the expected one: Student's interval over independent groups. The rate that must be told
/// from the expected one is named, so that an interval too wide to tell them is undecided.
/// </summary>
/// <param name="StandardError">Of the mean rate over the groups.</param>
/// <param name="DegreesOfFreedom">Groups less one.</param>
public sealed record Rate(double StandardError, int DegreesOfFreedom, double Detects, string Rule) : Tolerance(Rule)
{
    /// <param name="derivation">What a group is and how its rate is fitted.</param>
    public static Rate Of(double standardError, int degreesOfFreedom, double detects, string derivation) =>
        new(standardError, degreesOfFreedom, detects, string.Create(CultureInfo.InvariantCulture,
            $"rate: Student's interval over groups, detects {detects}, {derivation}"));

    public override double Width(double alpha) => StudentT.InvCDF(0, StandardError, DegreesOfFreedom, 1 - alpha / 2);

    public override double MustDetect => Detects;
}
