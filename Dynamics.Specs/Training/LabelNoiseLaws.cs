using Dynamics.Architectures;
using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Specs.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>Where the model is right, the noise of its gradients is the metric of the model: labels scatter as the model itself says.</summary>
[Chapter("Training dynamics", Report = "3.3")]
[LooseTolerance(nameof(At_the_true_parameters_gradients_scatter_like_the_Fisher_information), "the longest chain of a network is counted for every number of its gradients, and most are much shorter")]
public sealed class LabelNoiseLaws : ISubjectsOf<LikelihoodAtPoint>
{
    const int Batch = 3;

    public Subjects<LikelihoodAtPoint> Subjects => LikelihoodAtPoint.Of(NetworkAtPoint.Subjects([Activations.Tanh, Activations.Erf, Activations.Softplus]));

    [Law("N10", LawKind.Identity, @"\mathrm{Cov}(g_B) = F / B", Source = "Jastrzebski et al. 2017; Martens 2020",
        Given = "labels follow the model, θ = θ*; B = 3 examples, drawn uniformly with replacement; the left side enumerates labels, or integrates over them, and takes the mean gradient off",
        Within = "roundoff: " + Enumerated, Cases = 40, RestsOn = ["G3e"])]
    public Measurement At_the_true_parameters_gradients_scatter_like_the_Fisher_information(LikelihoodAtPoint at) => ScatterLikeTheFisherInformation(at, shuffled: 0);

    [Mistake(nameof(At_the_true_parameters_gradients_scatter_like_the_Fisher_information), "each example with the labels of the next")]
    public Measurement With_shuffled_labels_they_do_not(LikelihoodAtPoint at) =>
        at.Examples == 1 || !at.MovesAllOutputs || AreAlike(at) ? Measurement.NoCase("the next example has the same labels, or closed gates") : ScatterLikeTheFisherInformation(at, shuffled: 1);

    const string Enumerated = "γ(16 × longest chain of roundings + 16 × labels × K + N) × |J|² 8 K / B: no second moment of a score adds up more than 4, nor does the square of its mean";

    static Measurement ScatterLikeTheFisherInformation(LikelihoodAtPoint at, int shuffled)
    {
        var parameters = at.At.Theta.Count;
        var (second, mean) = (Matrix<double>.Build.Dense(parameters, parameters), Vector<double>.Build.Dense(parameters));
        for (var i = 0; i < at.Examples; i++)
        {
            var (example, labels) = (at.At.Inputs.SubMatrix(i, 1, 0, at.At.Inputs.ColumnCount), at.Head.Expectation(at.Outputs.Row((i + shuffled) % at.Examples)));
            for (var label = 0; label < labels.Count; label++)
            {
                var gradient = -at.At.Model.TransposedJacobianVectorProduct(at.At.Theta, example, Score.Of(at.Head, at.Outputs.Row(i), labels.Outcome(label)).ToRowMatrix());
                second += labels.Weight(label) / at.Examples * gradient.OuterProduct(gradient);
                mean += labels.Weight(label) / at.Examples * gradient;
            }
        }

        return Measure.Distance("Cov(g) / B", (second - mean.OuterProduct(mean)) / Batch, "F / B", at.Mean.TrueFisher(at.At.Theta) / Batch)
            .Within(LegacyRoundoff.Of(16 * at.At.Chain + 16 * at.LabelCount * at.At.Model.OutputCount + at.Examples, at.At.JacobianMagnitude * at.At.JacobianMagnitude * 8 * at.At.Model.OutputCount / Batch, Enumerated));
    }

    static bool AreAlike(LikelihoodAtPoint at) => (at.Outputs.Row(0) - at.Outputs.Row(1)).L2Norm() < .1;
}
