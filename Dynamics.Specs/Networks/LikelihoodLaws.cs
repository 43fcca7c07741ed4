using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A differentiable model with a head is a statistical model: what its Fisher information is, what the curvature of a loss has to do with
/// it, and how a natural gradient is computed without forming it. The laws need the model's products with its
/// Jacobian and nothing else, so a model of one's own is in their reach.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract class LikelihoodLaws : ISubjectsOf<LikelihoodAtPoint>
{
    public abstract Subjects<LikelihoodAtPoint> Subjects { get; }

    [Law("G3e", LawKind.Identity, @"\tfrac{1}{N} \sum_i J_i^\top F_z J_i = \mathbb{E}[s s^\top]",
        Source = "Schraudolph 2002; Martens 2020",
        Given = "a Gaussian, Bernoulli or softmax head; the right side enumerates labels, or integrates over them, and pulls back the "
            + "score of each; both matrices where P is at most 300, and their products with a normal direction beyond",
        Within = nameof(BothFishers), Cases = 50, RestsOn = ["N1a"])]
    public Measurement The_Fisher_information_of_a_network_is_that_of_its_head_pulled_back(LikelihoodAtPoint at) =>
        IsTheFisherInformation(at, Fisher(at));

    [Mistake(nameof(The_Fisher_information_of_a_network_is_that_of_its_head_pulled_back), "labels of the data for the model's")]
    public Measurement With_the_labels_of_the_data_it_is_not(LikelihoodAtPoint at) =>
        IsTheFisherInformation(at, at.Probed(at.ScoresOfTheLabels));

    [Mistake(nameof(The_Fisher_information_of_a_network_is_that_of_its_head_pulled_back), "the sum over examples for their mean")]
    public Measurement As_a_sum_over_examples_it_is_not(LikelihoodAtPoint at) => IsTheFisherInformation(at, at.Examples * Fisher(at));

    [Law("G3f", LawKind.Identity, @"J^\top \ell''(f, y) J \, u = \mathbb{E}[s s^\top] \, u",
        Source = "Pascanu and Bengio 2014; Martens 2020",
        Given = "the loss is −log p of the head, whose outputs are its natural parameters: squared and Gaussian, logistic and Bernoulli, "
            + "cross-entropy and softmax; labels are any; u is drawn normally",
        Within = nameof(BothProducts), Cases = 50, RestsOn = ["G3e"])]
    public Measurement The_Gauss_Newton_matrix_of_the_heads_loss_is_the_Fisher_information(LikelihoodAtPoint at) =>
        IsTheFisherProduct(at, GaussNewton(at));

    [Mistake(nameof(The_Gauss_Newton_matrix_of_the_heads_loss_is_the_Fisher_information), "the Hessian for the Gauss-Newton matrix")]
    public Measurement The_Hessian_of_the_loss_is_not(LikelihoodAtPoint at) =>
        IsTheFisherProduct(at, at.Objective.HessianVectorProduct(at.At.Theta, at.At.Direction));

    [Law("G14b", LawKind.Identity, @"(F + \lambda I) \, J^\top R (R^\top \Theta R + \lambda I)^{-1} r = \nabla L",
        Source = "Henderson and Searle 1981; Zhang, Martens and Grosse 2019",
        Given = "λ > 0; F_z = R Rᵀ and ∂ℓ/∂f = R r; the system in the outputs has at most one row for each output of each "
            + "example, that in the parameters one for each parameter",
        Within = nameof(SolutionAndGradient), Cases = 50, RestsOn = ["G3e", "K1a"])]
    public Measurement The_natural_gradient_computed_in_output_space_solves_the_damped_Fisher_system(LikelihoodAtPoint at) =>
        Solves(at, at.Damping);

    [Mistake(nameof(The_natural_gradient_computed_in_output_space_solves_the_damped_Fisher_system),
        "the damping of the sum for that of the mean")]
    public Measurement With_the_damping_of_the_sum_it_does_not(LikelihoodAtPoint at) => Solves(at, at.Damping / at.Examples);

    protected static Measurement IsTheFisherInformation(LikelihoodAtPoint at, Matrix<double> f) =>
        Measure.Distance("JᵀCJ", f, "E[s sᵀ]", at.ScoreCovariance).Naming(at.Coordinate);

    static Rule BothFishers =>
        Noise.Within<LikelihoodAtPoint>("both sides", at => at.NoiseOf(Fisher) + at.NoiseOf(it => it.ScoreCovariance));

    static Rule BothProducts => Noise.Within<LikelihoodAtPoint>("both products", at => at.NoiseOf(GaussNewton) + at.NoiseOf(Expectation));

    static Rule SolutionAndGradient => Noise.Within<LikelihoodAtPoint>(
        "both sides, the solution of the system included", at => at.NoiseOf(it => Returned(it, it.Damping)) + at.NoiseOf(Gradient));

    static Measurement IsTheFisherProduct(LikelihoodAtPoint at, Vector<double> product) =>
        Measure.Distance("Jᵀ ℓ'' J u", product, "E[s sᵀ] u", Expectation(at)).Naming(at.At.Coordinate);

    static Measurement Solves(LikelihoodAtPoint at, double damping) =>
        Measure.Distance("(F + λ) d", Returned(at, damping), "∇L", Gradient(at)).Naming(at.At.Coordinate);

    static Matrix<double> Fisher(LikelihoodAtPoint at) => at.IsFormed ? at.Mean.TrueFisher(at.At.Theta)
        : at.Mean.TrueFisherVectorProduct(at.At.Theta, at.At.Direction).ToColumnMatrix();

    static Vector<double> GaussNewton(LikelihoodAtPoint at) => at.Objective.GaussNewtonVectorProduct(at.At.Theta, at.At.Direction);

    static Vector<double> Expectation(LikelihoodAtPoint at) => at.Along(at.ScoresOfTheModel);

    static Vector<double> Gradient(LikelihoodAtPoint at) => at.Mean.Gradient(at.At.Theta, at.Labels);

    /// <summary>The system of the parameters, applied to what is solved with a damping in the space of the outputs.</summary>
    static Vector<double> Returned(LikelihoodAtPoint at, double damping)
    {
        var direction = at.Mean.NaturalGradient(at.At.Theta, at.Labels, damping);
        return at.Mean.TrueFisherVectorProduct(at.At.Theta, direction) + at.Damping * direction;
    }
}

