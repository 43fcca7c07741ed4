using System.Collections.Immutable;
using Dynamics.Architectures;
using Dynamics.Numerics;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

/// <summary>An architecture checks itself, and says what does not fit.</summary>
public class ArchitectureTests
{
    [Test]
    public void It_prints_itself_as_one_line()
    {
        var architecture = new Architecture(
            Shape.Image(1, 8, 8), new Convolution(4, 3, Padding.Circular, 2, 2, .1), new Activated(Activations.Relu),
            new AveragePooling(2), new Flatten(), Residual.Of(new Activated(Activations.LeakyRelu(.2)), new Dense(16)),
            new GlobalAveragePooling(), new WeightNormalisedDense(3), new Dense(10));
        Assert.That(
            $"{architecture}",
            Is.EqualTo("1 x 8 x 8 | conv(4;k=3;padding=circular;stride=2;sigma_w^2=2;sigma_b^2=0.1) | relu | avgpool(2) | flatten | "
                + "sum(identity + leaky_relu(0.2) | dense(16;sigma_w^2=1;sigma_b^2=0)) | gap | weight_normalised(3) | "
                + "dense(10;sigma_w^2=1;sigma_b^2=0)"));
    }

    [Test]
    public void Equal_layers_make_equal_architectures()
    {
        var (one, other) = (new Architecture(Shape.Vector(2), new Dense(3)), new Architecture(Shape.Vector(2), new Dense(3)));
        Assert.That((one, one.GetHashCode()), Is.EqualTo((other, other.GetHashCode())));
        Assert.That(one, Is.Not.EqualTo(new Architecture(Shape.Vector(2), new Dense(4))));
    }

    static IEnumerable<TestCaseData> Misfits =>
    [
        new TestCaseData(
            Shape.Image(1, 4, 4), new Dense(3), "layer 2, dense(3;sigma_w^2=1;sigma_b^2=0), gets 1 x 4 x 4; it needs a vector")
                .SetArgDisplayNames("dense on an image"),
        new TestCaseData(Shape.Image(1, 4, 4), new WeightNormalisedDense(3), "a vector").SetArgDisplayNames("normalised on an image"),
        new TestCaseData(Shape.Image(1, 4, 4), new Convolution(1, 5, Padding.Valid), "at least 5 x 5")
            .SetArgDisplayNames("filter larger than the image"),
        new TestCaseData(Shape.Image(1, 4, 4), new AveragePooling(3), "that 3 divides").SetArgDisplayNames("pooling that does not divide"),
        new TestCaseData(Shape.Vector(4), Residual.Of(new Dense(3)), "theirs are 4 and 3")
            .SetArgDisplayNames("branches of different shapes"),
        new TestCaseData(Shape.Vector(4), new Residual([]), "at least one branch").SetArgDisplayNames("no branch"),
    ];

    [TestCaseSource(nameof(Misfits))]
    public void A_layer_that_does_not_fit_is_shown_with_what_it_gets_and_needs(Shape input, Layer layer, string message) =>
        Assert.That(() =>
            new Architecture(input, new Activated(Activations.Relu), layer), Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public void An_input_without_pixels_is_refused() =>
        Assert.That(() => new Architecture(new Shape(1, 0, 4)), Throws.ArgumentException.With.Message.Contains("1 x 0 x 4"));

    static IEnumerable<TestCaseData> Senseless =>
    [
        Case("no stride", () => new Convolution(1, 3, Padding.Zero, 0), "Stride is 0; it needs to be at least 1"),
        Case("an even filter", () => new Convolution(1, 2), "Filter is 2; it needs to be odd"),
        Case("no width", () => new Dense(0), "Width is 0; it needs to be at least 1"),
        Case("a negative variance", () => new Dense(3, -1), "WeightVariance is -1; it needs to be positive"),
        Case("a variance that is no number", () => new Dense(3) with { BiasVariance = double.NaN }, "BiasVariance is NaN"),
        Case("a square of nothing", () => new AveragePooling(0), "Size is 0; it needs to be at least 1"),
    ];

    [TestCaseSource(nameof(Senseless))]
    public void A_layer_that_makes_no_sense_is_refused_at_once(Func<Layer> layer, string message) =>
        Assert.That(() => layer(), Throws.ArgumentException.Or.InstanceOf<ArgumentException>().With.Message.Contains(message));

    static TestCaseData Case(string name, Func<Layer> layer, string message) => new TestCaseData(layer, message).SetName(name);

    [Test]
    public void A_monomial_needs_a_degree() =>
        Assert.That(() => Activations.Monomial(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("from 1 to 100"));

    [Property(Cases = 400)]
    public void Stated_derivatives_are_those_of_the_statement(Activation phi, double x)
    {
        if (x == 0) return; // a kink has no derivative
        var exact = phi.Of(new HyperDual(x, 1, 1, 0));
        Assert.Multiple(() =>
        {
            Assert.That(phi.Value(x), Is.EqualTo(exact.Value).Within(1e-15 * (1 + Math.Abs(exact.Value))));
            Assert.That(phi.Derivative(x), Is.EqualTo(exact.First1).Within(1e-15 * (1 + Math.Abs(exact.First1))));
            Assert.That(phi.SecondDerivative(x), Is.EqualTo(exact.Second).Within(4e-15 * (1 + Math.Abs(exact.Second))));
        });
    }

    [Property]
    public void Homogeneity_is_what_it_says(Activation phi, double x) =>
        Assert.That(phi.Value(2 * x), phi.Homogeneity is { } k ? Is.EqualTo(Math.Pow(2, k) * phi.Value(x))
            : x == 0 ? Is.EqualTo(phi.Value(x)) : Is.Not.EqualTo(2 * phi.Value(x)));

    [Test]
    public void Mapping_reaches_into_branches()
    {
        var mapped = new Architecture(Shape.Vector(2), Residual.Of(new Activated(Activations.Relu)), new Activated(Activations.Tanh))
            .Map(_ => Activations.Erf);
        Assert.That($"{mapped}", Is.EqualTo("2 | sum(identity + erf) | erf"));
        Assert.That(mapped.Layers, Is.InstanceOf<ImmutableArray<Layer>>());
    }
}
