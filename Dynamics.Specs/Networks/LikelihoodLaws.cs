using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A differentiable model with a head is a statistical model: what its Fisher information is, what the curvature of a loss has to do with it, and how a natural
/// gradient is had without it. The laws need the model's products with its Jacobian and nothing else, so a model of one's own is in their reach.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract class LikelihoodLaws : ISubjectsOf<LikelihoodAtPoint>
{
    public abstract Subjects<LikelihoodAtPoint> Subjects { get; }

    [Law("G3e", LawKind.Identity, @"\tfrac{1}{N} \sum_i J_i^\top F_z J_i = \mathbb{E}[s s^\top]",
        Source = "Schraudolph 2002; Martens 2020",
        Given = "a Gaussian, Bernoulli or softmax head; the right side enumerates labels, or integrates over them, and pulls back the score of each",
        Within = "roundoff: " + InParameters, Cases = 50, RestsOn = ["N1a"])]
    public Measurement The_Fisher_information_of_a_network_is_that_of_its_head_pulled_back(LikelihoodAtPoint at) => IsTheFisherInformation(at, at.Mean.TrueFisher(at.At.Theta));

    [Mistake(nameof(The_Fisher_information_of_a_network_is_that_of_its_head_pulled_back), "labels of the data for the model's")]
    public Measurement With_the_labels_of_the_data_it_is_not(LikelihoodAtPoint at) =>
        LabelsFollowTheModel(at) ? Measurement.NoCase("the labels have the second moment of the model's") : IsTheFisherInformation(at, at.Mean.EmpiricalFisher(at.At.Theta, at.Labels));

    [Mistake(nameof(The_Fisher_information_of_a_network_is_that_of_its_head_pulled_back), "the sum over examples for their mean")]
    public Measurement As_a_sum_over_examples_it_is_not(LikelihoodAtPoint at) =>
        at.Examples == 1 || !at.MovesAllOutputs ? Measurement.NoCase("one example, or closed gates") : IsTheFisherInformation(at, at.Sum.TrueFisher(at.At.Theta));

    [Law("G3f", LawKind.Identity, @"J^\top \ell''(f, y) J \, u = \mathbb{E}[s s^\top] \, u",
        Source = "Pascanu and Bengio 2014; Martens 2020",
        Given = "the loss is −log p of the head, whose outputs are its natural parameters: squared and Gaussian, logistic and Bernoulli, cross-entropy and softmax; labels are any",
        Within = "roundoff: " + AlongOne, RestsOn = ["G3e"])]
    public Measurement The_Gauss_Newton_matrix_of_the_heads_loss_is_the_Fisher_information(LikelihoodAtPoint at) =>
        IsTheFisherProduct(at, at.Objective.GaussNewtonVectorProduct(at.At.Theta, at.At.Direction));

    [Mistake(nameof(The_Gauss_Newton_matrix_of_the_heads_loss_is_the_Fisher_information), "the Hessian for the Gauss-Newton matrix")]
    public Measurement The_Hessian_of_the_loss_is_not(LikelihoodAtPoint at)
    {
        var product = at.Objective.HessianVectorProduct(at.At.Theta, at.At.Direction);
        return (product - at.Objective.GaussNewtonVectorProduct(at.At.Theta, at.At.Direction)).L2Norm() <= SmallestShare * Magnitude(at) * at.At.Direction.L2Norm()
            ? Measurement.NoCase("the outputs have no curvature there") : IsTheFisherProduct(at, product);
    }

    [Law("G14b", LawKind.Identity, @"(F + \lambda I) \, J^\top R (R^\top \Theta R + \lambda I)^{-1} r = \nabla L",
        Source = "Henderson and Searle 1981; Zhang, Martens and Grosse 2019",
        Given = "λ > 0; F_z = R Rᵀ and ∂ℓ/∂f = R r; the system has at most one row for each output, the Fisher information one for each parameter",
        Within = "roundoff: " + Solved, RestsOn = ["G3e", "K1a"])]
    public Measurement A_natural_gradient_through_the_kernel_solves_the_system_of_the_parameters(LikelihoodAtPoint at) => Solves(at, at.Damping);

    [Mistake(nameof(A_natural_gradient_through_the_kernel_solves_the_system_of_the_parameters), "the damping of the sum for that of the mean")]
    public Measurement With_the_damping_of_the_sum_it_does_not(LikelihoodAtPoint at) =>
        at.Examples == 1 ? Measurement.NoCase("one example") : Solves(at, at.Damping / at.Examples);

    const string InParameters = "γ(16 × longest chain of roundings + 16 × labels × K + N) × |J|² 4 K: no entry of F_z or s sᵀ adds up more than 4";
    const string AlongOne = "γ(16 × longest chain of roundings + 16 × labels × K + P + N) × |J|² 4 K |u|";
    const string Solved = "γ(16 × longest chain of roundings + 3 (N K)² + N) × what the solution adds up in the parameters: "
        + "(4 K |J|² + λ) |d| + |B| (|B|² + λ) |a| for d = Bᵀ a, |B|² ≤ 2 K |J|²";

    /// <summary>Of what is added up: a smaller mistake is not seen as one.</summary>
    const double SmallestShare = 1e-6;

    protected static Measurement IsTheFisherInformation(LikelihoodAtPoint at, Matrix<double> f) =>
        Measure.Distance("JᵀCJ", f, "E[s sᵀ]", at.ScoreCovariance)
            .Within(LegacyRoundoff.Of(16 * at.At.Chain + 16 * at.LabelCount * at.At.Model.OutputCount + at.Examples, Magnitude(at), InParameters));

    static Measurement IsTheFisherProduct(LikelihoodAtPoint at, Vector<double> product) =>
        Measure.Distance("Jᵀ ℓ'' J u", product, "E[s sᵀ] u", at.ScoreCovariance * at.At.Direction)
            .Within(LegacyRoundoff.Of(16 * at.At.Chain + 16 * at.LabelCount * at.At.Model.OutputCount + at.At.Theta.Count + at.Examples, Magnitude(at) * at.At.Direction.L2Norm(), AlongOne));

    static Measurement Solves(LikelihoodAtPoint at, double damping)
    {
        var (theta, size, rows) = (at.At.Theta, at.At.JacobianMagnitude * Math.Sqrt(2 * at.At.Model.OutputCount), at.Examples * at.At.Model.OutputCount);
        var direction = at.Mean.NaturalGradient(theta, at.Labels, damping);
        var exact = at.Mean.NaturalGradient(theta, at.Labels, at.Damping);
        var gradient = at.Mean.Gradient(theta, at.Labels);
        var tolerance = LegacyRoundoff.Of(16 * at.At.Chain + 3 * rows * rows + at.Examples,
            (Magnitude(at) + at.Damping) * exact.L2Norm() + size * (size * size + at.Damping) * InOutputs(at), Solved);
        return tolerance.Width(0) > SmallestShare * gradient.L2Norm() ? Measurement.NoCase("rounding alone may move the gradient by a millionth of it")
            : Measure.Distance("(F + λ) d", at.Mean.TrueFisherVectorProduct(theta, direction) + at.Damping * direction, "∇L", gradient).Within(tolerance);
    }

    /// <summary>A bound on |a|: no eigenvalue of the system is below λ, and |r|² = sᵀ F_z⁺ s, which is 1 / p(y) − 1 for one of finitely many labels.</summary>
    static double InOutputs(LikelihoodAtPoint at) => Math.Sqrt(Enumerable.Range(0, at.Examples).Sum(i =>
    {
        var (z, y) = (at.Outputs.Row(i), at.Labels.Row(i));
        return at.Head is GaussianMean ? (z - y) * (z - y) : Math.Exp(Differentiate.Value(new NegativeLogLikelihood(at.Head, y.ToArray()), z)) - 1;
    })) / at.Damping;

    static double Magnitude(LikelihoodAtPoint at) => 4 * at.At.Model.OutputCount * at.At.JacobianMagnitude * at.At.JacobianMagnitude;

    /// <summary>For a Gaussian head the residual of one output is its noise; for the others the label is as likely as another.</summary>
    static bool LabelsFollowTheModel(LikelihoodAtPoint at)
    {
        if (!at.MovesAllOutputs) return true;
        var z = at.Outputs.Row(0);
        var observed = Score.Of(at.Head, z, at.Labels.Row(0).ToArray());
        return (observed.OuterProduct(observed) - FisherInformation.ByScore(at.Head, z)).FrobeniusNorm() < .01;
    }
}

