using Dynamics.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// f(x) = Σ_j a_j x̂_j / (1 + x̂_j²) with x̂ = W x: a network that somebody wrote by hand, with an activation that Core does not know
/// and none of Core's layers. θ holds W, hidden × inputs, row by row, and then a.
/// </summary>
/// <param name="bend">A mistaken second derivative of the activation, for falsifiers.</param>
public sealed class HandwrittenNetwork(int inputs, int hidden, Func<double, double>? bend = null) : IDifferentiableModel
{
    public int ParameterCount => hidden * (inputs + 1);

    public int InputCount => inputs;

    public int OutputCount => 1;

    public Matrix<double> Outputs(Vector<double> theta, Matrix<double> x) => (Hidden(theta, x).Map(Phi) * A(theta)).ToColumnMatrix();

    public Matrix<double> JacobianVectorProduct(Vector<double> theta, Matrix<double> x, Vector<double> u) =>
        (Hidden(theta, x).Map(Phi) * A(u) + Hidden(theta, x).Map(Slope).PointwiseMultiply(Hidden(u, x)) * A(theta)).ToColumnMatrix();

    public Vector<double> TransposedJacobianVectorProduct(Vector<double> theta, Matrix<double> x, Matrix<double> v)
    {
        var s = Hidden(theta, x);
        return Join(
            v.Column(0).OuterProduct(A(theta)).PointwiseMultiply(s.Map(Slope)).TransposeThisAndMultiply(x),
            s.Map(Phi).TransposeThisAndMultiply(v.Column(0)));
    }

    public Vector<double> CurvatureVectorProduct(Vector<double> theta, Matrix<double> x, Matrix<double> v, Vector<double> u)
    {
        var (s, moved) = (Hidden(theta, x), Hidden(u, x));
        var back = v.Column(0).OuterProduct(A(u)).PointwiseMultiply(s.Map(Slope))
            + v.Column(0).OuterProduct(A(theta)).PointwiseMultiply(s.Map(bend ?? Bend)).PointwiseMultiply(moved);
        return Join(back.TransposeThisAndMultiply(x), s.Map(Slope).PointwiseMultiply(moved).TransposeThisAndMultiply(v.Column(0)));
    }

    public override string ToString() => $"a network written by hand, {inputs}-{hidden}-1";

    static double Phi(double s) => s / (1 + s * s);

    static double Slope(double s) => (1 - s * s) / ((1 + s * s) * (1 + s * s));

    static double Bend(double s) => 2 * s * (s * s - 3) / ((1 + s * s) * (1 + s * s) * (1 + s * s));

    Matrix<double> Hidden(Vector<double> theta, Matrix<double> x) =>
        x.TransposeAndMultiply(Matrix<double>.Build.DenseOfRowMajor(hidden, inputs, theta.Take(hidden * inputs)));

    Vector<double> A(Vector<double> theta) => theta.SubVector(hidden * inputs, hidden);

    static Vector<double> Join(Matrix<double> w, Vector<double> a) => Vector<double>.Build.Dense([.. w.ToRowMajorArray(), .. a]);
}
