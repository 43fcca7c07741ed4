using System.Globalization;
using Dynamics.Geometry;

namespace Dynamics.Architectures;

/// <summary>x^k.</summary>
public sealed record Monomial : Activation, IClosedFormDual
{
    const int MostDegree = 100;

    /// <summary>The monomial of a degree.</summary>
    /// <param name="degree">k, from 1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degree is out of its range.</exception>
    public Monomial(int degree)
        : base(string.Create(CultureInfo.InvariantCulture, $"x^{degree}"))
    {
        Degree = Require.Between(degree, 1, MostDegree, nameof(degree));
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
    public override double Derivative(double x) => double.IsNaN(x) ? x : Degree * Power(x, Degree - 1);

    /// <inheritdoc/>
    public override double SecondDerivative(double x) =>
        double.IsNaN(x) ? x : Degree < 2 ? 0 : Degree * (Degree - 1) * Power(x, Degree - 2);

    /// <inheritdoc/>
    public override int? Homogeneity => Degree;

    /// <inheritdoc/>
    public DualMoments DualMoments(PairCovariance pair)
    {
        pair.RequireVariances(nameof(pair));
        return new(Moment(Degree, pair), Degree * Degree * Moment(Degree - 1, pair));
    }

    /// <summary>
    /// E[u^k v^k] = sum over r, of the parity of k, of r! (k over r)^2 ((k-r-1)!!)^2 q12^r (q11 q22)^(k-r)/2: r of the k factors of either
    /// side are paired across (Isserlis 1918). Each coefficient comes from the one of r + 2.
    /// </summary>
    static double Moment(int k, PairCovariance pair)
    {
        var (squares, cross) = (pair.First * pair.Second, pair.Cross * pair.Cross);
        var coefficient = 1.0;
        for (var i = 2; i <= k; i++) coefficient *= i;
        var (sum, power) = (0.0, 1.0);
        for (var r = k; r >= 0; r -= 2)
        {
            sum += coefficient * Power(pair.Cross, r % 2) * Power(cross, r / 2) * power;
            double pairsLeft = k - r + 2;
            coefficient *= r * (r - 1) / (pairsLeft * pairsLeft);
            power *= squares;
        }
        return sum;
    }

    static double Power(double x, int k)
    {
        var power = 1.0;
        for (; k > 0; k--) power *= x;
        return power;
    }
}
