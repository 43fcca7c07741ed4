using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// How a neuron finds two coordinates among many: their weight tips the balance where the noise of all others is small, and so it grows in
/// proportion to itself.
/// </summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class SignalGrowthLaws : ISubjectsOf<NeuronsOnAllSigns>
{
    static readonly double RootTwo = Math.Sqrt(2);

    public Subjects<NeuronsOnAllSigns> Subjects => NeuronsOnAllSigns.Subjects;

    [Law("R5a", LawKind.Identity,
        @"\mathbb{E}[\Delta s] = \tfrac{\sqrt{2}}{8} \eta |a| \operatorname{sgn}(s) "
            + @"\Pr[|\langle w_\perp, x_\perp \rangle| < \sqrt{2} |s|]",
        Source = "Glasgow 2024, report 2.2.2; derived here",
        Given = "x uniform on all vectors of signs, y = −x1 x2, f = 0 (neurons in pairs of opposite votes), the logistic loss; s is the "
            + "weight along (1, −1)/√2 for a > 0, (1, 1)/√2 for a < 0. If the noise is nearly normal the right side is λ s to first "
            + "order, λ = η |a| / (2 √(2π) |w_⊥|)", Within = nameof(Summed))]
    public Measurement The_signal_grows_where_the_noise_is_smaller(NeuronsOnAllSigns subject) =>
        Moves(subject, subject.Predicted(RootTwo, .5));

    [Mistake(nameof(The_signal_grows_where_the_noise_is_smaller), "the loss's slope at zero, 1/2, left out")]
    public Measurement Without_the_slope_of_the_loss_it_is_another(NeuronsOnAllSigns subject) =>
        Moves(subject, subject.Predicted(RootTwo, 1));

    [Mistake(nameof(The_signal_grows_where_the_noise_is_smaller), "half of the signal in a pre-activation")]
    public Measurement With_half_of_the_signal_it_is_another(NeuronsOnAllSigns subject) =>
        Moves(subject, subject.Predicted(RootTwo / 2, .5));

    static Rule Summed =>
        Roundoff.Within(Gamma(Vectors + 2 * D + 16) * Magnitude).Because("sums over all vectors of signs and over coordinates");

    static Quantity<NeuronsOnAllSigns> Vectors => new("2ᵈ", subject => 1 << subject.Dimension);

    static Quantity<NeuronsOnAllSigns> D => new("d", subject => subject.Dimension);

    static Quantity<NeuronsOnAllSigns> Magnitude => new("Σ (|s| + η|a|)", subject => subject.Magnitude);

    static Measurement Moves(NeuronsOnAllSigns subject, Vector<double> predicted) =>
        Measure.Distance("predicted movement", predicted, "movement", subject.Movement);
}
