using Dynamics.Architectures;
using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Specs.Networks;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>
/// Where the model is right, the noise of its gradients is the metric of the model: labels scatter as the model itself says.
/// </summary>
[Chapter("Training dynamics", Report = "3.3")]
public sealed class LabelNoiseLaws : ISubjectsOf<LikelihoodAtPoint>
{
    const int Batch = 2;

    public Subjects<LikelihoodAtPoint> Subjects =>
        LikelihoodAtPoint.Of(NetworkAtPoint.Subjects([Activations.Tanh, Activations.Erf, Activations.Softplus]));

    [Law("N10", LawKind.Identity, @"\mathrm{Cov}(g_B) = F / B", Source = "Jastrzebski et al. 2017; Martens 2020",
        Given = "labels follow the model, θ = θ*; B = 2 examples, drawn uniformly with replacement; the left side enumerates all batches "
            + "of examples and labels (nodes of a quadrature for normal ones), takes their mean gradient off, and pulls scores back by J",
        Within = nameof(Enumerated), Cases = 40, RestsOn = ["G3e"])]
    public Measurement At_the_true_parameters_gradients_scatter_like_the_Fisher_information(LikelihoodAtPoint at) =>
        ScatterLikeTheFisherInformation(at, 0);

    [HypothesisDropped(nameof(At_the_true_parameters_gradients_scatter_like_the_Fisher_information),
        "each example with the labels of the next")]
    public Measurement With_labels_that_do_not_follow_the_model_they_scatter_otherwise(LikelihoodAtPoint at) =>
        ScatterLikeTheFisherInformation(at, 1);

    static Rule Enumerated =>
        Roundoff.Within(Gamma(4 * Chain + 2 * Labelled + 2 * Outputs + 64) * Jacobian.Squared * Variance / (Batch * N))
        .Because("64 for the nodes of the quadrature");

    static Quantity<LikelihoodAtPoint> Chain => new("longest chain of roundings", at => at.At.Chain);

    static Quantity<LikelihoodAtPoint> Labelled => new("N × labels", at => at.Examples * at.LabelCount);

    static Quantity<LikelihoodAtPoint> Outputs => new("NK", at => at.Outputs.RowCount * at.Outputs.ColumnCount);

    static Quantity<LikelihoodAtPoint> Jacobian => new("what J adds up", at => at.At.JacobianMagnitude);

    static Quantity<LikelihoodAtPoint> N => new("N", at => at.Examples);

    static Quantity<LikelihoodAtPoint> Variance => new("max E[s_k²]", at =>
        at.Examples * LabelledScores(at, 0).Select(it => it.Chance * it.Score.PointwisePower(2)).Aggregate((a, b) => a + b).Maximum());

    static Measurement ScatterLikeTheFisherInformation(LikelihoodAtPoint at, int shifted)
    {
        var labelled = LabelledScores(at, shifted).ToArray();
        var scores = Matrix<double>.Build.DenseOfRowVectors(labelled.Select(it => it.Score));
        var (second, mean) = (0 * scores.TransposeThisAndMultiply(scores), 0 * scores.ColumnSums());
        foreach (var (chance, first) in labelled)
        {
            var batches = scores.MapIndexed((row, k, score) => (first[k] + score) / Batch, Zeros.Include);
            var weighted = batches.MapIndexed((row, _, score) => chance * labelled[row].Chance * score, Zeros.Include);
            second += weighted.TransposeThisAndMultiply(batches);
            mean += weighted.ColumnSums();
        }

        var jacobian = at.At.WholeJacobian;
        var covariance = jacobian.TransposeThisAndMultiply((second - mean.OuterProduct(mean)) * jacobian);
        return Measure.Distance("covariance over all batches", covariance, "F / B", at.Mean.TrueFisher(at.At.Theta) / Batch);
    }

    /// <summary>All examples with all labels: the score in the outputs of all examples, zero but for its own, and its chance.</summary>
    static IEnumerable<(double Chance, Vector<double> Score)> LabelledScores(LikelihoodAtPoint at, int shifted) =>
        from example in Enumerable.Range(0, at.Examples)
        let labels = at.Head.Expectation(at.Outputs.Row((example + shifted) % at.Examples))
        from label in Enumerable.Range(0, labels.Count)
        let own = Score.Of(at.Head, at.Outputs.Row(example), labels.Outcome(label))
        let score = Vector<double>.Build.Dense(at.Outputs.RowCount * own.Count, i => i / own.Count == example ? own[i % own.Count] : 0)
        select (labels.Weight(label) / at.Examples, score);
}
