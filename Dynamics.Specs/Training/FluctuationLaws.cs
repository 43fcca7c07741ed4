using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Training;

/// <summary>At rest the length of the parameters no longer changes: what the slope takes away, the square of the steps brings back.</summary>
[Chapter("Training dynamics", Report = "3.3")]
[LooseTolerance(nameof(Slope_and_steps_balance_at_rest), "the condition of the equations is that of their worst direction, and the balance holds along all of them")]
public sealed class FluctuationLaws : ISubjectsOf<LeastSquaresAtRest>
{
    public Subjects<LeastSquaresAtRest> Subjects => LeastSquaresAtRest.Subjects;

    [Law("N19", LawKind.Identity, @"\mathbb{E} \langle \theta, g \rangle = \frac{\eta}{2} \mathbb{E} |g|^2", Source = "Yaida 2019, equation 10",
        Given = "stochastic gradient descent in its stationary state, whatever the loss and the noise; here least squares, one of N examples at each step, its second moments solved for", Within = "roundoff: " + Solved)]
    public Measurement Slope_and_steps_balance_at_rest(LeastSquaresAtRest at) => Balance(at, .5);

    [Mistake(nameof(Slope_and_steps_balance_at_rest), "η for η / 2")]
    public Measurement Not_with_the_whole_rate(LeastSquaresAtRest at) => Balance(at, 1);

    const string Solved = "γ(3 × equations + 8) × condition of the equations × |M| max |(x, y)|² (1 + η max |x|²)";

    static Measurement Balance(LeastSquaresAtRest at, double share) =>
        Measure.Distance("η/2 E|g|²", share * at.Rate * at.Squares, "E⟨θ, g⟩", at.Along)
            .Within(LegacyRoundoff.Of(3 * at.Equations + 8, at.Condition * at.Magnitude * 2, Solved));
}
