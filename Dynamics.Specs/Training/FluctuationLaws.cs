using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>
/// At rest the length of the parameters no longer changes: what the slope takes away, the square of the steps brings back. The first
/// fluctuation-dissipation relation of stochastic gradient descent, on runs of Core's training with a loss that is not quadratic.
/// </summary>
[Chapter("Training dynamics", Report = "3.3")]
public sealed class FluctuationLaws : ISubjectsOf<OutputPath>, ISubjectsOf<StationaryRun>
{
    Subjects<OutputPath> ISubjectsOf<OutputPath>.Subjects => OutputPath.Subjects;

    Subjects<StationaryRun> ISubjectsOf<StationaryRun>.Subjects => StationaryRun.Subjects;

    [Law("N19a", LawKind.Identity,
        @"\sum_t \langle \theta_t, g_t \rangle = \frac{\eta}{2} \sum_t |g_t|^2 + \frac{|\theta_0|^2 - |\theta_T|^2}{2 \eta}",
        Source = "derived here: θ' = θ − η g squared and added up",
        Given = "stochastic gradient descent, whatever the loss and the batches; here 16 steps of Core's training of a network, on "
            + "the squared loss or cross-entropy, on all examples or two batches in turn", Within = nameof(Stepwise))]
    public Measurement The_parameter_norm_balances_gradient_work_and_squared_steps(OutputPath at) => Accounts(at, at.Rate(Steps));

    [Mistake(nameof(The_parameter_norm_balances_gradient_work_and_squared_steps), "a learning rate that is 2 % larger")]
    public Measurement With_a_rate_that_is_two_percent_larger_they_do_not(OutputPath at) => Accounts(at, 1.02 * at.Rate(Steps));

    [Law("N19b", LawKind.Limit, @"\mathbb{E} \langle \theta, g \rangle = \frac{\eta}{2} \mathbb{E} |g|^2",
        Source = "Yaida 2019, first relation, with the batch's gradient for that of all examples",
        Given = "stochastic gradient descent in its stationary state, which has second moments, whatever the loss and the noise; "
            + "here the logistic loss of data that no rule separates, in mini-batches: 12 runs of 2500 epochs, each after 36 / ηλ steps "
            + "to settle, λ > 1/50 the least curvature at the minimum",
        Within = nameof(Stationary), Alpha = 1e-8, RestsOn = ["N19a"])]
    public Measurement First_fluctuation_dissipation_relation_of_SGD(StationaryRun at) => Balance(at, run => run.Squares);

    [Mistake(nameof(First_fluctuation_dissipation_relation_of_SGD), "η for η / 2")]
    public Measurement Not_with_the_whole_rate(StationaryRun at) => Balance(at, run => 2 * run.Squares);

    [Mistake(nameof(First_fluctuation_dissipation_relation_of_SGD), "squares that are 2 % too large")]
    public Measurement Not_with_squares_that_are_two_percent_too_large(StationaryRun at) => Balance(at, run => 1.02 * run.Squares);

    [Mistake(nameof(First_fluctuation_dissipation_relation_of_SGD), "the gradient of all examples for that of the batch")]
    public Measurement Not_with_the_gradient_of_all_examples(StationaryRun at) => Balance(at, run => run.SquaresOfAll);

    const int Steps = 16;

    static Rule Stepwise => Roundoff.Within(Gamma(P + Steps + 8) * new Quantity<OutputPath>("(Σ |θ| (|θ| + |g|) + η/2 Σ |g|² + |θ|² "
        + "/ η)", at =>
        at.Moments(Steps).Sizes + at.Rate(Steps) / 2 * at.Moments(Steps).Squares + at.Moments(Steps).Before / at.Rate(Steps)));

    static Rule Stationary => new Rate(.01, "a group is a run, its statistic η/2 Σ|g|² over Σ⟨θ, g⟩");

    static Quantity<OutputPath> P => new("P", at => at.Parameters);

    static Measurement Accounts(OutputPath at, double rate)
    {
        var run = at.Moments(Steps);
        return Measure.Distance("η/2 Σ|g|² + (|θ₀|² − |θ_T|²) / 2η", rate / 2 * run.Squares + (run.Before - run.After) / (2 * rate),
            "Σ⟨θ, g⟩", run.Along).OfSize(run.Sizes);
    }

    static Measurement Balance(StationaryRun at, Func<Moments, double> squares) =>
        Measure.Mean("η/2 Σ|g|² / Σ⟨θ, g⟩", [.. at.Runs.Select(run => at.Rate / 2 * squares(run) / run.Along)], "1", 1);
}
