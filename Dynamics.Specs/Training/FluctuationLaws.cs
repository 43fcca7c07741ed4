using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>
/// At rest the length of the parameters no longer changes: what the slope takes away, the square of the steps brings back.
/// </summary>
[Chapter("Training dynamics", Report = "3.3")]
public sealed class FluctuationLaws : ISubjectsOf<LeastSquaresAtRest>
{
    public Subjects<LeastSquaresAtRest> Subjects => LeastSquaresAtRest.Subjects;

    [Law("N19", LawKind.Identity, @"\mathbb{E} \langle \theta, g \rangle = \frac{\eta}{2} \mathbb{E} |g|^2",
        Source = "Yaida 2019, equation 10",
        Given = "stochastic gradient descent in its stationary state, whatever the loss and the noise; here least squares, one of N "
            + "examples at each step, its second moments solved for", Within = nameof(Solved))]
    public Measurement Slope_and_steps_balance_at_rest(LeastSquaresAtRest at) => Balance(at, .5);

    [Mistake(nameof(Slope_and_steps_balance_at_rest), "η for η / 2")]
    public Measurement Not_with_the_whole_rate(LeastSquaresAtRest at) => Balance(at, 1);

    static Rule Solved => Roundoff.Within(Gamma(3 * Equations) * Sqrt(D) * Eliminated / Rate + Gamma(2 * D + N + 8) * Means)
        .Because("the balance is the trace of what the solved equations leave, over 2η, and elimination leaves no more (Higham 2002, "
            + "theorem 9.4): their condition does not matter");

    static Quantity<LeastSquaresAtRest> Equations => new("equations", at => at.Equations);

    static Quantity<LeastSquaresAtRest> N => new("N", at => at.Examples);

    static Quantity<LeastSquaresAtRest> D => new("d", at => at.Dimension);

    static Quantity<LeastSquaresAtRest> Eliminated => new("what elimination adds up", at => at.Eliminated);

    static Quantity<LeastSquaresAtRest> Rate => new("2η", at => 2 * at.Rate);

    static Quantity<LeastSquaresAtRest> Means => new("what the means add up", at => at.AddedUp);

    static Measurement Balance(LeastSquaresAtRest at, double share) =>
        Measure.Distance("η/2 E|g|²", share * at.Rate * at.Squares, "E⟨θ, g⟩", at.Along);
}
