using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearRegression;
using MathNet.Numerics.Statistics;

namespace Dynamics.Specs.Kernels;

/// <summary>An ensemble of networks at several widths, by its seed.</summary>
public sealed record Ensemble(int Seed)
{
    public static Subjects<Ensemble> At(IReadOnlyList<int> widths) => new(
        Gen.Choose(0, int.MaxValue).Select(seed => new Ensemble(seed)), _ => [], _ => widths.Select(n => Trait.Of("width", n)));

    public RandomStream Stream => RandomStream.FromSeed((ulong)Seed);

    public override string ToString() => $"an ensemble, seed {Seed}";
}

/// <summary>
/// In training the tangent kernel moves, and the wider the network the less: in the limit it stays where it was, which is what makes training linear.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public abstract class KernelDriftLaws(Activation activation) : ISubjectsOf<Ensemble>
{
    const int Groups = 48;
    const int GroupsOfDistances = 64;
    const double Detects = .5;

    static readonly int[] Widths = [32, 64, 128, 256, 512];

    public Subjects<Ensemble> Subjects => Ensemble.At(Widths);

    [Law("K9b", LawKind.Limit, @"\lVert f_t - f_t^{\mathrm{lin}} \rVert = O(n^{-1/2})", Source = "Lee et al. 2019, theorem 2.1",
        Given = "as K8a, on the training points and on points between them; f^lin in closed form, with the empirical kernel at the start; the slope of the logarithm of the distance",
        Within = "rate: Student's interval over groups, detects 0.5, " + Group, Alpha = 1e-8, Cases = 1, RestsOn = ["K8a", "K9a"])]
    public Measurement A_wide_network_is_trained_like_its_linearisation(Ensemble ensemble) => IsTrainedLinearly(ensemble, TrainingTime.GradientDescent);

    [Mistake(nameof(A_wide_network_is_trained_like_its_linearisation), "trained to the end, for eight steps", Catches = 1)]
    public Measurement It_is_not_at_the_end_yet(Ensemble ensemble) => IsTrainedLinearly(ensemble, (_, _) => TrainingTime.Infinite);

    protected const string Group = "a group is one network at widths 32 to 512, its slope by least squares";

    protected Vector<double> Slopes(Ensemble ensemble, Parameterization parameterization) => SlopesOf(run => run.Drift(), Groups, ensemble, parameterization);

    Vector<double> SlopesOf(Func<LazyRun, double> measure, int groups, Ensemble ensemble, Parameterization parameterization) => Vector<double>.Build.Dense(groups, group => SimpleRegression.Fit(
        [.. Widths.Select(n => Math.Log(n))],
        [.. Widths.Select(n => Math.Log(measure(LazyRun.Doubled(activation, n, parameterization, ensemble.Stream.Substream($"group {group}, width {n}")))))]).B);

    Measurement IsTrainedLinearly(Ensemble ensemble, Func<double, int, TrainingTime> time)
    {
        var slopes = SlopesOf(run => run.DistanceFromItsLinearisation(time), GroupsOfDistances, ensemble, Parameterization.Ntk);
        return Measure.AtMost("slope of log |f_t − f_t^lin| against log n", slopes.Mean(), "−1/2", -.5).Within(Interval(slopes));
    }

    protected static Tolerance Interval(Vector<double> slopes) => LegacyRate.Of(slopes.StandardDeviation() / Math.Sqrt(slopes.Count), slopes.Count - 1, Detects, Group);
}

[Subject("Wide ReLU networks")]
public sealed class ReluKernelDriftLaws() : KernelDriftLaws(Activations.Relu)
{
    [Law("K8a", LawKind.Limit, @"|\Theta_T - \Theta_0| / |\Theta_0| = O(n^{-1/2})",
        Source = "Lee et al. 2019; Du, Zhai, Poczos and Singh 2019",
        Given = "NTK parameterisation, one hidden layer of width n; gradient descent, 8 steps of 1 / λ_max; the network starts at zero; the slope of the drift's logarithm against that of n",
        Within = "rate: Student's interval over groups, detects 0.5, " + Group, Alpha = 1e-8, Cases = 1, RestsOn = ["K1a"])]
    public Measurement The_kernel_moves_less_the_wider_the_network(Ensemble ensemble) => FallsAtLeastLikeARoot(Slopes(ensemble, Parameterization.Ntk));

    [Mistake(nameof(The_kernel_moves_less_the_wider_the_network), "mean-field scaling for the NTK's", Catches = 1)]
    public Measurement With_mean_field_scaling_it_does_not(Ensemble ensemble) => FallsAtLeastLikeARoot(Slopes(ensemble, Parameterization.MeanField));

    [Law("K8c", LawKind.Phenomenon, @"-\text{slope} > 1/2",
        Source = "a heuristic: gates flip in a band of width n^(-1/2), which gives n^(-3/4)",
        Given = "as K8a, with ReLU; the null is the proven bound", Within = "phenomenon: beyond the null by 0.05, twice the standard error of the mean of 48 slopes", Cases = 1, RestsOn = ["K8a"])]
    public Measurement With_kinks_it_falls_faster_than_the_bound(Ensemble ensemble) => FallsFaster(Slopes(ensemble, Parameterization.Ntk));

    [Mistake(nameof(With_kinks_it_falls_faster_than_the_bound), "mean-field scaling for the NTK's", Catches = 1)]
    public Measurement With_mean_field_scaling_it_does_not_fall_faster(Ensemble ensemble) => FallsFaster(Slopes(ensemble, Parameterization.MeanField));

    static Measurement FallsAtLeastLikeARoot(Vector<double> slopes) =>
        Measure.AtMost("slope of log |Θ_T − Θ_0| against log n", slopes.Mean(), "−1/2", -.5).Within(Interval(slopes));

    static Measurement FallsFaster(Vector<double> slopes) => Measure.Above("−slope", -slopes.Mean(), "the bound", .5)
        .Within(Phenomenon.By(.05, "twice the standard error of the mean of 48 slopes"));
}

[Subject("Wide erf networks")]
public sealed class ErfKernelDriftLaws() : KernelDriftLaws(Activations.Erf)
{
    [Law("K8b", LawKind.Limit, @"|\Theta_T - \Theta_0| / |\Theta_0| \sim n^{-1}",
        Source = "Huang and Yau 2020; Dyer and Gur-Ari 2020",
        Given = "as K8a, with a smooth activation", Within = "rate: Student's interval over groups, detects 0.5, " + Group, Alpha = 1e-8, Cases = 1, RestsOn = ["K1a"])]
    public Measurement Of_smooth_networks_it_moves_like_one_over_the_width(Ensemble ensemble) => FallsLikeTheWidth(Slopes(ensemble, Parameterization.Ntk));

    [Mistake(nameof(Of_smooth_networks_it_moves_like_one_over_the_width), "mean-field scaling for the NTK's", Catches = 1)]
    public Measurement With_mean_field_scaling_it_moves_all_the_same(Ensemble ensemble) => FallsLikeTheWidth(Slopes(ensemble, Parameterization.MeanField));

    static Measurement FallsLikeTheWidth(Vector<double> slopes) =>
        Measure.Distance("slope of log |Θ_T − Θ_0| against log n", slopes.Mean(), "−1", -1).Within(Interval(slopes));
}
