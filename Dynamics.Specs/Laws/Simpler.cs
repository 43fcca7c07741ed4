using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Laws;

/// <summary>Simpler numbers: fewer digits first, then smaller ones. Every proposal is strictly simpler, so shrinking ends.</summary>
public static class Simpler
{
    /// <summary>Zero, one, then fewer digits, then half.</summary>
    public static IEnumerable<double> Number(double x)
    {
        double[] proposals =
            [0, 1, Math.Abs(x), Math.Truncate(x), Math.Round(x, 1), Math.Round(x, 2), Math.Truncate(x / 2), Math.Round(x / 2, 2)];
        return proposals.Distinct().Where(y => Complexity(y).CompareTo(Complexity(x)) < 0);
    }

    /// <summary>Zero, then half, then one less; never below a floor.</summary>
    public static IEnumerable<int> Count(int n, int floor)
    {
        int[] proposals = [floor, n / 2, n - 1];
        return proposals.Distinct().Where(m => m >= floor && m < n);
    }

    /// <summary>One component at a time.</summary>
    public static IEnumerable<Vector<double>> Vector(Vector<double> v) =>
        from i in Enumerable.Range(0, v.Count)
        from simpler in Number(v[i])
        select With(v, i, simpler);

    static Vector<double> With(Vector<double> v, int i, double value)
    {
        var copy = v.Clone();
        copy[i] = value;
        return copy;
    }

    static (int Digits, double Size, bool Negative) Complexity(double x) =>
        (x == 0 ? 0 : Math.Abs(x).ToString("R", CultureInfo.InvariantCulture).Length, Math.Abs(x), x < 0);
}
