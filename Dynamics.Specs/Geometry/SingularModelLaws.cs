using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// A model with redundant parameters has a singular Fisher information. Its eigenvalues tell sharp from flat as any model's do; and
/// where logits enter linearly, an eigenvalue of zero is no approximation: along its eigenvector, by steps of 1 to 100, the distribution
/// stays what it is. A common shift of all classes is such a direction, and so is a weight that no example sees.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract class SingularModelLaws<TModel> : ISubjectsOf<AtPoint<TModel>>
    where TModel : IStatisticalModel
{
    protected abstract Gen<TModel> Models { get; }

    /// <summary>How many independent directions change nothing: counted from the logits' Jacobian, not from F.</summary>
    protected abstract int FlatDirections(AtPoint<TModel> at);

    public Subjects<AtPoint<TModel>> Subjects
    {
        get
        {
            var points = ModelSubjects.Of(Models, model => Drawn.Vector(model.ParameterCount, -1, 1));
            return points with { Traits = at => [Trait.Of("flat directions", FlatDirections(at)), .. points.Traits(at)] };
        }
    }

    [Law("G8a", LawKind.Order, Sharpness.Statement, Source = Sharpness.Source, Given = Sharpness.Given,
        Within = nameof(SharpnessRemainder),
        Cases = 30, RestsOn = ["G7"])]
    public Measurement Along_an_eigenvector_the_divergence_is_half_the_eigenvalue_times_the_step_squared(AtPoint<TModel> at) =>
        Sharpness.IsToldBy(at, Sharpness.Eigenvalues(at.ScoreCovariance));

    [Mistake(nameof(Along_an_eigenvector_the_divergence_is_half_the_eigenvalue_times_the_step_squared), "eigenvalues of another point")]
    public Measurement With_the_eigenvalues_of_another_point_it_is_not(AtPoint<TModel> at) => Sharpness.IsToldFromElsewhere(at);

    [Law("G8b", LawKind.Identity, @"F v = 0: \; \mathrm{KL}(\theta, \theta + c v) = 0",
        Source = "Watanabe 2009; report 2.1",
        Given = "a softmax over logits that are linear in θ; v runs through all null eigenvectors, of unit length; c = 1, 10 and 100",
        Within = nameof(RunningErrorOfLogDensities), Cases = 30)]
    public Measurement Along_a_null_direction_nothing_changes(AtPoint<TModel> at) => NothingChanges(at, first: 0);

    [Mistake(nameof(Along_a_null_direction_nothing_changes), "the flattest direction that is not null taken for one")]
    public Measurement Along_the_next_direction_something_does(AtPoint<TModel> at) => NothingChanges(at, first: 1);

    [HypothesisDropped(nameof(Along_a_null_direction_nothing_changes), "logits linear in θ: N(θ³, 1) at θ = 0, where F = 0, one "
        + "computation for every subject", Catches = 1)]
    public Measurement Where_the_mean_is_a_cube_something_does(AtPoint<TModel> at)
    {
        var (cube, origin) = (new CubedMean(), Vector<double>.Build.Dense(1));
        var divergence = FisherInformation.ByScore(cube, origin)[0, 0] == 0 ? Divergence.KullbackLeibler(cube, origin, origin + 1) : 0;
        return NothingChanges(at, Vector<double>.Build.Dense(Steps.Length * FlatDirections(at), divergence));
    }

    protected static Rule SharpnessRemainder => Sharpness.Within<TModel>();

    protected static Rule RunningErrorOfLogDensities => Roundoff.Within(Roundings(
        new Quantity<AtPoint<TModel>>("E of the running errors of log p at θ and θ + c v, over all null eigenvectors and c",
            at => Null(at).Sum(v => Steps.Sum(c => Sharpness.ErrorOfLogDensities(at, at.Theta + c * v))))));

    static readonly double[] Steps = [1, 10, 100];

    /// <summary>A step of the same length along the sharpest direction changes about half the largest eigenvalue.</summary>
    Measurement NothingChanges(AtPoint<TModel> at, int first)
    {
        Vector<double>[] directions = [.. Enumerable.Range(first, FlatDirections(at)).Select(Ascending(at).Column)];
        return NothingChanges(at, Vector<double>.Build.DenseOfEnumerable(directions.SelectMany(_ => Steps, (v, c) =>
            Divergence.KullbackLeibler(at.Model, at.Theta, at.Theta + c * v))));
    }

    static Measurement NothingChanges(AtPoint<TModel> at, Vector<double> divergences) =>
        Measure.Distance("KL along null eigenvectors", divergences, "0", Vector<double>.Build.Dense(divergences.Count))
            .OfSize(Sharpness.Eigenvalues(at.ScoreCovariance).Maximum() / 2);

    /// <summary>Where F is zero but for rounding.</summary>
    static IEnumerable<Vector<double>> Null(AtPoint<TModel> at)
    {
        var eigenvalues = Sharpness.Eigenvalues(at.ScoreCovariance);
        return Enumerable.Range(0, eigenvalues.Count).Where(i => eigenvalues[i] < 1e-12 * eigenvalues.Maximum())
            .Select(Ascending(at).Column);
    }

    /// <summary>N(θ³, 1).</summary>
    sealed class CubedMean : IStatisticalModel
    {
        static readonly GaussianMean Mean = new(1);

        public int ParameterCount => 1;

        public T LogDensity<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<double> outcome)
            where T : struct, IScalar<T> => Mean.LogDensity<T>([parameters[0] * parameters[0] * parameters[0]], outcome);

        public ExpectationRule Expectation(Vector<double> parameters) => Mean.Expectation(parameters.PointwisePower(3));

        public int OutcomeLength(Vector<double> parameters) => 1;
    }

    static Matrix<double> Ascending(AtPoint<TModel> at) => at.ScoreCovariance.Evd(Symmetricity.Symmetric).EigenVectors;
}

public sealed class SoftmaxSingularModelLaws : SingularModelLaws<Softmax>
{
    protected override Gen<Softmax> Models => Gen.Choose(2, 5).Select(classes => new Softmax(classes));

    protected override int FlatDirections(AtPoint<Softmax> at) => 1;
}

public sealed class SoftmaxRegressionSingularModelLaws : SingularModelLaws<SoftmaxRegression>
{
    protected override Gen<SoftmaxRegression> Models =>
        from examples in Gen.Choose(1, 4)
        from features in Gen.Choose(1, 3)
        from classes in Gen.Choose(2, 4)
        from inputs in Drawn.Matrix(examples, features, -2, 2)
        select new SoftmaxRegression(inputs, classes);

    /// <summary>P less the rank of the logits' Jacobian over all examples, but for the shift of all classes alike.</summary>
    protected override int FlatDirections(AtPoint<SoftmaxRegression> at)
    {
        var predictor = at.Model.Predictor;
        var jacobian = Enumerable.Range(0, predictor.ExampleCount)
            .Select(example => OutputJacobian.Of(predictor, at.Theta, example)).Aggregate((above, below) => above.Stack(below));
        var seen = CompactSvd.Of(jacobian).Rank / predictor.OutputCount;
        return at.Theta.Count - seen * (predictor.OutputCount - 1);
    }
}
