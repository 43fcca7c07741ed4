using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using Margin = Dynamics.Specs.Laws.Rules.Margin;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// Find: from 8 d examples stochastic gradient descent learns the parity of two of d coordinates, on which its weights then stand; the
/// kernel of the network does not learn it.
/// </summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class XorParityPhenomena
{
    const int GrowthSteps = 45;
    const int FirstSteps = 5;
    const string Source = "Glasgow 2024; report 2.2.2";

    const string Setting = "d = 100, n = 8 d, m = 100, θ = 1, η = 1, batches of d/2, 128 steps, "
        + "so eight epochs and not the theorem's one pass; ";

    static readonly XorParitySettings AsStated = new() { Dimension = 100 };

    readonly Runs<XorParityResult> _rich = new(replicate => XorParity.Train(AsStated, Parity(replicate)));
    readonly Runs<XorParityResult> _lazy = new(replicate => XorParity.Train(AsStated with { OutputScale = 30 }, Parity(replicate)));
    readonly Runs<double> _kernelError = new(replicate => XorParity.KernelTestError(AsStated, 1e-6, Parity(replicate)));
    readonly Runs<SignalGrowth> _growth = new(replicate => Grow(Parity(replicate)));

    [Phenomenon("R5b",
        @"1 - |\log(s_T / s_0) / \sum_t \log(1 + \lambda_t) - 1| > 0, \quad \lambda = \eta |a| / (2 \sqrt{2 \pi} |w_\perp|)",
        Source = Source, Given = "d = 400, m = 100, η = .2, T = 45 steps on 400 new examples each, over which s, the root mean square "
            + "over neurons, grows more than five-fold; to first order in s and f; the nulls are no growth, and twice the rate",
        Within = nameof(TheRate))]
    public Measurement The_signal_grows_at_the_predicted_rate(Replicate replicate) =>
        GrowsAsPredicted(_growth[replicate], growth => growth.Measured);

    [Rival(nameof(The_signal_grows_at_the_predicted_rate), "a straight line, as fast as in the first five steps")]
    public Measurement Growth_in_a_straight_line(Replicate replicate) =>
        GrowsAsPredicted(_growth[replicate], growth => growth.InAStraightLine);

    [Phenomenon("R5c", @"\varepsilon_{\text{kernel}} - \varepsilon_{\text{SGD}} > 0", Source = Source,
        Given = Setting + "the kernel is the tangent kernel at infinite width with a ridge of 1e-6, on the same examples; "
            + "at d = 50, with a ridge of .1, it errs on 17 % at n = 16 d, on 3 % at 32 d and on none at 60 d; the null is no separation",
        Within = nameof(Separation))]
    public Measurement SGD_learns_the_parity_from_8_d_examples_and_its_tangent_kernel_does_not(Replicate replicate) =>
        IsSeparated(replicate, _rich[replicate]);

    [Rival(nameof(SGD_learns_the_parity_from_8_d_examples_and_its_tangent_kernel_does_not),
        "finite width and descent find it, without features: an output scaled by 30, the lazy regime")]
    public Measurement Error_in_the_lazy_regime(Replicate replicate) => IsSeparated(replicate, _lazy[replicate]);

    [Phenomenon("R5d", @"|W_{1,2}|^2 / |W|^2 > \tfrac{2}{d}", Source = Source,
        Given = Setting + "the null is the share at the start", Within = nameof(MostOfTheWeights))]
    public Measurement The_weights_of_a_parity_network_concentrate_on_the_two_relevant_coordinates(Replicate replicate) =>
        Gathers(_rich[replicate]);

    [Rival(nameof(The_weights_of_a_parity_network_concentrate_on_the_two_relevant_coordinates),
        "descent on these labels gathers weights in any regime: an output scaled by 30, the lazy one")]
    public Measurement Weights_in_the_lazy_regime(Replicate replicate) => Gathers(_lazy[replicate]);

    static Rule TheRate =>
        Margin.Of(.85, "a regression threshold, between what 60 runs showed before, .96 or more, and a straight line, .72 or less");

    static Rule Separation =>
        Margin.Of(.3, "a regression threshold, between what 60 runs showed before, .37 or more, and the lazy regime, 0");

    static Rule MostOfTheWeights =>
        Margin.Of(.6, "a regression threshold, between what 60 runs showed before, .75 or more, and the lazy regime, .02 or less");

    static Measurement GrowsAsPredicted(SignalGrowth growth, Func<SignalGrowth, double> of) =>
        Measure.Above("1 − |growth / predicted − 1|", 1 - Math.Abs(of(growth) / growth.Predicted - 1), "no growth, or twice the rate", 0);

    Measurement IsSeparated(Replicate replicate, XorParityResult run) =>
        Measure.Above("test error of the kernel less that of the network", _kernelError[replicate] - run.TestError, "none", 0);

    static Measurement Gathers(XorParityResult run) =>
        Measure.Above("share of the squared weights", run.SignalEnergy[^1], "the share at the start", 2.0 / AsStated.Dimension);

    static RandomStream Parity(Replicate replicate) => replicate.Stream.Substream("parity");

    static SignalGrowth Grow(RandomStream stream)
    {
        XorParitySettings settings = new() { Dimension = 400, LearningRate = .2 };
        var (network, examples, predicted) = (new ParityNetwork(settings, stream.Substream("weights")), stream.Substream("examples"), 0.0);
        List<double> signals = [network.Weights().Signal];
        for (var step = 0; step < GrowthSteps; step++)
        {
            var batch = examples.Substream(step);
            var inputs = Matrix<double>.Build.Dense(400, settings.Dimension, (_, _) => batch.NextUInt64() >> 63 == 0 ? 1 : -1);
            predicted += Math.Log(1 + network.GrowthRate());
            network.Step(inputs, [.. inputs.EnumerateRows().Select(row => -row[0] * row[1])]);
            signals.Add(network.Weights().Signal);
        }
        return new(signals, predicted);
    }

    /// <param name="Signals">The signal weight at the start and after each step.</param>
    /// <param name="Predicted">The logarithm of its growth.</param>
    sealed record SignalGrowth(IReadOnlyList<double> Signals, double Predicted)
    {
        public double Measured => Math.Log(Signals[^1] / Signals[0]);

        public double InAStraightLine => Math.Log(1 + (Signals.Count - 1.0) / FirstSteps * (Signals[FirstSteps] / Signals[0] - 1));
    }
}
