using Dynamics.Networks;
using Dynamics.Specs.Laws;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Networks;

/// <summary>Which laws say what of a model with a mistake.</summary>
public class MistakenModelTests
{
    static readonly HandwrittenDense<double> Right = new(3, 5, 2);

    static IEnumerable<TestCaseData> Models =>
    [
        Case("no mistake", Right),
        Case("a curvature of the other sign", new Spoiled(Right) { Curvature = h => -h }, "N1e"),
        Case("a curvature too large by a thousandth", new Spoiled(Right) { Curvature = h => 1.001 * h }, "N1e"),
        Case("no gradient of the last bias", new Spoiled(Right) { Gradient = g => Without(g, g.Count - 1) }, "N2a"),
        Case("a curvature without the last bias of the first layer", new Spoiled(Right) { Curvature = h => Without(h, 19) }, "N1e", "N2c"),
        Case("a forward product too large by a billionth", new Spoiled(Right) { Forward = f => (1 + 1e-9) * f }, "N1b", "N2a"),
        Case("a curvature that vanishes but for roundings",
            new Spoiled(new HandwrittenDense<double>(3, 2)) { AddedCurvature = u => 1e-16 * u }),
        Case("outputs too large by a hundredth", new Spoiled(Right) { Output = f => 1.01 * f }, "N1b"),
        Case("single precision that is not declared", new Spoiled(new HandwrittenDense<float>(3, 5, 2)), "N1d"),
    ];

    [Test]
    public void A_lost_gradient_is_named() =>
        Assert.That(Text("N2a", new Spoiled(Right) { Gradient = g => Without(g, 17) }), Does.Contain("θ[17]: 0 against "));

    [Test]
    public void A_lost_gradient_is_named_among_many() =>
        Assert.That(Text("N2a", new Spoiled(new HandwrittenDense<double>(20, 40, 2)) { Gradient = g => Without(g, 777) }),
            Does.Contain("θ[777]: 0 against "));

    [Test]
    public void A_model_that_writes_to_what_it_is_given_is_found_out() =>
        Assert.That(Text("N2a", new Spoiled(Right) { Inputs = x => x[0, 0] = 1 }),
            Does.Contain("JacobianVectorProduct wrote to its argument 2"));

    [Test]
    public void A_gradient_that_is_too_short_is_found_out() =>
        Assert.That(Text("N2a", new Spoiled(Right) { Gradient = g => g.SubVector(1, g.Count - 1) }),
            Does.Contain("TransposedJacobianVectorProduct returned 31 numbers; P = 32 are due"));

    [Test]
    public void Outputs_that_do_not_move_with_the_parameters_violate_the_derivative() =>
        Assert.That(Text("N1b", new Spoiled(Right) { Output = f => 0 * f + 1 }), Does.Contain("N1b is violated")
            .And.Contain("the error does not fall with the step"));

    [Test]
    public void Outputs_that_are_no_numbers_violate_the_derivative() =>
        Assert.That(Text("N1b", new Spoiled(Right) { Output = f => f + double.NaN }),
            Does.Contain("N1b is violated").And.Contain("is not finite"));

    static string Text(string id, IDifferentiableModel model) => VerdictText.Of(LawRunner.Check(
        LawBook.Of(typeof(PlantedLaws)).Single(law => law.Id == id), new PlantedLaws(model), Settings.From(_ => null)));

    [TestCaseSource(nameof(Models))]
    public void A_mistake_violates_the_laws_that_are_about_it_and_no_others(IDifferentiableModel model, string[] violated)
    {
        var settings = Settings.From(_ => null) with { CasesFactor = .2 };
        var verdicts = LawBook.Of(typeof(PlantedLaws)).Select(law => LawRunner.Check(law, new PlantedLaws(model), settings));
        Assert.That(
            verdicts.Where(verdict => verdict.Status == LawStatus.Violated).Select(verdict => verdict.Law.Id), Is.EquivalentTo(violated));
    }

    static TestCaseData Case(string name, IDifferentiableModel model, params string[] violated) =>
        new TestCaseData(model, violated).SetName(name);

    static Vector<double> Without(Vector<double> x, int i)
    {
        var copy = x.Clone();
        copy[i] = 0;
        return copy;
    }

    [Planted]
    sealed class PlantedLaws(IDifferentiableModel model) : SmoothModelLaws<ModelAtPoint>
    {
        public override Subjects<ModelAtPoint> Subjects => ModelAtPoint.Of(model);
    }

    /// <summary>A model with a mistake in some of what it computes; what it declares is double precision.</summary>
    sealed class Spoiled(IDifferentiableModel model) : IDifferentiableModel
    {
        public Action<Matrix<double>> Inputs { get; init; } = _ => { };

        public Func<Matrix<double>, Matrix<double>> Output { get; init; } = f => f;

        public Func<Matrix<double>, Matrix<double>> Forward { get; init; } = f => f;

        public Func<Vector<double>, Vector<double>> Gradient { get; init; } = g => g;

        public Func<Vector<double>, Vector<double>> Curvature { get; init; } = h => h;

        public Func<Vector<double>, Vector<double>> AddedCurvature { get; init; } = u => 0 * u;

        public int ParameterCount => model.ParameterCount;

        public int InputCount => model.InputCount;

        public int OutputCount => model.OutputCount;

        public Matrix<double> Outputs(Vector<double> parameters, Matrix<double> inputs) => Output(model.Outputs(parameters, inputs));

        public Matrix<double> JacobianVectorProduct(Vector<double> parameters, Matrix<double> inputs, Vector<double> direction)
        {
            Inputs(inputs);
            return Forward(model.JacobianVectorProduct(parameters, inputs, direction));
        }

        public Vector<double> TransposedJacobianVectorProduct(
            Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent) =>
            Gradient(model.TransposedJacobianVectorProduct(parameters, inputs, cotangent));

        public Vector<double> CurvatureVectorProduct(
            Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent, Vector<double> direction) =>
            Curvature(model.CurvatureVectorProduct(parameters, inputs, cotangent, direction)) + AddedCurvature(direction);
    }
}
