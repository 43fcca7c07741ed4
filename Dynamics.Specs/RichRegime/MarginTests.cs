using Dynamics.RichRegime;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.RichRegime;

public sealed class MarginTests
{
    static readonly Matrix<double> Examples = Matrix<double>.Build.DenseOfRowMajor(2, 2, [3, 10, 4, 0]);

    [Test]
    public void It_is_the_distance_of_the_nearest_example_whatever_the_length_of_the_weights([Values(1, 7)] double length) =>
        Assert.That(Margin.Of(Examples, Vector<double>.Build.Dense([.6 * length, .8 * length])), Is.EqualTo(2.4).Within(1e-15));

    [Test]
    public void It_is_negative_where_an_example_is_on_the_wrong_side() =>
        Assert.That(Margin.Of(Examples, Vector<double>.Build.Dense([0, -2])), Is.EqualTo(-10));

    [Test]
    public void Weights_of_zero_have_no_direction() =>
        Assert.That(() => Margin.Of(Examples, Vector<double>.Build.Dense(2)),
            Throws.ArgumentException.With.Message.StartsWith("weights are zero; a margin needs a direction."));
}
