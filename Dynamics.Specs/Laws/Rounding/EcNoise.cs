using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Laws.Rounding;

/// <summary>
/// The noise that rounding leaves in a computed function, from its values at equally spaced points of a few short lines (ECnoise: Moré
/// and Wild 2011, Estimating computational noise). A difference of order k of the function itself falls like h^k, while that of noise
/// with deviation σ has the variance σ² / γ_k, γ_k = (k!)² / (2k)!. So σ is read from the first order whose estimate agrees with those of
/// the next two orders, and whose neighbouring differences have opposite signs, as those of noise have. Where there is none, it is read
/// from the highest order.
/// </summary>
public static class EcNoise
{
    /// <summary>Lines, for degrees of freedom.</summary>
    public const int Lines = 4;

    /// <summary>Points on a line.</summary>
    public const int Points = 9;

    /// <summary>Estimates of neighbouring orders agree within this factor.</summary>
    const double Agreement = 4;

    /// <summary>Estimates of so many orders must agree.</summary>
    const int Neighbours = 3;

    /// <summary>Of the highest order: two differences on each line.</summary>
    const int HighestOrder = Points - 2;

    /// <summary>The noise of a function that moves by its own size where t moves by 1.</summary>
    /// <param name="function">Of the line, from zero, and of t.</param>
    /// <param name="unitRoundoff">u of its arithmetic. Points are √u apart: far enough to round anew, near enough to be smooth.</param>
    public static NoiseLevel Of(Func<int, double, Vector<double>> function, double unitRoundoff)
    {
        var (step, size) = (Math.Sqrt(unitRoundoff), 0.0);
        var (squares, products) = (new double[HighestOrder + 1], new double[HighestOrder + 1]);
        for (var line = 0; line < Lines; line++)
        {
            double[][] points = [.. Enumerable.Range(1, Points).Select(i => function(line, i * step).ToArray())];
            size = Math.Max(size, points[0].Norm());
            AddDifferences(points, squares, products);
        }

        double[] deviations = [.. squares.Select((square, order) => Math.Sqrt(square / (Lines * (Points - order) * OfNoise(order, 0))))];
        var found = Enumerable.Range(1, HighestOrder - Neighbours + 1)
            .FirstOrDefault(order => IsNoise(deviations, products, order), HighestOrder);
        return new(deviations[found], Lines * DegreesOfFreedom(found), unitRoundoff * size);
    }

    /// <summary>The squares of all differences of each order, and the products of neighbouring ones, over all components.</summary>
    static void AddDifferences(double[][] points, double[] squares, double[] products)
    {
        var lanes = points.Select(InLanes).ToArray();
        Span<Vector256<double>> table = stackalloc Vector256<double>[Points];
        Span<Vector256<double>> square = stackalloc Vector256<double>[HighestOrder + 1];
        Span<Vector256<double>> product = stackalloc Vector256<double>[HighestOrder + 1];
        for (var component = 0; component < lanes[0].Length; component++)
        {
            for (var i = 0; i < Points; i++) table[i] = lanes[i][component];
            for (var order = 1; order <= HighestOrder; order++)
            {
                var count = Points - order;
                for (var i = 0; i < count; i++) table[i] = table[i + 1] - table[i];
                for (var i = 0; i < count; i++) square[order] += table[i] * table[i];
                for (var i = 0; i < count - 1; i++) product[order] += table[i] * table[i + 1];
            }
        }

        for (var order = 1; order <= HighestOrder; order++)
        {
            squares[order] += Sum(square[order]);
            products[order] += Sum(product[order]);
        }
    }

    static double Sum(Vector256<double> lanes) => lanes[0] + lanes[1] + (lanes[2] + lanes[3]);

    /// <summary>Four components at once; zeros, which differ from each other by nothing, fill the last four.</summary>
    static Vector256<double>[] InLanes(double[] values)
    {
        var lanes = new Vector256<double>[(values.Length + 3) / 4];
        values.CopyTo(MemoryMarshal.Cast<Vector256<double>, double>(lanes.AsSpan()));
        return lanes;
    }

    static bool IsNoise(double[] deviations, double[] products, int order)
    {
        var neighbours = deviations.AsSpan(order, Neighbours).ToArray();
        return neighbours.Max() == 0 || products[order] < 0 && neighbours.Max() <= Agreement * neighbours.Min();
    }

    /// <summary>Of the mean square of correlated normal numbers: n² / Σ ρ_ij² (Satterthwaite 1946).</summary>
    static double DegreesOfFreedom(int order)
    {
        var n = Points - order;
        return n * n / Enumerable.Range(1 - n, 2 * n - 1)
            .Sum(apart => (n - Math.Abs(apart)) * Math.Pow(OfNoise(order, apart) / OfNoise(order, 0), 2));
    }

    /// <summary>The covariance of two differences of noise of variance 1; with itself it is 1 / γ_k.</summary>
    static double OfNoise(int order, int apart) =>
        Math.Abs(apart) > order ? 0 : (apart % 2 == 0 ? 1 : -1) * SpecialFunctions.Binomial(2 * order, order + apart);
}
