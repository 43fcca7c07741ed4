using System.Globalization;

namespace Dynamics.Specs.Laws.Rules;

/// <summary>
/// An error shrinks like h^p: its local slopes at successive steps approach p within C h. The residual is the largest deviation
/// over its step, so that it is compared with C, and half an order lost at the smallest step must be seen.
/// </summary>
public sealed record Order<T>(double Exponent, bool OneSided, Quantity<T> Constant)
    : Rule("order",
        string.Create(
            CultureInfo.InvariantCulture,
            $"local slopes {(OneSided ? "at least " : "")}{Exponent} within {TimesTheStep(Constant)}"))
{
    internal override Type Subject => typeof(T);

    internal override bool IsTwoSided => !OneSided;

    internal override Tolerance For(object? subject, Measurement measured) =>
        Tolerance.Of(Constant.Of((T)subject!)) with { MustDetect = 1 / SlopesOf(measured).SmallestStep };

    /// <remarks>Slopes that stay far closer to the order than allowed, on either side of it, show that the constant is too
    /// large.</remarks>
    internal override double? Deviation(Measurement measured) =>
        SlopesOf(measured).Largest((slope, step) => Math.Abs(slope - Exponent) / step);

    internal override Measurement Complete(Measurement measured) => measured with
    {
        Relation = OneSided ? "≥" : "=",
        Right = Side.Of("order", Exponent),
        Residual = SlopesOf(measured).Largest((slope, step) =>
            (OneSided ? Math.Max(Exponent - slope, 0) : Math.Abs(slope - Exponent)) / step),
    };

    /// <summary>A constant that is described, as in 'C from the next terms', is named first.</summary>
    static string TimesTheStep(Quantity<T> constant) =>
        constant.Text.StartsWith("C from", StringComparison.Ordinal) ? $"C h, {constant.Text}"
        : (constant * new Quantity<T>("h", _ => 1)).Text;

    static Slopes SlopesOf(Measurement measured) =>
        measured.Slopes ?? throw new InvalidOperationException("An order is measured by Measure.Slopes: this measurement has no slopes.");
}

/// <summary>An error that shrinks like a power of a step.</summary>
public static class Order
{
    /// <summary>Slopes equal p within C h.</summary>
    public static Rule Exactly<T>(double p, Quantity<T> c) => new Order<T>(p, false, c);

    /// <summary>Slopes are at least p - C h.</summary>
    public static Rule AtLeast<T>(double p, Quantity<T> c) => new Order<T>(p, true, c);

    /// <summary>Slopes equal p within C h, with the same C for every subject.</summary>
    public static Rule Exactly(double p, double c) => new Order<object>(p, false, c);

    /// <summary>Slopes are at least p - C h, with the same C for every subject.</summary>
    public static Rule AtLeast(double p, double c) => new Order<object>(p, true, c);
}
