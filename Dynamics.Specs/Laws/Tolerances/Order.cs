using System.Globalization;

namespace Dynamics.Specs.Laws.Tolerances;

/// <summary>
/// An error shrinks like h^p: its local slopes at successive steps approach p within C h. The residual is the largest
/// deviation over h, so that it is compared with C, and a whole order lost at the smallest step must be seen.
/// </summary>
public sealed record Order(double Exponent, bool OneSided, double Constant, double SmallestStep, string Rule) : Tolerance(Rule)
{
    /// <summary>Slopes equal p within C h.</summary>
    /// <param name="derivation">Where C comes from.</param>
    public static Func<double, Order> Exactly(double p, double c, string derivation) =>
        smallest => new(p, false, c, smallest, Text("", p, c, derivation));

    /// <summary>Slopes are at least p - C h.</summary>
    /// <param name="derivation">Where C comes from.</param>
    public static Func<double, Order> AtLeast(double p, double c, string derivation) =>
        smallest => new(p, true, c, smallest, Text("at least ", p, c, derivation));

    public override double Width(double alpha) => Constant;

    public override double MustDetect => 1 / SmallestStep;

    /// <summary>How far a local slope at a step is from what the order allows, over the step.</summary>
    public double Deviation(double slope, double step) => (OneSided ? Math.Max(Exponent - slope, 0) : Math.Abs(slope - Exponent)) / step;

    static string Text(string side, double p, double c, string derivation) =>
        string.Create(CultureInfo.InvariantCulture, $"order {side}{p}: local slopes within {c} h, {derivation}");
}
