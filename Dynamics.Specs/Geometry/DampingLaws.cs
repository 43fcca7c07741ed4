using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// A damped natural gradient can be had in the space of the outputs, N x N, or in that of the parameters, P x P: it is the same vector,
/// so nobody needs to form the Fisher information of a network with more parameters than data.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class DampingLaws : ISubjectsOf<DampingLaws.Damped>
{
    /// <summary>A Jacobian, a residual, and a damping.</summary>
    public sealed record Damped(Matrix<double> Jacobian, Vector<double> Residual, double Damping)
    {
        public override string ToString() =>
            $"J = [{string.Join("; ", Jacobian.EnumerateRows().Select(row => string.Join(" ", row)))}], "
            + $"r = ({string.Join(", ", Residual)}), λ = {Damping}";
    }

    public Subjects<Damped> Subjects => new(
        from outputs in Gen.Choose(2, 6)
        from parameters in Gen.Choose(1, 8)
        from jacobian in Drawn.Matrix(outputs, parameters, -2, 2)
        from residual in Drawn.Vector(outputs, -2, 2)
        from damping in Drawn.Number(.01, 1)
        select new Damped(jacobian, residual, damping),
        d =>
        [
            .. Simpler.Number(d.Damping).Where(damping => damping > 0).Select(damping => d with { Damping = damping }),
            .. Simpler.Vector(d.Residual).Select(residual => d with { Residual = residual }),
        ],
        d => [Trait.Of("N", d.Residual.Count), Trait.Of("P", d.Jacobian.ColumnCount), Trait.Of("λ", d.Damping)]);

    [Law("G14", LawKind.Identity, @"(J^\top J + \lambda I)^{-1} J^\top r = J^\top (J J^\top + \lambda I)^{-1} r",
        Source = "Henderson and Searle 1981",
        Given = "λ > 0; J is any N × P matrix",
        Within = nameof(Inverses))]
    public Measurement The_push_through_identity_of_damped_natural_gradients(Damped d) =>
        IsTheSameDirection(d, KernelNaturalGradient.Damped(d.Jacobian, d.Residual, d.Damping));

    [Mistake(nameof(The_push_through_identity_of_damped_natural_gradients),
        "the damping of the mean over N examples on one side, of the sum on the other")]
    public Measurement Damping_scaled_by_N_is_not(Damped d) =>
        IsTheSameDirection(d, KernelNaturalGradient.Damped(d.Jacobian, d.Residual, d.Residual.Count * d.Damping));

    static Rule Inverses => Roundoff.Within(Gamma(2 * (N + P) + 3 * (N.Squared + P.Squared)) * (InParameters + InOutputs))
        .Because("a solution is exact for a matrix nearby; Jᵀ(JJᵀ + λ)⁻¹ has singular values σ / (σ² + λ), at most 1 / 2√λ");

    static Quantity<Damped> N => new("N", d => d.Residual.Count);

    static Quantity<Damped> P => new("P", d => d.Jacobian.ColumnCount);

    static Quantity<Damped> InParameters => new("|(JᵀJ + λ)⁻¹| ((|J|² + λ) |x| + |J| |r|)", d =>
    {
        var (size, metric) = (d.Jacobian.FrobeniusNorm(), d.Jacobian.TransposeThisAndMultiply(d.Jacobian));
        return Regularised(metric, d).Inverse().L2Norm() * ((size * size + d.Damping) * Solution(d).L2Norm() + size * d.Residual.L2Norm());
    });

    static Quantity<Damped> InOutputs => new("(|J|² + λ) |δ| / 2√λ + |J| |δ| for x = Jᵀδ", d =>
    {
        var size = d.Jacobian.FrobeniusNorm();
        var delta = Regularised(d.Jacobian.TransposeAndMultiply(d.Jacobian), d).Solve(d.Residual).L2Norm();
        return (size * size + d.Damping) * delta / (2 * Math.Sqrt(d.Damping)) + size * delta;
    });

    static Measurement IsTheSameDirection(Damped d, Vector<double> inOutputs) =>
        Measure.Distance("Jᵀ(JJᵀ + λ)⁻¹r", inOutputs, "(JᵀJ + λ)⁻¹Jᵀr", Solution(d));

    static Vector<double> Solution(Damped d) =>
        NaturalGradient.Damped(
            d.Jacobian.TransposeThisAndMultiply(d.Jacobian), d.Jacobian.TransposeThisAndMultiply(d.Residual), d.Damping);

    static Matrix<double> Regularised(Matrix<double> matrix, Damped d) =>
        matrix + Matrix<double>.Build.DenseDiagonal(matrix.RowCount, d.Damping);
}
