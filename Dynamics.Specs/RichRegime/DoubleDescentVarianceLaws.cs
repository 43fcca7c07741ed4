using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// What the bias to the shortest interpolant is worth: the error of least squares grows without bound where parameters are as many as
/// examples, and falls again beyond.
/// </summary>
[Chapter("Implicit bias", Report = "1")]
public sealed class DoubleDescentVarianceLaws : ISubjectsOf<GaussianDesign>
{
    const int Groups = 64;
    const int Draws = 32;
    const double Detects = .2;

    public Subjects<GaussianDesign> Subjects => GaussianDesign.Subjects;

    [Law("B4a", LawKind.Statistical, @"\mathbb{E} \operatorname{tr} (X^\top X)^{+} = \frac{\min(n, p)}{|n - p| - 1}",
        Source = "Breiman and Freedman 1983; Belkin, Hsu and Xu 2020",
        Given = "X of n × p standard normals, |n − p| ≥ 8: what noise of variance 1 adds to the error of the shortest least-squares "
            + "solution at a new standard normal input; the trace itself, no draws of noise", Within = nameof(Grouped), Alpha = 1e-8,
        Cases = 5,
        RestsOn = ["S2"])]
    public Measurement Noise_is_amplified_most_where_parameters_are_as_many_as_examples(GaussianDesign design) =>
        IsAmplifiedBy(design, Math.Min(design.Examples, design.Features) / (Math.Abs(design.Examples - design.Features) - 1.0));

    [Rival(nameof(Noise_is_amplified_most_where_parameters_are_as_many_as_examples),
        "as many directions as there are, each with the error of a mean: p/n, and n/p", Catches = 5)]
    public Measurement It_is_not_the_share_of_parameters(GaussianDesign design) =>
        IsAmplifiedBy(design, Math.Min(design.Examples, design.Features) / (double)Math.Max(design.Examples, design.Features));

    static Rule Grouped => new Rate(Detects, "a group is the mean trace of 32 draws of X, over the claimed one");

    static double Trace(Matrix<double> inputs) => Math.Pow(MinimumNorm.PseudoInverse(inputs).FrobeniusNorm(), 2);

    static Measurement IsAmplifiedBy(GaussianDesign design, double factor)
    {
        var stream = design.Stream;
        var groups = Enumerable.Range(0, Groups).Select(_ => Enumerable.Range(0, Draws).Average(_ => Trace(design.Draw(stream))) / factor);
        return Measure.Mean("mean trace over the claimed", groups.ToArray(), "1", 1);
    }
}
