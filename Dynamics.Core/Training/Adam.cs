using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dynamics.Networks;
using Dynamics.Numerics;

namespace Dynamics.Training;

/// <summary>
/// theta - eta m^ / (sqrt(v^) + epsilon), with m and v the running means of g and g^2, and m^ = m / (1 - beta1^t), v^ = v / (1 - beta2^t)
/// at the step t that is being taken, from 1 (Kingma and Ba 2015).
/// </summary>
public sealed record Adam : Optimiser
{
    /// <summary>Adam.</summary>
    /// <param name="rate">eta.</param>
    /// <param name="firstDecay">beta1, at least 0 and below 1.</param>
    /// <param name="secondDecay">beta2, at least 0 and below 1.</param>
    /// <param name="epsilon">Above 0.</param>
    /// <param name="weightDecay">lambda, at least 0; its gradient goes through the running means like that of the loss.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adam(Schedule rate, double firstDecay = .9, double secondDecay = .999, double epsilon = 1e-8, double weightDecay = 0)
        : base(rate, NotNegative(weightDecay, nameof(weightDecay)))
    {
        (FirstDecay, SecondDecay, Epsilon) = (Share(firstDecay, nameof(firstDecay)), Share(secondDecay, nameof(secondDecay)), epsilon);
        if (!(epsilon > 0 && double.IsFinite(epsilon)))
            throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, $"epsilon is {epsilon}; it needs to be finite and above 0.");
    }

    /// <summary>beta1.</summary>
    public double FirstDecay { get; }

    /// <summary>beta2.</summary>
    public double SecondDecay { get; }

    /// <summary>epsilon.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override int MemoryCount => 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Move(
        double rate, int step, Span<double> parameters, ReadOnlySpan<double> gradient, IReadOnlyList<double[]> memory, int offset)
    {
        var first = memory[0].AsSpan(offset, parameters.Length);
        var second = memory[1].AsSpan(offset, parameters.Length);
        var factors = new Factors(
            Vector256.Create(1 - FirstDecay), Vector256.Create(1 - SecondDecay),
            Vector256.Create(rate / Correction(FirstDecay, step + 1)),
            Vector256.Create(1 / Math.Sqrt(Correction(SecondDecay, step + 1))), Vector256.Create(Epsilon));
        var theta = MemoryMarshal.Cast<double, Vector256<double>>(parameters);
        var g = MemoryMarshal.Cast<double, Vector256<double>>(gradient);
        var m = MemoryMarshal.Cast<double, Vector256<double>>(first);
        var v = MemoryMarshal.Cast<double, Vector256<double>>(second);
        for (var i = 0; i < theta.Length; i++) (theta[i], m[i], v[i]) = Moved(theta[i], g[i], m[i], v[i], factors);
        for (var i = theta.Length * Vector256<double>.Count; i < parameters.Length; i++)
        {
            var (next, mean, square) =
                Moved(Vector256.Create(parameters[i]), Vector256.Create(gradient[i]),
                    Vector256.Create(first[i]), Vector256.Create(second[i]), factors);
            (parameters[i], first[i], second[i]) = (next.ToScalar(), mean.ToScalar(), square.ToScalar());
        }
    }

    private protected override double FactorOf(ParameterBlock block) => block.AdamFactor;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector256<double> Theta, Vector256<double> First, Vector256<double> Second) Moved(
        Vector256<double> theta, Vector256<double> g, Vector256<double> m, Vector256<double> v, Factors factors)
    {
        m = Vector256.FusedMultiplyAdd(factors.First, g - m, m);
        v = Vector256.FusedMultiplyAdd(factors.Second, Vector256.FusedMultiplyAdd(g, g, -v), v);
        return (theta - factors.Rate * m / Vector256.FusedMultiplyAdd(Vector256.Sqrt(v), factors.Root, factors.Epsilon), m, v);
    }

    /// <summary>1 - beta^t.</summary>
    static double Correction(double decay, int t) => decay == 0 ? 1 : -Elementary.Expm1(t * Elementary.Log(decay));

    readonly record struct Factors(
        Vector256<double> First, Vector256<double> Second, Vector256<double> Rate, Vector256<double> Root, Vector256<double> Epsilon);
}
