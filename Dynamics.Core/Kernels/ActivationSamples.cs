using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.Intrinsics;
using Dynamics.Architectures;
using Dynamics.Numerics;

namespace Dynamics.Kernels;

/// <summary>
/// An activation and its derivative at the nodes m / rule of the trapezoidal rule from -16 to 16 standard deviations, four pairs +-z side
/// by side.
/// </summary>
sealed class ActivationSamples(Activation activation, double variance)
{
    public const int CoarsestRule = 4;

    const int Fine = 64;
    const int Finest = 1 << 10;
    const int Reach = 16;

    /// <summary>Nodes of a unit of the activation, whose nearest singularity is about one away.</summary>
    const int InAUnit = 8;

    readonly Dictionary<int, ImmutableArray<Nodes>> _known = [];

    /// <summary>At larger variances the activation changes over a smaller part of a standard deviation.</summary>
    public int FinestRule { get; } = Following(variance, Finest);

    /// <param name="Weight">The normal density at z over the nodes in a unit; half of it at 0, which is its own mirror image.</param>
    public readonly record struct Nodes(
        Vector256<double> Z, Vector256<double> Weight, Vector256<double> Plus,
        Vector256<double> Minus, Vector256<double> SlopePlus, Vector256<double> SlopeMinus);

    /// <summary>So many nodes in a standard deviation.</summary>
    public ImmutableArray<Nodes> this[int rule] => _known.TryGetValue(rule, out var known) ? known : _known[rule] = At(rule);

    static int Following(double variance, int most) =>
        Math.Clamp((int)BitOperations.RoundUpToPowerOf2((uint)Math.Min(InAUnit * Math.Sqrt(variance), most)), Fine, most);

    ImmutableArray<Nodes> At(int rule)
    {
        var sigma = Math.Sqrt(variance);
        return [.. Enumerable.Range(0, Reach * rule / Vector256<double>.Count + 1).Select(i => FourFrom(i * Vector256<double>.Count))];

        Nodes FourFrom(int first)
        {
            double Z(int lane) => (first + lane) / (double)rule;
            return new(Four(Z), Four(lane => Weight(first + lane)),
                Four(lane => activation.Value(sigma * Z(lane))), Four(lane => activation.Value(-sigma * Z(lane))),
                Four(lane => activation.Derivative(sigma * Z(lane))), Four(lane => activation.Derivative(-sigma * Z(lane))));
        }

        double Weight(int m)
        {
            var density = Elementary.Exp(-.5 * (m / (double)rule) * (m / (double)rule) - Elementary.HalfLogTwoPi) / rule;
            return m == 0 ? density / 2 : density;
        }
    }

    static Vector256<double> Four(Func<int, double> of) => Vector256.Create(of(0), of(1), of(2), of(3));
}
