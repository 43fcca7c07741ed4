using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Laws.Rounding;

/// <summary>
/// The noise that rounding leaves in a computed function, from its values at equally spaced points of a few short lines (ECnoise: Moré and
/// Wild 2011, Estimating computational noise). A difference of order k of the function itself falls like h^k, while that of noise with
/// deviation σ has the variance σ² / γ_k, γ_k = (k!)² / (2k)!. So σ is read from the first order at which the estimates agree with those of
/// the next two orders and neighbouring differences have opposite signs, as those of noise do.
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
    /// <param name="unitRoundoff">u of its arithmetic: points are √u apart, far enough to round anew, and near enough to be smooth.</param>
    public static NoiseLevel Of(Func<int, double, Vector<double>> function, double unitRoundoff)
    {
        var (step, size) = (Math.Sqrt(unitRoundoff), 0.0);
        var (squares, products) = (new double[HighestOrder + 1], new double[HighestOrder + 1]);
        for (var line = 0; line < Lines; line++)
        {
            Vector<double>[] differences = [.. Enumerable.Range(1, Points).Select(i => function(line, i * step))];
            size = Math.Max(size, differences[0].L2Norm());
            for (var order = 1; order <= HighestOrder; order++)
            {
                differences = [.. differences.Zip(differences.Skip(1), (at, next) => next - at)];
                squares[order] += differences.Sum(difference => difference * difference);
                products[order] += differences.Zip(differences.Skip(1), (difference, next) => difference * next).Sum();
            }
        }

        double[] deviations = [.. squares.Select((square, order) => Math.Sqrt(square / (Lines * (Points - order) * OfNoise(order, 0))))];
        var found = Enumerable.Range(1, HighestOrder - Neighbours + 1).FirstOrDefault(order => IsNoise(deviations, products, order), HighestOrder);
        return new(deviations[found], Lines * DegreesOfFreedom(found), unitRoundoff * size);
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
        return n * n / Enumerable.Range(1 - n, 2 * n - 1).Sum(apart => (n - Math.Abs(apart)) * Math.Pow(OfNoise(order, apart) / OfNoise(order, 0), 2));
    }

    /// <summary>The covariance of two differences of noise of variance 1; with itself it is 1 / γ_k.</summary>
    static double OfNoise(int order, int apart) =>
        Math.Abs(apart) > order ? 0 : (apart % 2 == 0 ? 1 : -1) * SpecialFunctions.Binomial(2 * order, order + apart);
}
