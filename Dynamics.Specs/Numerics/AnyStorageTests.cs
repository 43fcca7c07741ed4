using Dynamics.Geometry;
using Dynamics.Kernels;
using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>Matrices that are stored in another way have the same numbers, and what is computed of them has the same bits.</summary>
public class AnyStorageTests
{
    const int Size = 4;

    static readonly (string Name, Func<Matrix<double>, Matrix<double>[], double[]> Entry)[] Entries =
    [
        ("PseudoInverse", (m, _) => Numbers(MinimumNorm.PseudoInverse(m))),
        ("LeastSquares", (m, others) => Numbers(MinimumNorm.LeastSquares(m, others[0].Column(0)))),
        ("Centred alignment", (m, others) => [KernelTargetAlignment.Centred(others[1], m)]),
        ("Centred alignment, kernel", (m, others) => [KernelTargetAlignment.Centred(m, others[0])]),
        ("KernelRegression, targets", (m, others) => Numbers(new KernelRegression(others[1], m, .1).LeaveOneOut())),
        ("KernelRegression, cross", (m, others) => Numbers(new KernelRegression(others[1], others[0], .1).Predict(m))),
        ("KernelNaturalGradient", (m, others) => Numbers(KernelNaturalGradient.Damped(m, others[0].Column(0), .1))),
        ("KalmanFilter", (m, others) => Numbers(new KalmanFilter(others[0].Column(0), others[1])
            .Observe(others[0].Column(1), m, others[1]).Covariance)),
        ("MatrixProduct", (m, others) => Numbers(MatrixProduct.Of(m, others[0]))),
        ("Gram", (m, _) => Numbers(MatrixProduct.Gram(m))),
        ("CompactSvd", (m, _) => Numbers(CompactSvd.Of(m).SingularValues)),
    ];

    [Property(Cases = 20)]
    public void Its_storage_does_not_matter(Seed seed)
    {
        var stream = seed.Open();
        Matrix<double>[] others =
        [
            stream.Substream("other").NormalMatrix(Size, Size),
            MatrixProduct.Gram(stream.Substream("kernel").NormalMatrix(Size, Size)) + Matrix<double>.Build.DenseIdentity(Size),
        ];
        var diagonal = stream.Substream("diagonal").NormalVector(Size);
        var dense = Matrix<double>.Build.DenseOfDiagonalVector(diagonal);
        Matrix<double>[] stored = [Matrix<double>.Build.SparseOfMatrix(dense), Matrix<double>.Build.DiagonalOfDiagonalVector(diagonal)];
        Assert.Multiple(() =>
        {
            foreach (var (name, entry) in Entries)
                foreach (var matrix in stored)
                    Assert.That(entry(matrix, others), Is.EqualTo(entry(dense, others)), $"{name} of a {matrix.GetType().Name}");
        });
    }

    static double[] Numbers(Matrix<double> matrix) => matrix.ToColumnMajorArray();

    static double[] Numbers(Vector<double> vector) => vector.ToArray();
}
