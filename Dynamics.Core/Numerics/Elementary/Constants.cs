namespace Dynamics.Numerics;

/// <summary>
/// Elementary functions that give the same bits on every processor. They use nothing but the operations that IEEE 754
/// rounds correctly (sum, product, quotient, square root, fused multiply-add) and integer arithmetic on the bits.
/// </summary>
/// <remarks>
/// Every function takes any double. NaN goes in and comes out; infinities, signed zeros, subnormal numbers and the
/// overflow thresholds are treated as in annex F of the C standard. The method is the same throughout: reduce the argument to a
/// short interval with the help of a small table, evaluate the leading terms of a Taylor series in double-double
/// arithmetic and the others in double, and round once. Results are within 0.55 units in the last place, that is,
/// almost always the nearest double; <see cref="AccuracyInUlpAttribute"/> states the bound of each function.
/// </remarks>
public static partial class Elementary
{
    /// <summary>1/2 log 2 pi, to the nearest double.</summary>
    internal const double HalfLogTwoPi = 0.91893853320467274;

    static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996e-17);
    static readonly DoubleDouble Pi = new(3.141592653589793, 1.2246467991473532e-16);
    static readonly DoubleDouble HalfPi = new(1.5707963267948966, 6.123233995736766e-17);
    static readonly DoubleDouble TwoOverSqrtPi = new(1.1283791670955126, 1.533545961316588e-17);
}
