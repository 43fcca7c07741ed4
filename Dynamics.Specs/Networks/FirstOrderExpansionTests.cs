using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

public class FirstOrderExpansionTests
{
    static readonly Network Model = new(new(Shape.Vector(2), new Dense(3), new Activated(Activations.Tanh), new Dense(2)));
    static readonly Vector<double> Around = Model.DrawParameters(RandomStream.FromSeed(1));
    static readonly Vector<double> Elsewhere = Model.DrawParameters(RandomStream.FromSeed(2));
    static readonly Matrix<double> Inputs = RandomStream.FromSeed(3).NormalMatrix(4, 2);
    static readonly FirstOrderExpansion Expansion = new(Model, Around);

    [Test]
    public void At_its_point_it_is_the_model() =>
        Assert.That(Expansion.Outputs(Around, Inputs), Is.EqualTo(Model.Outputs(Around, Inputs)));

    [Test]
    public void Its_derivatives_are_those_of_the_model_at_its_point() => Assert.Multiple(() =>
    {
        Assert.That(Expansion.TangentKernel(Elsewhere, Inputs), Is.EqualTo(Model.TangentKernel(Around, Inputs)));
        Assert.That(Expansion.JacobianVectorProduct(Elsewhere, Inputs, Around),
            Is.EqualTo(Model.JacobianVectorProduct(Around, Inputs, Around)));
        Assert.That(Expansion.TransposedJacobianVectorProduct(Elsewhere, Inputs, Inputs),
            Is.EqualTo(Model.TransposedJacobianVectorProduct(Around, Inputs, Inputs)));
        Assert.That(Expansion.CurvatureVectorProduct(Elsewhere, Inputs, Inputs, Around).L2Norm(), Is.Zero);
        Assert.That((Expansion.ParameterCount, Expansion.InputCount, Expansion.OutputCount), Is.EqualTo((Model.ParameterCount, 2, 2)));
    });

    [Test]
    public void It_keeps_its_point_when_the_vector_changes()
    {
        var around = Around.Clone();
        var expansion = new FirstOrderExpansion(Model, around);
        around.Clear();
        Assert.That(expansion.Outputs(Around, Inputs), Is.EqualTo(Model.Outputs(Around, Inputs)));
    }

    [Test]
    public void What_does_not_fit_is_named() => Assert.Multiple(() =>
    {
        Assert.That(() =>
            new FirstOrderExpansion(Model, Inputs.Row(0)), Throws.ArgumentException.With.Message.StartsWith("around has 2 entries"));
        Assert.That(() =>
            Expansion.Outputs(Around * double.NaN, Inputs), Throws.ArgumentException.With.Message.StartsWith("parameters[0] is NaN"));
    });

    [Test]
    public void It_says_what_it_is() => Assert.That($"{Expansion}", Does.StartWith("first-order expansion of 2 | dense(3;"));
}
