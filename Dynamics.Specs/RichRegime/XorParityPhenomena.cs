using Dynamics.Numerics;
using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.RichRegime;

/// <summary>Find: from 8 d examples stochastic gradient descent finds the two of d coordinates that matter; the kernel of the same network does not.</summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class XorParityPhenomena
{
    const int Seeds = 5;
    const string Source = "Glasgow 2024; report 2.2.2";
    const string Setting = "d = 100, n = 8 d, m = 100, θ = 1, η = 1, batches of d/2, 128 steps, so eight epochs and not the theorem's one pass; five seeds; ";

    static readonly XorParitySettings Frozen = new() { Dimension = 100 };
    static readonly Lazy<XorParityResult[]> Rich = Of(Frozen), Lazy = Of(Frozen with { OutputScale = 30 });
    static readonly Lazy<double[]> KernelErrors = new(() => [.. Streams.Select(stream => XorParity.KernelTestError(Frozen, 1e-6, stream))]);
    static readonly Lazy<double> Growth = new(() => Streams.Average(stream => XorParity.GrowthOverPrediction(Frozen with { LearningRate = .2 }, 5, 2000, stream)));

    [Law("R5b", LawKind.Phenomenon, @"1 - |\Delta s / (\lambda s) - 1| > 0, \quad \lambda = \eta |a| / (2 \sqrt{2 \pi} |w_\perp|)", Source = Source,
        Given = "d = 100, m = 100, η = .2, five steps on 2000 new examples each, pooled over neurons, the mean of five seeds; to first order in s and f; the nulls are no growth, and twice as much",
        Within = "phenomenon: beyond the null by 0.9, ratios of .91 to 1 on twenty single seeds before")]
    public Measurement The_signal_grows_at_the_predicted_rate() => GrowsAsPredicted(Growth.Value);

    [Mistake(nameof(The_signal_grows_at_the_predicted_rate), "the loss's slope at zero left out of the prediction")]
    public Measurement Not_at_twice_that_rate() => GrowsAsPredicted(Growth.Value / 2);

    [Law("R5c", LawKind.Phenomenon, @"\min \varepsilon_{\text{kernel}} - \max \varepsilon_{\text{SGD}} > 0", Source = Source,
        Given = Setting + "the kernel is the tangent kernel at infinite width with a ridge of 1e-6, on the same examples; the null is no separation",
        Within = "phenomenon: beyond the null by 0.3, test errors of 0 against .36 or more on twenty seeds before")]
    public Measurement It_finds_what_its_kernel_does_not() => IsSeparated(Rich.Value);

    [Mistake(nameof(It_finds_what_its_kernel_does_not), "an output scaled by 30, the lazy regime")]
    public Measurement In_the_lazy_regime_it_does_not_either() => IsSeparated(Lazy.Value);

    [Law("R5d", LawKind.Phenomenon, @"\min |W_{1,2}|^2 / |W|^2 > \tfrac{2}{d}", Source = Source, Given = Setting + "the null is the share at the start",
        Within = "phenomenon: beyond the null by 0.6, .77 to .84 on twenty seeds before")]
    public Measurement Its_weights_gather_on_the_two_coordinates() => Gathers(Rich.Value);

    [Mistake(nameof(Its_weights_gather_on_the_two_coordinates), "an output scaled by 30, the lazy regime")]
    public Measurement In_the_lazy_regime_they_stay() => Gathers(Lazy.Value);

    static IEnumerable<RandomStream> Streams =>
        Enumerable.Range(0, Settings.FromEnvironment.Cases(Seeds)).Select(seed => RandomStream.FromSeed(Settings.FromEnvironment.Seed).Substream("parity").Substream(seed));

    static Lazy<XorParityResult[]> Of(XorParitySettings settings) => new(() => [.. Streams.Select(stream => XorParity.Train(settings, stream))]);

    static Measurement GrowsAsPredicted(double ratio) =>
        Measure.Above("1 − |measured / predicted − 1|", 1 - Math.Abs(ratio - 1), "no growth, or twice as much", 0).Within(Phenomenon.By(.9, "ratios of .91 to 1 on twenty single seeds before"));

    static Measurement IsSeparated(XorParityResult[] runs) =>
        Measure.Above("least test error of the kernel less the largest of the network", KernelErrors.Value.Min() - runs.Max(run => run.TestError), "none", 0)
            .Within(Phenomenon.By(.3, "test errors of 0 against .36 or more on twenty seeds before"));

    static Measurement Gathers(XorParityResult[] runs) =>
        Measure.Above("least share of the squared weights", runs.Min(run => run.SignalEnergy[^1]), "the share at the start", 2.0 / Frozen.Dimension)
            .Within(Phenomenon.By(.6, ".77 to .84 on twenty seeds before"));
}
