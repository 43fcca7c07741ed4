using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dynamics.Numerics;

namespace Dynamics.Architectures;

/// <summary>
/// The dual moments of ReLU: E = (sqrt(det) + a q12) / 2 pi and E' = a / 2 pi with the angle a of the point (-q12, sqrt(det)), det =
/// q11 q22 - q12^2 (Cho and Saul 2009). Where a is small, at correlations near -1, the sum cancels, and the Taylor series of
/// sin a - a cos a takes its place. Four pairs at once; a lane's bits do not depend on the others.
/// </summary>
static class ArcCosineKernel
{
    const double OneOverTwoPi = 0.15915494309189535;
    const double SmallAngle = 1;

    /// <summary>At a variance 0 the angle is a right one: the kink counts with the mean of its two slopes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<double> Product, Vector256<double> DerivativeProduct) Of(
        Vector256<double> q11, Vector256<double> q22, Vector256<double> q12)
    {
        var (up1, down1) = HalfExponent(q11);
        var (up2, down2) = HalfExponent(q22);
        var (x1, x2, c) = (q11 * down1 * down1, q22 * down2 * down2, q12 * (down1 * down2));

        var square = c * c;
        var determinant = Vector256.FusedMultiplyAdd(x1, x2, -square) + Vector256.FusedMultiplyAdd(-c, c, square);
        var root = Vector256.Sqrt(
            Vector256.ConditionalSelect(Vector256.GreaterThan(determinant, Vector256<double>.Zero), determinant, Vector256<double>.Zero));
        var nowhere = Vector256.Equals(root, Vector256<double>.Zero) & Vector256.Equals(c, Vector256<double>.Zero);
        var angle = Elementary.AngleInUpperHalfPlane(Vector256.ConditionalSelect(nowhere, Vector256<double>.One, root), -c);

        var share = angle * OneOverTwoPi;
        var sum = Vector256.FusedMultiplyAdd(share, c, root * OneOverTwoPi);
        var series = Vector256.Sqrt(x1 * x2) * share * SineLessAngleCosine(angle * angle);
        var product = Vector256.ConditionalSelect(Vector256.LessThan(angle, Vector256.Create(SmallAngle)), series, sum);
        return (product * (up1 * up2), share);
    }

    /// <summary>(sin a - a cos a) / a = sum over k from 1 of (-1)^(k+1) 2k / (2k+1)! a^2k, from a^2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<double> SineLessAngleCosine(Vector256<double> square)
    {
        var sum = Vector256.Create(1.0 / 6758061133824000);
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(-1.0 / 22230464256000));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 93405312000));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(-1.0 / 518918400));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 3991680));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(-1.0 / 45360));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 840));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(-1.0 / 30));
        sum = Vector256.FusedMultiplyAdd(sum, square, Vector256.Create(1.0 / 3));
        return square * sum;
    }

    /// <summary>
    /// 2^i and 2^-i with 4^i the power of four at or below the number: what keeps squares and products of variances in range.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector256<double> Up, Vector256<double> Down) HalfExponent(Vector256<double> variance)
    {
        var exponent = Vector256.Max(Vector256.ShiftRightLogical(variance.AsInt64(), 52), Vector256<long>.One);
        var half = Vector256.ShiftRightLogical(exponent + Vector256<long>.One, 1);
        return (
            Vector256.ShiftLeft(half + Vector256.Create(511L), 52).AsDouble(),
            Vector256.ShiftLeft(Vector256.Create(1535L) - half, 52).AsDouble());
    }
}