[Subject("Generated network with a Gaussian, Bernoulli or softmax head")]
[LooseTolerance(nameof(A_natural_gradient_through_the_kernel_solves_the_system_of_the_parameters), "the bound lets each of 3 (N K)² roundings of the system act along the worst direction")]
public sealed class NetworkLikelihoodLaws : LikelihoodLaws
{
    public override Subjects<LikelihoodAtPoint> Subjects => LikelihoodAtPoint.Of(NetworkAtPoint.Subjects(NetworkAtPoint.SomeOfEachKind));

    [Mistake(nameof(The_Fisher_information_of_a_network_is_that_of_its_head_pulled_back), "softmax without − p pᵀ")]
    public Measurement Without_the_coupling_of_the_classes_it_is_not(LikelihoodAtPoint at) =>
        at.Head is not Softmax || !at.MovesAllOutputs ? Measurement.NoCase("no softmax, or closed gates")
        : IsTheFisherInformation(at, JacobianWith(at, z => Matrix<double>.Build.DenseOfDiagonalVector(Softmax.Probabilities(z))));

    static Matrix<double> JacobianWith(LikelihoodAtPoint at, Func<Vector<double>, Matrix<double>> curvature)
    {
        var (j, k) = (at.At.WholeJacobian, at.At.Model.OutputCount);
        return Enumerable.Range(0, at.Examples).Select(i => j.SubMatrix(i * k, k, 0, j.ColumnCount))
            .Select((ofExample, i) => ofExample.TransposeThisAndMultiply(curvature(at.Outputs.Row(i)) * ofExample))
            .Aggregate((sum, example) => sum + example) / at.Examples;
    }
}
