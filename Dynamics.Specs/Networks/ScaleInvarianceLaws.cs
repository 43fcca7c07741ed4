using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A weight vector that is divided by its length can only turn. Its gradient is orthogonal to it, so that every step makes it longer, and
/// the effective step shorter.
/// </summary>
[Chapter("Networks")]
[LooseTolerance(nameof(The_gradient_is_orthogonal_to_the_weights), "the bound counts the roundings of what is projected, and the projection takes them out with the rest")]
public sealed class ScaleInvarianceLaws : ISubjectsOf<NormalisedNetwork>
{
    public Subjects<NormalisedNetwork> Subjects => NormalisedNetwork.Subjects;

    [Law("N13a", LawKind.Identity, @"\langle w, \nabla_w L \rangle = 0", Source = "Li and Arora 2020",
        Given = "the loss depends on w through w / |w|, without an epsilon", Within = "roundoff: " + Orthogonal)]
    public Measurement The_gradient_is_orthogonal_to_the_weights(NormalisedNetwork at) => IsOrthogonal(at, at.Gradient);

    [Mistake(nameof(The_gradient_is_orthogonal_to_the_weights), "weight decay of a hundredth in the gradient")]
    public Measurement With_weight_decay_it_is_not(NormalisedNetwork at) => IsOrthogonal(at, at.Gradient + .01 * at.Weights);

    [Law("N13b", LawKind.Identity, @"|w'|^2 = |w|^2 + \eta^2 |\nabla_w L|^2", Source = "Li and Arora 2020",
        Given = "w' = w - η ∇L, a step of gradient descent without weight decay", Within = "roundoff: " + Longer, RestsOn = ["N13a"])]
    public Measurement A_step_makes_the_weights_longer_by_the_square_of_the_gradient(NormalisedNetwork at) => GrowsBy(at, decay: 0);

    [Mistake(nameof(A_step_makes_the_weights_longer_by_the_square_of_the_gradient), "weight decay of a hundredth")]
    public Measurement With_weight_decay_they_do_not_grow_so(NormalisedNetwork at) => GrowsBy(at, decay: .01);

    const double Step = .1;
    const string Orthogonal = "γ(4 × longest chain of roundings, there and back, + P + N) × what ⟨w, ∇L⟩ adds up";
    const string Longer = "γ(4 × longest chain of roundings, there and back, + P + N) × (|w|² + |w′|² + η × what ⟨w, ∇L⟩ adds up)";

    static Measurement IsOrthogonal(NormalisedNetwork at, Vector<double> gradient) =>
        Measure.Distance("⟨w, ∇L⟩", at.Weights * gradient, "0", 0)
            .Within(LegacyRoundoff.Of(at.Operations, at.MagnitudeAlong, Orthogonal));

    static Measurement GrowsBy(NormalisedNetwork at, double decay)
    {
        var after = (1 - Step * decay) * at.Weights - Step * at.Gradient;
        return Measure.Distance("|w′|²", after * after, "|w|² + η² |∇L|²", at.Weights * at.Weights + Step * Step * (at.Gradient * at.Gradient))
            .Within(LegacyRoundoff.Of(at.Operations, 2 * (at.Weights * at.Weights) + Step * Step * (at.Gradient * at.Gradient) + Step * at.MagnitudeAlong, Longer));
    }
}

/// <summary>A network whose first layer is weight-normalised, with a gradient of its outputs along a cotangent.</summary>
public sealed class NormalisedNetwork
{
    readonly NetworkAtPoint _at;
    readonly ParameterBlock _block;

    NormalisedNetwork(NetworkAtPoint at)
    {
        (_at, _block) = (at, at.Network.Blocks[0]);
        Weights = at.Theta.SubVector(0, _block.Count);
        Gradient = at.Network.TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent).SubVector(0, _block.Count);
    }

    public static Subjects<NormalisedNetwork> Subjects => new(
        from inputs in Gen.Choose(2, 5)
        from first in HiddenStep.Draw(NetworkAtPoint.SomeOfEachKind)
        from rest in HiddenStep.Draw(NetworkAtPoint.SomeOfEachKind).ArrayOf(1)
        from examples in Gen.Choose(1, 4)
        from seed in Gen.Choose(0, int.MaxValue)
        select Of(inputs, [first with { Kind = HiddenKind.WeightNormalised }, .. rest], examples, seed),
        _ => [], at => [Trait.Of("P", at._at.Network.ParameterCount), Trait.Of("|w|", at.Weights.L2Norm())]);

    /// <summary>w, the weights of the first layer.</summary>
    public Vector<double> Weights { get; }

    /// <summary>The gradient in w.</summary>
    public Vector<double> Gradient { get; }

    public double Operations => 4 * _at.GradientRoundings.Chain + _at.Network.ParameterCount + _at.Inputs.RowCount;

    /// <summary>What the product of w and its gradient adds up, by absolute value.</summary>
    public double MagnitudeAlong => Weights.PointwiseAbs() * _at.GradientRoundings.Magnitudes.SubVector(0, _block.Count);

    public override string ToString() => $"{_at}";

    static NormalisedNetwork Of(int inputs, IReadOnlyList<HiddenStep> hidden, int examples, int seed) =>
        new(new(new ArchitecturePlan(Shape.Vector(inputs), [], false, hidden, 1, 0), Parameterization.Ntk, examples, seed));
}
