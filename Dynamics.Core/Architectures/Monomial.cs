using System.Globalization;

namespace Dynamics.Architectures;

/// <summary>x^k.</summary>
public sealed record Monomial : Activation
{
    /// <summary>The monomial of a degree.</summary>
    /// <param name="degree">k, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degree is below 1.</exception>
    public Monomial(int degree)
        : base(string.Create(CultureInfo.InvariantCulture, $"x^{degree}"))
    {
        if (degree < 1) throw new ArgumentOutOfRangeException(nameof(degree), degree, $"degree is {degree}; it needs to be at least 1.");
        Degree = degree;
    }

    /// <summary>k.</summary>
    public int Degree { get; }

    /// <inheritdoc/>
    public override TScalar Of<TScalar>(TScalar x)
    {
        var power = x;
        for (var k = 1; k < Degree; k++) power *= x;
        return power;
    }

    /// <inheritdoc/>
    public override double Value(double x) => Power(x, Degree);

    /// <inheritdoc/>
    public override double Derivative(double x) => Degree * Power(x, Degree - 1);

    /// <inheritdoc/>
    public override double SecondDerivative(double x) => Degree < 2 ? 0 : Degree * (Degree - 1) * Power(x, Degree - 2);

    /// <inheritdoc/>
    public override int? Homogeneity => Degree;

    static double Power(double x, int k)
    {
        var power = 1.0;
        for (; k > 0; k--) power *= x;
        return power;
    }
}
