using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

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
            $"J = [{string.Join("; ", Jacobian.EnumerateRows().Select(row => string.Join(" ", row)))}], r = ({string.Join(", ", Residual)}), λ = {Damping}";
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
        Within = "roundoff: " + Inverses)]
    public Measurement Damping_in_the_outputs_is_damping_in_the_parameters(Damped d) =>
        IsTheSameDirection(d, KernelNaturalGradient.Damped(d.Jacobian, d.Residual, d.Damping));

    [Mistake(nameof(Damping_in_the_outputs_is_damping_in_the_parameters), "the damping of the mean over N examples on one side, of the sum on the other")]
    public Measurement Damping_scaled_by_N_is_not(Damped d) =>
        d.Jacobian.TransposeThisAndMultiply(d.Residual).L2Norm() < .1 ? Measurement.NoCase("there is nothing to damp")
        : IsTheSameDirection(d, KernelNaturalGradient.Damped(d.Jacobian, d.Residual, d.Residual.Count * d.Damping));

    const string Inverses = "γ(2 N + 2 P + 3 N² + 3 P²) × what either side adds up: "
        + "|(JᵀJ + λ)⁻¹| ((|J|² + λ) |x| + |J| |r|), and (|J|² + λ) |δ| / 2√λ + |J| |δ| for x = Jᵀδ";

    static Measurement IsTheSameDirection(Damped d, Vector<double> inOutputs)
    {
        var (j, n, p) = (d.Jacobian, d.Residual.Count, d.Jacobian.ColumnCount);
        var metric = j.TransposeThisAndMultiply(j);
        var inParameters = NaturalGradient.Damped(metric, j.TransposeThisAndMultiply(d.Residual), d.Damping);
        return Measure.Distance("Jᵀ(JJᵀ + λ)⁻¹r", inOutputs, "(JᵀJ + λ)⁻¹Jᵀr", inParameters)
            .Within(LegacyRoundoff.Of(2 * (n + p) + 3 * (n * n + p * p), AddedUp(d, metric, inParameters), Inverses));
    }

    /// <summary>A rounding of J Jᵀ + λ reaches x through Jᵀ(JJᵀ + λ)⁻¹, whose singular values σ / (σ² + λ) are at most 1 / 2√λ.</summary>
    static double AddedUp(Damped d, Matrix<double> metric, Vector<double> x)
    {
        var (size, kernel) = (d.Jacobian.FrobeniusNorm(), d.Jacobian.TransposeAndMultiply(d.Jacobian));
        var delta = Regularised(kernel).Solve(d.Residual).L2Norm();
        var inParameters = Regularised(metric).Inverse().L2Norm() * ((size * size + d.Damping) * x.L2Norm() + size * d.Residual.L2Norm());
        return inParameters + (size * size + d.Damping) * delta / (2 * Math.Sqrt(d.Damping)) + size * delta;

        Matrix<double> Regularised(Matrix<double> matrix) => matrix + Matrix<double>.Build.DenseDiagonal(matrix.RowCount, d.Damping);
    }
}
