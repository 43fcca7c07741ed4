using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws.Rounding;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>Running bounds of the error of a generalised Gauss-Newton matrix as Core computes it, in units of u.</summary>
static class GaussNewtonErrors
{
    /// <summary>
    /// A closed form of the head's Fisher information has at most so many roundings, beyond one for each output, of the terms that it adds
    /// up.
    /// </summary>
    const int ClosedForm = 8;

    /// <summary>Of (1/N) Σ JᵀCJ, in the Frobenius norm, where C is the head's Fisher information or its Hessian at a label.</summary>
    public static double Of(IConditionalModel model, Vector<double> theta)
    {
        var (examples, outputs) = (model.Predictor.ExampleCount, model.Predictor.OutputCount);
        var sum = Matrix<double>.Build.Dense(theta.Count, theta.Count);
        for (var example = 0; example < examples; example++)
        {
            var (jacobian, ofJacobian, z) = Outputs(model.Predictor, theta, example);
            var at = Vector<double>.Build.Dense(outputs, k => z[k].Value);
            var c = FisherInformation.ByScore(model.Head, at).PointwiseAbs();
            var product = c * jacobian;
            var ofCurvature = OfTheHessian(model.Head, at, z) + (ClosedForm + outputs) * TermsOfTheClosedForm(model.Head, at, c);
            var ofProduct = ofCurvature * jacobian + (2 * outputs + examples) * product;
            sum += jacobian.TransposeThisAndMultiply(ofProduct) + 2 * ofJacobian.TransposeThisAndMultiply(product);
        }
        return sum.FrobeniusNorm() / examples;
    }

    /// <summary>|J|, its errors, and the outputs with theirs.</summary>
    static (Matrix<double> Jacobian, Matrix<double> Errors, Rounded[] Outputs) Outputs(
        IPredictor predictor, Vector<double> theta, int example)
    {
        Rounded[] exact = [.. theta.Select(value => (Rounded)value)];
        var outputs = new RunningError[predictor.OutputCount];
        var jacobian = Matrix<double>.Build.Dense(outputs.Length, theta.Count);
        var errors = jacobian.Clone();
        for (var p = 0; p < theta.Count; p++)
        {
            predictor.Predict<RunningError>(RunningError.Along(exact, p), example, outputs);
            for (var k = 0; k < outputs.Length; k++)
                (jacobian[k, p], errors[k, p]) = (Math.Abs(outputs[k].First1.Value), outputs[k].First1.Error);
        }
        return (jacobian, errors, [.. outputs.Select(output => output.Number)]);
    }

    static Matrix<double> OfTheHessian(IStatisticalModel head, Vector<double> at, Rounded[] z)
    {
        var labels = head.Expectation(at);
        return DerivativeErrors.OfTheHessian(head, z, labels, WeightErrors.Of(head, at, labels));
    }

    /// <summary>The sizes of what a closed form adds up: a softmax's diag(p) and p pᵀ cancel where one class is nearly certain.</summary>
    static Matrix<double> TermsOfTheClosedForm(IStatisticalModel head, Vector<double> at, Matrix<double> curvature)
    {
        if (head is not Softmax) return curvature;
        var p = Softmax.Probabilities(at);
        return Matrix<double>.Build.DenseOfDiagonalVector(p) + p.OuterProduct(p);
    }
}
