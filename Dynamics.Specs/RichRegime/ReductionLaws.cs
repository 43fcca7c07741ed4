using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.RichRegime;

/// <summary>
/// What makes ten thousand dimensions cheap: a network that is trained by gradient descent sees its inputs through their scalar products
/// alone.
/// </summary>
[Chapter("Find, tune, maximise: the rich regime", Report = "2.2.2")]
public sealed class ReductionLaws : ISubjectsOf<ClusterTask>, ISubjectsOf<ReductionDraws>
{
    const int Networks = 4000;

    Subjects<ClusterTask> ISubjectsOf<ClusterTask>.Subjects => ClusterTask.Subjects;

    Subjects<ReductionDraws> ISubjectsOf<ReductionDraws>.Subjects => new(
        from seed in Gen.Choose(0, int.MaxValue) select new ReductionDraws((ulong)seed), _ => [], _ => []);

    [Law("R1a", LawKind.Identity, @"X = (S, L Q), \; Q Q^\top = I : \quad f_t(S, L; W_S, W_Z Q^\top) = f_t(S, Z; W_S, W_Z)",
        Source = "Li, Zhang and Arora 2021; report 2.2.2",
        Given = "one hidden ReLU layer under full-batch gradient descent, at least as many noise coordinates as examples, the test "
            + "examples inside the factor, no pre-activation at 0", Within = nameof(Reflected), RestsOn = ["N17b"])]
    public Measurement A_triangular_factor_of_the_noise_trains_the_same_network(ClusterTask task) => Trains(task, task.ReducedOutputs());

    [Mistake(nameof(A_triangular_factor_of_the_noise_trains_the_same_network), "a factor without what lies below its diagonal")]
    public Measurement The_diagonal_of_the_factor_alone_does_not(ClusterTask task) =>
        Trains(task, task.ReducedOutputs(factor => Matrix<double>.Build.DiagonalOfDiagonalVector(factor.Diagonal())));

    [Mistake(nameof(A_triangular_factor_of_the_noise_trains_the_same_network), "rows of the factor in another order than the examples")]
    public Measurement Noise_of_other_examples_does_not(ClusterTask task) =>
        Trains(task, task.ReducedOutputs(factor => Matrix<double>.Build.DenseOfRowVectors(factor.EnumerateRows().Reverse())));

    [Law("R1b", LawKind.Statistical,
        @"\tfrac{1}{N} \sum_i y_i f_t(x_i; S, L) \sim \tfrac{1}{N} \sum_i y_i f_t(x_i; S, Z)",
        Source = "Bartlett 1933; report 2.2.2",
        Given = "L drawn by R1c; p = 10, 8 examples, as many as the factor has room for, m = 8, three steps. That all outputs are equal "
            + "in distribution follows from R1a and R1c; measured is one statistic of the training examples",
        Within = nameof(TwoSamples), Alpha = 1e-8, Cases = 3, RestsOn = ["R1a", "R1c", "S3"])]
    public Measurement The_mean_training_margin_on_drawn_factors_is_distributed_as_on_drawn_examples(ReductionDraws draws) =>
        IsDistributedLikeDirect(draws, ReductionDraws.SignalDimension);

    [Mistake(nameof(The_mean_training_margin_on_drawn_factors_is_distributed_as_on_drawn_examples),
        "two degrees of freedom more: the plane of the means taken for noise",
        Catches = 3)]
    public Measurement With_two_degrees_of_freedom_more_they_do_not(ReductionDraws draws) => IsDistributedLikeDirect(draws, 0);

    static Rule Reflected => Roundoff.Within(Gamma(P + 3 * Examples + Steps * (Examples + 8)) * Grown)
        .Because("a scalar product of inputs, three reflections an example and the sums of all steps");

    static Rule TwoSamples => Statistical.TwoDistributionFunctions(Networks, detects: .25);

    static Quantity<ClusterTask> P => new("p", task => task.Dimension);

    static Quantity<ClusterTask> Examples => new("N", _ => ClusterTask.Examples);

    static Quantity<ClusterTask> Steps => new("steps", task => task.Steps);

    static Quantity<ClusterTask> Grown => new("norms of inputs and of weights as large as they can have become", task => task.Magnitude);

    static Measurement Trains(ClusterTask task, Vector<double> reduced) =>
        Measure.Distance("outputs of the reduction", reduced, "outputs of the network", task.DirectOutputs);

    static Measurement IsDistributedLikeDirect(ReductionDraws draws, int signalDimension) =>
        Measure.Distance("largest distance from the distribution of direct draws",
            ReductionDraws.Distance(draws.Reduced(Networks, signalDimension), draws.Direct(Networks)), "none", 0).OfSize(1);
}
