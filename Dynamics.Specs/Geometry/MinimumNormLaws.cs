using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// With more parameters than outputs the Fisher information is singular, and the natural gradient is the shortest direction that does
/// the same to the outputs. It then trains every mode at one rate, where gradient descent waits for the kernel's slowest.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class MinimumNormLaws : ISubjectsOf<LinearRegressionTask>
{
    public Subjects<LinearRegressionTask> Subjects => LinearRegressionTask.Subjects;

    [Law("G13", LawKind.Identity, @"r_t = (1 - \eta)^t r_0",
        Source = "Zhang, Martens and Grosse 2019; Karakida and Osawa 2020",
        Given = "a linear model, J of full row rank; squared loss, its sum over examples; steps η J⁺r",
        Within = nameof(EveryStep))]
    public Measurement Minimum_norm_natural_gradient_trains_every_mode_at_one_rate(LinearRegressionTask task) =>
        FallsAtOneRate(task, r => KernelNaturalGradient.MinimumNorm(task.Jacobian, r));

    [Rival(nameof(Minimum_norm_natural_gradient_trains_every_mode_at_one_rate), "gradient descent, its rate that of the fastest mode")]
    public Measurement Gradient_descent_does_not(LinearRegressionTask task) =>
        FallsAtOneRate(task, r => task.Jacobian.TransposeThisAndMultiply(r) / task.Kernel.L2Norm());

    [Mistake(nameof(Minimum_norm_natural_gradient_trains_every_mode_at_one_rate),
        "the gradient of the mean with the Fisher information of the sum")]
    public Measurement With_the_gradient_of_the_mean_the_rate_is_another(LinearRegressionTask task) =>
        FallsAtOneRate(task, r => KernelNaturalGradient.MinimumNorm(task.Jacobian, r / r.Count));

    static Rule EveryStep => Roundoff.Within(Gamma(P + 4 * N + 3 * N.Squared) * AddedUp)
        .Because("a rounding of one step is left in all later residuals, and grows in none of them");

    static Quantity<LinearRegressionTask> N => new("N", task => task.Targets.Count);

    static Quantity<LinearRegressionTask> P => new("P", task => task.Start.Count);

    static Quantity<LinearRegressionTask> AddedUp => new(
        "what steps 1 .. t add up, over all t: η |J|² |(J Jᵀ)⁻¹ r| + 2 |J| |θ| + |y| each", task =>
    {
        var (size, terms, square) = (task.Jacobian.FrobeniusNorm(), 0.0, 0.0);
        foreach (var theta in task.Path(r => KernelNaturalGradient.MinimumNorm(task.Jacobian, r)))
        {
            var inOutputs = task.Kernel.Cholesky().Solve(task.Residual(theta)).L2Norm();
            terms += task.Step * size * size * inOutputs + 2 * size * theta.L2Norm() + task.Targets.L2Norm();
            square += terms * terms;
        }
        return Math.Sqrt(square);
    });

    static Measurement FallsAtOneRate(LinearRegressionTask task, Func<Vector<double>, Vector<double>> direction)
    {
        var start = task.Residual(task.Start);
        var found = task.Path(direction).Skip(1).SelectMany(task.Residual);
        var expected = Enumerable.Range(1, task.Steps).SelectMany(t => Math.Pow(1 - task.Step, t) * start);
        return Measure.Distance("r₁ .. r_T", Vector<double>.Build.DenseOfEnumerable(found),
            "(1 − η)ᵗ r₀", Vector<double>.Build.DenseOfEnumerable(expected));
    }
}
