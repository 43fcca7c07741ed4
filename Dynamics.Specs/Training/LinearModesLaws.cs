using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Training;

/// <summary>
/// Two linear layers that start small and aligned learn each mode along the logistic solution of its own strength, so that the half of a
/// stronger mode is reached earlier: already without a nonlinearity, learning goes in stages.
/// </summary>
[Chapter("Training dynamics")]
public sealed class LinearModesLaws : ISubjectsOf<LinearModes>
{
    public Subjects<LinearModes> Subjects => LinearModes.Subjects;

    [Law("N14", LawKind.Order, @"a(t) = \frac{s e^{2 s t}}{e^{2 s t} - 1 + s / a_0}", Source = "Saxe, McClelland and Ganguli 2014",
        Given = "two linear layers, whitened inputs, balanced weights aligned with the singular vectors; gradient descent for the flow; h "
            + "= 4 η, the strongest mode 1; at t = 1/2, 1, 2 and 4 together", Within = nameof(FirstOrder), Cases = 20)]
    public Measurement Each_mode_rises_along_a_sigmoid_of_its_own(LinearModes at) => Rises(at, 2, Sigmoid);

    [HypothesisDropped(nameof(Each_mode_rises_along_a_sigmoid_of_its_own), "three layers for two", Catches = 5)]
    public Measurement Three_layers_do_not_rise_along_the_sigmoid_of_two(LinearModes at) => Rises(at, 3, Sigmoid);

    [Mistake(nameof(Each_mode_rises_along_a_sigmoid_of_its_own), "a time that is 2 % longer", Catches = 5)]
    public Measurement Modes_do_not_rise_along_the_sigmoid_of_another_time(LinearModes at) =>
        Rises(at, 2, (s, start, t) => Sigmoid(s, start, 1.02 * t));

    [Rival(nameof(Each_mode_rises_along_a_sigmoid_of_its_own), "the exponential of a single layer", Catches = 5)]
    public Measurement Modes_do_not_rise_along_the_exponential_of_one_layer(LinearModes at) =>
        Rises(at, 2, (s, start, t) => s + (start - s) * Math.Exp(-t));

    static Rule FirstOrder => Order.Exactly(1, 2 * NextTerm).Because(ErrorSeries.Known);

    static Quantity<LinearModes> NextTerm =>
        new("next term over the first", at => ErrorSeries.NextTermInSteps(steps => at.Error(steps, 2, Sigmoid), 1));

    static double Sigmoid(double s, double start, double t) => s * Math.Exp(2 * s * t) / (Math.Exp(2 * s * t) - 1 + s / start);

    static Measurement Rises(LinearModes at, int layers, Func<double, double, double, double> course) =>
        ErrorSeries.ShrinksInSteps("W₁W₂ − U a(t) Vᵀ", steps => at.Error(steps, layers, course));
}
