using Dynamics.Geometry;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>
/// The Ornstein-Uhlenbeck process of a run: linear drift and additive normal noise, both measured at the end of the run, from where the
/// run started to where it ended (Mandt, Hoffman and Blei 2017). What its path shows owes nothing to a curvature or a noise that change.
/// </summary>
/// <remarks>
/// x' = x - eta (H x + xi), x = theta - theta_T. In the span V of the leading noise directions H is V^T Hessian V and xi has the
/// measured variances. Outside of V, what is left of theta_0 - theta_T decays with its own curvature, and what is left of the noise,
/// isotropic, with its own. Curvatures below zero, in which there is no rest, are set to zero.
/// </remarks>
public static class MatchedDiffusion
{
    const int Sample = 256;
    const int Directions = 20;
    const int OtherDimensions = 1000;
    const double Step = 1e-4;

    /// <summary>A path of the process, with as many steps and snapshots as the run.</summary>
    /// <param name="settings">Those of the run; its optimiser is gradient descent without momentum.</param>
    /// <param name="path">The run.</param>
    /// <param name="stream">Where the noise comes from; it moves on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few images for as many directions.</exception>
    public static TrajectoryGeometry Of(PathOfSgdSettings settings, SgdPath path, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(stream);
        Require.AtLeast(settings.Images.Count, Directions + 1, "settings.Images.Count");
        var (curvature, noise) = (new CurvatureAt(settings, path.End.Parameters), NoiseAt(settings, path.End.Parameters));
        var start = PathOfSgd.Start(path.Seed) - path.End.Parameters;
        var v = noise.Directions;
        var hessian = Positive(MatrixProduct.Transposed(v,
            Matrix<double>.Build.DenseOfColumnVectors(v.EnumerateColumns().Select(curvature.Times))));
        var rest = Outside(v, start);
        var (ofRest, ofNoise) = (curvature.Along(rest), curvature.Along(Outside(v, noise.Draw)));
        var inside = MatrixProduct.Transposed(v, start.ToColumnMatrix()).Column(0);
        var others = Vector<double>.Build.Dense(OtherDimensions);
        var trajectory = new Trajectory(Directions + 1 + OtherDimensions);
        Look(rest.L2Norm());
        var along = rest.L2Norm();
        for (var step = 0; step < settings.Steps; step++)
        {
            var rate = path.Optimiser.Optimiser.Rate.At(step);
            inside -= rate * (hessian * inside + noise.Deviations.PointwiseMultiply(stream.NormalVector(Directions)));
            along *= 1 - rate * ofRest;
            others = (1 - rate * ofNoise) * others
                - rate * noise.OtherDeviation / Math.Sqrt(OtherDimensions) * stream.NormalVector(OtherDimensions);
            if ((step + 1) % settings.StepsASnapshot == 0) Look(along);
        }

        return trajectory.Geometry();

        void Look(double length) => trajectory.Add(Vector<double>.Build.DenseOfEnumerable([.. inside, length, .. others]));
    }

    /// <summary>
    /// The noise of the gradient of a batch, drawn without replacement: its leading directions, and what is outside of them.
    /// </summary>
    static (Matrix<double> Directions, Vector<double> Deviations, double OtherDeviation, Vector<double> Draw) NoiseAt(
        PathOfSgdSettings settings, Vector<double> theta)
    {
        var count = Math.Min(Sample, settings.Images.Count);
        var gradients = Objective.Sum(PathOfSgd.Network, Loss.SoftmaxCrossEntropy,
            settings.Images.Pixels.SubMatrix(0, count, 0, settings.Images.Pixels.ColumnCount),
            settings.Images.OneHot.SubMatrix(0, count, 0, settings.Images.Classes)).GradientsOfExamples(theta);
        var mean = gradients.ColumnSums() / count;
        for (var i = 0; i < count; i++) gradients.SetRow(i, gradients.Row(i) - mean);
        var ofABatch = (1.0 / settings.BatchSize - 1.0 / settings.Images.Count) / (count - 1);
        var (values, vectors) = SymmetricEigenpairs.Of(MatrixProduct.Gram(gradients));
        var variances = ofABatch * values;
        int[] leading = [.. Enumerable.Range(0, count).OrderByDescending(i => values[i]).Take(Directions)];
        var directions = MatrixProduct.Transposed(gradients,
            Matrix<double>.Build.DenseOfColumnVectors(leading.Select(vectors.Column)));
        for (var i = 0; i < Directions; i++) directions.SetColumn(i, directions.Column(i).Normalize(2));
        var others = Math.Max(0, variances.Sum() - leading.Sum(i => variances[i]));
        var draw = RandomStream.FromSeed(0).Substream("noise").NormalVector(count);
        return (directions,
            Vector<double>.Build.DenseOfEnumerable(leading.Select(i => Math.Sqrt(Math.Max(0, variances[i])))),
            Math.Sqrt(others), MatrixProduct.Transposed(gradients, draw.ToColumnMatrix()).Column(0));
    }

    /// <summary>The positive part of a symmetric matrix.</summary>
    static Matrix<double> Positive(Matrix<double> matrix)
    {
        var (values, vectors) = SymmetricEigenpairs.Of((matrix + matrix.Transpose()) / 2);
        return MatrixProduct.WithTransposed(
            vectors.MapIndexed((_, k, entry) => Math.Max(0, values[k]) * entry, Zeros.Include), vectors);
    }

    static Vector<double> Outside(Matrix<double> v, Vector<double> x) =>
        x - MatrixProduct.Of(v, MatrixProduct.Transposed(v, x.ToColumnMatrix())).Column(0);

    /// <summary>Products with the Hessian of the mean loss of all images, by central differences of its gradient.</summary>
    sealed class CurvatureAt(PathOfSgdSettings settings, Vector<double> theta)
    {
        readonly Objective _loss =
            Objective.Mean(PathOfSgd.Network, Loss.SoftmaxCrossEntropy, settings.Images.Pixels, settings.Images.OneHot);

        public Vector<double> Times(Vector<double> direction)
        {
            var step = Step / direction.L2Norm();
            return (Gradient(theta + step * direction) - Gradient(theta - step * direction)) / (2 * step);
        }

        /// <summary>The Rayleigh quotient.</summary>
        public double Along(Vector<double> direction) => Math.Max(0, direction * Times(direction) / (direction * direction));

        Vector<double> Gradient(Vector<double> at)
        {
            var gradient = Vector<double>.Build.Dense(at.Count);
            _loss.ValueAndGradient(at, gradient);
            return gradient;
        }
    }
}
