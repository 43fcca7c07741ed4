using Dynamics.Geometry;
using Dynamics.Kernels;
using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Properties;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>In other units, from 1e-150 to 1e150, the same comes out in other units.</summary>
public class AnyScaleTests
{
    const double Tolerance = 1e-10;
    const int Rows = 6;
    const int Columns = 3;

    static readonly double[] Scales = [1e-150, 1e-10, 1, 1e10, 1e150];

    [Property(Cases = 20)]
    public void The_pseudo_inverse(Seed seed) => Each((scale, _) =>
        IsClose(MinimumNorm.PseudoInverse(scale * Inputs(seed)), MinimumNorm.PseudoInverse(Inputs(seed)) / scale));

    [Property(Cases = 20)]
    public void Least_squares(Seed seed) => Each((scale, other) => IsClose(
        MinimumNorm.LeastSquares(scale * Inputs(seed), other * Targets(seed)).ToColumnMatrix() / other * scale,
        MinimumNorm.LeastSquares(Inputs(seed), Targets(seed)).ToColumnMatrix()));

    [Property(Cases = 20)]
    public void The_alignment_of_a_kernel_with_targets(Seed seed) => Each((scale, other) => Assert.That(
        KernelTargetAlignment.Centred(scale * Kernel(seed), other * Targets(seed).ToColumnMatrix()),
        Is.EqualTo(KernelTargetAlignment.Centred(Kernel(seed), Targets(seed).ToColumnMatrix())).Within(Tolerance)));

    [Property(Cases = 20)]
    public void Regression_with_a_kernel(Seed seed) => Each((scale, other) => IsClose(
        Regression(scale * Kernel(seed), other * Targets(seed), scale).Predict(scale * Kernel(seed)) / other,
        Regression(Kernel(seed), Targets(seed), 1).Predict(Kernel(seed))));

    [Property(Cases = 20)]
    public void Leave_one_out(Seed seed) => Each((scale, other) => IsClose(
        Regression(scale * Kernel(seed), other * Targets(seed), scale).LeaveOneOut() / other,
        Regression(Kernel(seed), Targets(seed), 1).LeaveOneOut()));

    [Property(Cases = 20)]
    public void Training_with_a_kernel(Seed seed) => Each((scale, other) => IsClose(
        Trained(scale * Kernel(seed), other * Targets(seed), 1 / scale) / other, Trained(Kernel(seed), Targets(seed), 1)));

    [Property(Cases = 20)]
    public void The_covariance_of_stationary_noise(Seed seed) => Each((scale, _) => IsClose(
        StationaryNoise.Covariance(scale * Kernel(seed), scale * Kernel(seed), .01 / scale) * scale,
        StationaryNoise.Covariance(Kernel(seed), Kernel(seed), .01)));

    [Property(Cases = 20)]
    public void The_natural_gradient(Seed seed) => Each((scale, other) => IsClose(
        NaturalGradient.Direction(scale * Kernel(seed), other * Targets(seed)).ToColumnMatrix() / other * scale,
        NaturalGradient.Direction(Kernel(seed), Targets(seed)).ToColumnMatrix()));

    [Property(Cases = 20)]
    public void A_Kalman_filter(Seed seed) => Each((scale, _) =>
    {
        var (small, there) = (Filtered(seed, 1), Filtered(seed, Math.Sqrt(scale)));
        IsClose(there.Mean.ToColumnMatrix() / Math.Sqrt(scale), small.Mean.ToColumnMatrix());
        IsClose(there.Covariance / scale, small.Covariance);
    });

    [Property(Cases = 20)]
    public void The_geometry_of_a_trajectory(Seed seed) => Each((scale, _) =>
    {
        var (here, there) = (Path(seed, 1), Path(seed, scale));
        IsClose(Column(there.StepLengths) / scale, Column(here.StepLengths));
        IsClose(Column(there.StepCosines), Column(here.StepCosines));
        IsClose(there.PrincipalComponents(2).Projections / scale, here.PrincipalComponents(2).Projections);
    });

    [Property(Cases = 20)]
    public void Lanczos_eigenpairs(Seed seed) => Each((scale, _) =>
    {
        var kernel = Kernel(seed);
        var (here, there) = (Leading(v => kernel * v), Leading(v => scale * (kernel * v)));
        IsClose(there.Values.ToColumnMatrix() / scale, here.Values.ToColumnMatrix());
    });

    static void Each(Action<double, double> test)
    {
        foreach (var scale in Scales)
            foreach (var other in Scales)
                if (Math.Abs(Math.Log10(scale / other)) <= 160)
                    test(scale, other);
    }

    static void IsClose(Matrix<double> actual, Matrix<double> expected) =>
        Assert.That((actual - expected).Enumerate().Max(Math.Abs),
            Is.LessThanOrEqualTo(Tolerance * expected.Enumerate().Max(Math.Abs)));

    static Matrix<double> Inputs(Seed seed) => seed.Open("inputs").NormalMatrix(Rows, Columns);

    static Vector<double> Targets(Seed seed) => seed.Open("targets").NormalVector(Rows);

    static Matrix<double> Kernel(Seed seed) =>
        MatrixProduct.Gram(seed.Open("features").NormalMatrix(Rows, 2 * Rows)) + Matrix<double>.Build.DenseIdentity(Rows);

    static Matrix<double> Trained(Matrix<double> kernel, Vector<double> targets, double duration) =>
        new LinearisedTraining(kernel).EnsembleMean(TrainingTime.GradientFlow(duration), kernel, targets.ToColumnMatrix());

    static KernelRegression Regression(Matrix<double> kernel, Vector<double> targets, double ridge) =>
        new(kernel, targets.ToColumnMatrix(), ridge);

    static KalmanFilter Filtered(Seed seed, double unit)
    {
        var filter = new KalmanFilter(Vector<double>.Build.Dense(Columns), unit * unit * Matrix<double>.Build.DenseIdentity(Columns));
        foreach (var (row, target) in Inputs(seed).EnumerateRows().Zip(Targets(seed)))
            filter = filter.Observe(Vector<double>.Build.Dense(1, unit * target), row.ToRowMatrix(),
                Matrix<double>.Build.Dense(1, 1, unit * unit));
        return filter;
    }

    static TrajectoryGeometry Path(Seed seed, double scale)
    {
        var trajectory = new Trajectory(Columns);
        foreach (var point in Inputs(seed).EnumerateRows()) trajectory.Add(scale * point);
        return trajectory.Geometry();
    }

    static LeadingEigenpairs Leading(Func<Vector<double>, Vector<double>> apply) =>
        Lanczos.Largest(apply, Rows, 2, RandomStream.FromSeed(1));

    static Matrix<double> Column(IReadOnlyList<double> values) => Matrix<double>.Build.DenseOfColumns([values]);
}
