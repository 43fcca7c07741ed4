using Dynamics.Geometry;
using Dynamics.Kernels;
using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Kernels;

/// <summary>Regression, its leave-one-out predictions, and what training in closed form has in common with it.</summary>
public class KernelRegressionTests
{
    const double Rounding = 1e-12;

    static readonly Matrix<double> Features = RandomStream.FromSeed(3).NormalMatrix(6, 9);
    static readonly Matrix<double> Others = RandomStream.FromSeed(4).NormalMatrix(2, 9);
    static readonly Matrix<double> Targets = RandomStream.FromSeed(5).NormalMatrix(6, 2);

    static Matrix<double> Kernel => Features.TransposeAndMultiply(Features);

    static Matrix<double> Cross => Others.TransposeAndMultiply(Features);

    [Property(Cases = 40)]
    public void Leaving_one_out_is_a_regression_on_the_others(Size more, Seed seed, bool ridged)
    {
        var (count, ridge) = (1 + Math.Min(more, 33), ridged ? .5 : 0);
        var features = seed.Open("features").NormalMatrix(count, count + 3);
        var (kernel, targets) = (features.TransposeAndMultiply(features), seed.Matrix(count, 2, "targets"));
        var all = new KernelRegression(kernel, targets, ridge).LeaveOneOut();
        var allowed = 100 * Rounding * CompactSvd.Of(kernel).ConditionNumber * (1 + all.FrobeniusNorm());
        for (var i = 0; i < count; i++)
        {
            var without = new KernelRegression(kernel.RemoveRow(i).RemoveColumn(i), targets.RemoveRow(i), ridge);
            Assert.That((without.Predict(kernel.SubMatrix(i, 1, 0, count).RemoveColumn(i)).Row(0) - all.Row(i))
                .L2Norm(), Is.LessThan(allowed / 100));
        }
    }

    [Test]
    public void Training_to_the_end_is_regression_without_a_ridge()
    {
        var training = new LinearisedTraining(Kernel);
        var zero = Matrix<double>.Build.Dense(6, 2);
        var regression = new KernelRegression(Kernel, Targets, 0).Predict(Cross);
        Assert.Multiple(() =>
        {
            Assert.That((training.Outputs(TrainingTime.Infinite, Cross, Matrix<double>.Build.Dense(2, 2), zero, Targets) - regression)
                .FrobeniusNorm(), Is.LessThan(100 * Rounding));
            Assert.That((training.EnsembleMean(TrainingTime.Infinite, Cross, Targets) - regression)
                .FrobeniusNorm(), Is.LessThan(100 * Rounding));
            Assert.That((training.TrainingOutputs(TrainingTime.GradientFlow(1e6), zero, Targets) - Targets)
                .FrobeniusNorm(), Is.LessThan(100 * Rounding));
            Assert.That((training.TrainingOutputs(TrainingTime.GradientFlow(0), Targets, zero) - Targets).FrobeniusNorm(), Is.Zero);
        });
    }

    /// <summary>
    /// The kernel of the training points is diag(1, 0), and the new point sees both: what it sees of the second grows without end.
    /// </summary>
    [Test]
    public void Flow_and_descent_go_on_along_a_mode_without_an_eigenvalue()
    {
        var training = new LinearisedTraining(Matrix<double>.Build.DenseOfDiagonalArray([1, 0]));
        Assert.Multiple(() =>
        {
            Assert.That(Learned(TrainingTime.GradientFlow(3)), Is.EqualTo(.5 * (1 - Math.Exp(-3)) * 2 + .25 * 3 * 5).Within(1e-14));
            Assert.That(Learned(TrainingTime.GradientDescent(.5, 3)), Is.EqualTo(.5 * (1 - .125) * 2 + .25 * 1.5 * 5).Within(1e-14));
            Assert.That(Learned(TrainingTime.Infinite), Is.EqualTo(.5 * 2).Within(1e-14));
        });

        double Learned(TrainingTime time) => training.Outputs(
            time, Matrix<double>.Build.DenseOfRowArrays([.5, .25]), Matrix<double>.Build.Dense(1, 1), Matrix<double>.Build.Dense(2, 1),
            Matrix<double>.Build.DenseOfColumnArrays([2, 5]))[0, 0];
    }

    [Test]
    public void Small_steps_follow_the_flow()
    {
        var training = new LinearisedTraining(Kernel);
        var zero = Matrix<double>.Build.Dense(6, 2);
        var steps = training.TrainingOutputs(TrainingTime.GradientDescent(1e-7, 1_000_000), zero, Targets);
        Assert.That((steps - training.TrainingOutputs(TrainingTime.GradientFlow(.1), zero, Targets)).FrobeniusNorm(), Is.LessThan(1e-5));
    }

    [Test]
    public void The_ensemble_is_the_posterior_where_the_tangent_kernel_is_the_covariance()
    {
        var (x, cross) = (Others.TransposeAndMultiply(Others), Cross);
        var covariance = new LinearisedTraining(Kernel).EnsembleCovariance(TrainingTime.Infinite, cross, x, cross, Kernel);
        Assert.That((covariance - (x - cross * Kernel.Solve(cross.Transpose()))).FrobeniusNorm(), Is.LessThan(100 * Rounding));
    }

    [Test]
    public void Above_the_largest_stable_rate_the_outputs_grow([Values(.99, 1.01)] double share)
    {
        var training = new LinearisedTraining(Kernel);
        var end = training.TrainingOutputs(
            TrainingTime.GradientDescent(share * training.LargestStableLearningRate, 20_000), Matrix<double>.Build.Dense(6, 2), Targets);
        Assert.That((end - Targets).FrobeniusNorm(), share < 1
            ? Is.LessThan(Targets.FrobeniusNorm()) : Is.GreaterThan(Targets.FrobeniusNorm()));
    }

    [Test]
    public void What_cannot_be_solved_is_refused() => Assert.Multiple(() =>
    {
        Assert.That(() => new KernelRegression(Matrix<double>.Build.Dense(2, 2, 1), Targets.SubMatrix(0, 2, 0, 1), 0),
            Throws.TypeOf<SingularMetricException>().With.Message.Contains("need a ridge"));
        Assert.That(() =>
            new KernelRegression(Kernel, Targets, -1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("ridge is -1"));
        Assert.That(() => new KernelRegression(Kernel, Targets.SubMatrix(0, 5, 0, 1), 0),
            Throws.ArgumentException.With.Message.Contains("kernel is 6 x 6; it needs to be 5 x 5"));
        Assert.That(() => new KernelRegression(Features.SubMatrix(0, 6, 0, 6), Targets, 1),
            Throws.ArgumentException.With.Message.Contains("needs to be symmetric"));
        Assert.That(() => new LinearisedTraining(Features), Throws.ArgumentException.With.Message.Contains("kernel is 6 x 9"));
        Assert.That(() =>
            new LinearisedTraining(Features.SubMatrix(0, 6, 0, 6)),
            Throws.ArgumentException.With.Message.Contains("needs to be symmetric"));
        Assert.That(() => new LinearisedTraining(Kernel).EnsembleMean(TrainingTime.Infinite, Cross, Targets.SubMatrix(0, 5, 0, 1)),
            Throws.ArgumentException.With.Message.Contains("targets is 5 x 1"));
        Assert.That(() => TrainingTime.GradientDescent(0, 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => TrainingTime.GradientFlow(double.NaN), Throws.TypeOf<ArgumentOutOfRangeException>());
    });
}
