using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// What a single bad argument does not show: sizes that multiply, rules and functions that do not fit, and the caller's own names.
/// </summary>
public class GeometryRefusalTests
{
    static IEnumerable<TestCaseData> Refused =>
    [
        Case("more nodes than a rule has", () => _ = new UniformUpTo(101), "nodes is 101"),
        Case("more dimensions than there are entries", () => _ = new MultivariateGaussian(65536),
            "dimension asks for 2,147,581,952 numbers"),
        Case("more classes than there are weights", () => _ = new SoftmaxRegressionLoss(M(2, 2), [0, 1], 1_000_000_000),
            "classes asks for"),
        Case("a metric of too many parameters", () => FisherInformation.ScoreSecondMoment(
            GaussianMean.WithCubature(65536), V(new double[65536]), new([new double[65536]], [1.0])), "parameters asks for"),
        Case("shares of too many outcomes", () => MarkovMap.Splitting([.. Enumerable.Repeat(V(1), 60_000)]), "shares asks for"),
        Case("an outcome without shares", () => MarkovMap.Splitting(V()), "shares[0] is ()"),
        Case("a rule of longer outcomes", () => new Softmax(2).CrossEntropy<Real>(new Real[2], PairRule()), "under has 2 entries"),
        Case("a rule of shorter outcomes", () => new SoftmaxRegression(M(2, 2), 3).CrossEntropy<Real>(new Real[9], new([[0.0]], [1.0])),
            "under has 1 entries"),
        Case("vectors of several lengths", () => new ExpectationRule([[0.0], [1]], [.5, .5]).MeanOuterProduct(
            outcome => V(new double[2 + (int)outcome[0]])), "f has 3 entries"),
        Case("a velocity of another length", () => new NaturalGradientFlow(_ => M(3, 3), _ => V(1, 1, 1)).Velocity(V(0, 0)),
            "gradient has 3 entries"),
        Case("a dual point of another length", () => new MirrorDescent(_ => V(1), x => x).Step(V(0, 0), V(1, 1), .1),
            "toDual has 1 entries"),
        Case("half a label", () => GaussNewton.AtLabels(
            new Conditional(new LinearPredictor(M(1, 1), 1), new Bernoulli()), V(0, 0), Half), "labels does not fit"),
        Case("half an observation", () => EmpiricalFisher.Of(new Bernoulli(), V(0), Half), "data does not fit"),
        Case("no outcomes at zero", () => _ = new SeenThrough(new UniformUpTo(), MarkovMap.Merging(0, 0, 0, 0)), "model does not fit"),
        Case("what was seen and cannot be", () => new GivenSeen(new(new Bernoulli(), MarkovMap.Merging(0, 1)), 1).Expectation(V(-800)),
            "parameters is (-800)"),
        Case("a prior that is not symmetric", () => OnlineNaturalGradient.From(V(0, 0), Matrix<double>.Build.DenseOfRowMajor(
            2, 2, [2, 1, 0, 2])), "priorInformation[0, 1] is 1"),
        Case("a kernel beyond doubles", () => KernelNaturalGradient.Damped(M(2, 3) * 1e200, V(1, 1), 1), "jacobian has a product"),
        Case("a density beyond doubles", () => Divergence.KullbackLeibler(new Gaussian(), V(0, -800), V(0, 800)), "theta is (0, -800)"),
        Case("outcomes beyond doubles", () => new Gaussian().Expectation(V(0, 800)), "parameters is (0, 800)"),
        Case("a scale beyond doubles", () => GaussianNatural.FromMeanAndScale(0, 1e-200), "scale is 1E-200"),
    ];

    static IEnumerable<IStatisticalModel> OfRealNumbers => [new LaplaceLocation(), new UniformUpTo(), new GaussianMean(1)];

    [TestCaseSource(nameof(Refused))]
    public void It_is_refused_by_its_name(Action action, string message) => Assert.That(
        () => action(), Throws.InstanceOf<ArgumentException>().With.Message.Contains(message));

    [TestCaseSource(nameof(OfRealNumbers))]
    public void The_score_at_what_is_no_number_is_none(IStatisticalModel model) =>
        Assert.That(Score.Of(model, V(1), [double.NaN])[0], Is.NaN);

    [Test]
    public void An_outcome_of_no_probability_adds_nothing_to_a_divergence() =>
        Assert.That(Divergence.KullbackLeibler(new Softmax(2), V(-1e308, 1e308), V(1e308, -1e308)), Is.EqualTo(double.PositiveInfinity));

    static TestCaseData Case(string name, Action action, string message) => new TestCaseData(action, message).SetName($"Refused: {name}");

    static ExpectationRule PairRule() => new([[0.0, 1]], [1.0]);

    static Matrix<double> Half => Matrix<double>.Build.Dense(1, 1, .5);

    static Vector<double> V(params double[] entries) => Vector<double>.Build.Dense(entries);

    static Matrix<double> M(int rows, int columns) => Matrix<double>.Build.Dense(rows, columns, (i, j) => i == j ? 2 : 1.0 / (1 + i + j));
}
