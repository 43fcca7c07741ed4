using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Training;

public class CurvatureTests
{
    static readonly Matrix<double> Inputs = RandomStream.FromSeed(1).NormalMatrix(20, 6);

    static readonly Objective Quadratic = Objective.Mean(
        new Network(new(Shape.Vector(6), new Dense(1)), Parameterization.Standard),
        Loss.Squared, Inputs, Matrix<double>.Build.Dense(20, 1));

    /// <summary>X^T X / N.</summary>
    static readonly Matrix<double> Hessian = Inputs.TransposeThisAndMultiply(Inputs) / 20;

    [Test]
    public void Sharpness_is_the_largest_eigenvalue() => Assert.That(
        Curvature.Sharpness(Quadratic, Vector<double>.Build.Dense(6), RandomStream.FromSeed(2)),
        Is.EqualTo(Hessian.Evd().EigenValues.Real().Maximum()).Within(1e-6));

    [Test]
    public void The_trace_is_near_its_estimate()
    {
        var estimate = Curvature.HessianTrace(Quadratic, Vector<double>.Build.Dense(6), 400, RandomStream.FromSeed(3));
        Assert.That(estimate.Value, Is.EqualTo(Hessian.Trace()).Within(4 * estimate.StandardError));
    }
}
