using System.Collections.Immutable;

namespace Dynamics.Kernels;

/// <summary>Coefficients of a function in the orthonormal Hermite polynomials.</summary>
/// <param name="coefficients">c_k, k from 0; a multiple of 4 of them.</param>
/// <param name="square">E[f^2].</param>
/// <param name="nodeError">How far the nodes leave the coefficients uncertain, over the root of E[f^2].</param>
sealed class HermiteSeries(ImmutableArray<double> coefficients, double square, double nodeError)
{
    /// <summary>
    /// Where halving the distance of the nodes moves the coefficients by more than this, the nodes do not resolve the function.
    /// </summary>
    internal const double Unresolved = .25;

    readonly ImmutableArray<double> _coefficients = coefficients;

    public ReadOnlySpan<double> Coefficients => _coefficients.AsSpan();

    /// <summary>Infinite where the nodes do not resolve the function: a peak between two of them may be of any size.</summary>
    public double NodeError => nodeError > Unresolved ? double.PositiveInfinity : nodeError;

    /// <summary>The share of E[f^2] that the coefficients leave out, by Parseval's equality.</summary>
    public double Remainder { get; } = square > 0 ? Math.Abs(square - SumOfSquares(coefficients)) / square : 0;

    public HermiteSeries ComparedWith(HermiteSeries coarse) =>
        new(_coefficients, square, square > 0
            ? Math.Sqrt(SumOfSquares(_coefficients.Zip(coarse._coefficients, (fine, rough) => fine - rough)) / square) : 0);

    static double SumOfSquares(IEnumerable<double> numbers)
    {
        var sum = 0.0;
        foreach (var c in numbers) sum = Math.FusedMultiplyAdd(c, c, sum);
        return sum;
    }
}
