using System.Globalization;

namespace Dynamics.Specs.Laws.Rules;

/// <summary>
/// A number that depends on the subject of a law, under the name by which a reader knows it. Sums, products and functions of
/// quantities evaluate and print, so that a tolerance is said once: <c>Gamma(8 * Chain + N + P) * Slope</c> is the number and the rule.
/// </summary>
/// <typeparam name="T">The subject.</typeparam>
public sealed class Quantity<T>
{
    const int OfSum = 1, OfProduct = 2, OfPower = 3, OfAtom = 4;

    readonly Func<T, double> _value;
    readonly int _binding;

    /// <param name="name">As a rule prints it: a symbol, or a few words.</param>
    public Quantity(string name, Func<T, double> value)
        : this(name, value, OfAtom)
    {
    }

    Quantity(string text, Func<T, double> value, int binding) => (Text, _value, _binding) = (text, value, binding);

    public string Text { get; }

    public double Of(T subject) => _value(subject);

    public Quantity<T> Squared => ToThe(2);

    public Quantity<T> Cubed => ToThe(3);

    public static implicit operator Quantity<T>(double number) => new(number.ToString("G4", CultureInfo.InvariantCulture), _ => number);

    public static Quantity<T> operator +(Quantity<T> a, Quantity<T> b) => new($"{a.Text} + {b.Text}", x => a.Of(x) + b.Of(x), OfSum);

    public static Quantity<T> operator -(Quantity<T> a, Quantity<T> b) =>
        new($"{a.Text} − {b.Bound(OfProduct)}", x => a.Of(x) - b.Of(x), OfSum);

    public static Quantity<T> operator *(Quantity<T> a, Quantity<T> b)
    {
        var (left, right) = (a.Bound(OfProduct), b.Bound(OfProduct));
        var sign = IsShort(left) && (IsShort(right) || right.StartsWith('(')) ? " " : " × ";
        return new(left + sign + right, x => a.Of(x) * b.Of(x), OfProduct);
    }

    public static Quantity<T> operator /(Quantity<T> a, Quantity<T> b) =>
        new($"{a.Bound(OfProduct)} / {b.Bound(OfPower)}", x => a.Of(x) / b.Of(x), OfProduct);

    internal Quantity<T> Function(string name, Func<double, double> f) => new($"{name}({Text})", x => f(_value(x)));

    internal Quantity<T> Power(string exponent, Func<double, double> f) => new(Bound(OfAtom) + exponent, x => f(_value(x)), OfPower);

    Quantity<T> ToThe(int n) => Power(n == 2 ? "²" : "³", x => Math.Pow(x, n));

    /// <summary>In brackets where it binds less than what stands beside it.</summary>
    string Bound(int neighbour) => _binding < neighbour ? $"({Text})" : Text;

    static bool IsShort(string text) => !text.Contains(' ') && !text.Contains('(');
}

/// <summary>Functions of quantities.</summary>
public static class Quantity
{
    /// <summary>u = 2^-53, the unit roundoff of double precision.</summary>
    public const double UnitRoundoff = 1.1102230246251565e-16;

    /// <summary>
    /// The relative error that n roundings can leave: n u / (1 - n u) (Higham 2002, Accuracy and Stability of Numerical Algorithms, lemma
    /// 3.1).
    /// </summary>
    public static Quantity<T> Gamma<T>(Quantity<T> roundings) => roundings.Function("γ", Gamma);

    public static double Gamma(double n) => n * UnitRoundoff < 1 ? n * UnitRoundoff / (1 - n * UnitRoundoff) : double.NaN;

    public static Quantity<T> Sqrt<T>(Quantity<T> x) => x.Function("√", Math.Sqrt);

    /// <summary>u times a quantity: one rounding of a number of that size, already summed up.</summary>
    public static Quantity<T> Roundings<T>(Quantity<T> sizes) => new Quantity<T>("u", _ => UnitRoundoff) * sizes;

    public static Quantity<T> Max<T>(Quantity<T> a, Quantity<T> b) => new($"max({a.Text}, {b.Text})", x => Math.Max(a.Of(x), b.Of(x)));
}
