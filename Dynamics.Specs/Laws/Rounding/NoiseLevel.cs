using MathNet.Numerics;

namespace Dynamics.Specs.Laws.Rounding;

/// <summary>How far rounding scatters a computed quantity.</summary>
/// <param name="Deviation">The standard deviation; of a vector, the root of the sum of its components' variances.</param>
/// <param name="DegreesOfFreedom">Of the estimate of its square.</param>
/// <param name="Rounding">One rounding of the quantity: u times its size.</param>
public sealed record NoiseLevel(double Deviation, double DegreesOfFreedom, double Rounding)
{
    /// <summary>Of a difference: deviations add up, whatever the correlation, and the worse estimate counts.</summary>
    public static NoiseLevel operator +(NoiseLevel a, NoiseLevel b) =>
        new(a.Deviation + b.Deviation, Math.Min(a.DegreesOfFreedom, b.DegreesOfFreedom), a.Rounding + b.Rounding);

    /// <summary>What the error exceeds with at most a chance, by Student's t: if components err together; else more rarely.</summary>
    public double Bound(double chance) => Deviation == 0 ? 0 : Student(chance, DegreesOfFreedom) * Deviation;

    /// <summary>The number that |t| exceeds with a chance, by bisection of its logarithm: it may be far out.</summary>
    internal static double Student(double chance, double degreesOfFreedom)
    {
        var (low, high) = (0.0, 100.0);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            var t = Math.Exp(middle);
            var beyond = SpecialFunctions.BetaRegularized(degreesOfFreedom / 2, .5, degreesOfFreedom / (degreesOfFreedom + t * t));
            (low, high) = beyond > chance ? (middle, high) : (low, middle);
        }
        return Math.Exp(high);
    }
}