[Subject("Generated network with a Gaussian, Bernoulli or softmax head")]
public sealed class NetworkLikelihoodLaws : LikelihoodLaws
{
    public override Subjects<LikelihoodAtPoint> Subjects => LikelihoodAtPoint.Of(NetworkAtPoint.Subjects(NetworkAtPoint.SomeOfEachKind));

    [Mistake(nameof(The_Fisher_information_of_a_network_is_that_of_its_head_pulled_back), "softmax without − p pᵀ")]
    public Measurement Without_the_coupling_of_the_classes_it_is_not(LikelihoodAtPoint at) =>
        at.Head is not Softmax ? Measurement.NoCase("no softmax, so no coupling of classes")
        : IsTheFisherInformation(at, JacobianWith(at, z => Matrix<double>.Build.DenseOfDiagonalVector(Softmax.Probabilities(z))));

    static Matrix<double> JacobianWith(LikelihoodAtPoint at, Func<Vector<double>, Matrix<double>> curvature)
    {
        var (j, k) = (at.At.WholeJacobian, at.At.Model.OutputCount);
        return Enumerable.Range(0, at.Examples).Select(i => j.SubMatrix(i * k, k, 0, j.ColumnCount))
            .Select((ofExample, i) => ofExample.TransposeThisAndMultiply(curvature(at.Outputs.Row(i)) * ofExample))
            .Aggregate((sum, example) => sum + example) / at.Examples;
    }
}
