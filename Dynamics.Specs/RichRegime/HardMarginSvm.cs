using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// The shortest w with Z w ≥ 1 for signed examples z_i = y_i x_i. It is Zᵀα with α ≥ 0, and α need be positive on no more than D examples,
/// which w meets with equality: so each set of so many is tried, and the first that satisfies the conditions of Karush, Kuhn and Tucker is
/// the solution.
/// </summary>
/// <param name="Weights">w, length D.</param>
/// <param name="Multipliers">α, length N: positive on the support vectors.</param>
public sealed record HardMarginSvm(Vector<double> Weights, Vector<double> Multipliers)
{
    const double Rounding = 1e-10;

    public static HardMarginSvm Solve(Matrix<double> signed) =>
        Enumerable.Range(1, (1 << signed.RowCount) - 1).Where(set => int.PopCount(set) <= signed.ColumnCount)
            .Select(set => On(signed, [.. Enumerable.Range(0, signed.RowCount).Where(i => (set >> i & 1) == 1)]))
            .FirstOrDefault(svm => svm.Multipliers.Minimum() >= 0 && (signed * svm.Weights).Minimum() >= 1 - Rounding)
        ?? throw new InvalidOperationException("The examples are not separable.");

    /// <summary>
    /// w = Zᵀα with ⟨z_i, w⟩ = 1 on a set of examples, and α = 0 on the others; not a number if they depend on each other.
    /// </summary>
    static HardMarginSvm On(Matrix<double> signed, int[] support)
    {
        var examples = Matrix<double>.Build.DenseOfRowVectors(support.Select(signed.Row));
        var alpha = examples.TransposeAndMultiply(examples).Solve(Vector<double>.Build.Dense(support.Length, 1));
        var multipliers = Vector<double>.Build.Dense(signed.RowCount);
        for (var k = 0; k < support.Length; k++) multipliers[support[k]] = alpha[k];
        return new(examples.TransposeThisAndMultiply(alpha), multipliers);
    }
}
