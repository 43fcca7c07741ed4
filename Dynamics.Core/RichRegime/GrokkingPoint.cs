using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>The network after some steps.</summary>
/// <param name="Step">The number of steps.</param>
/// <param name="TrainingAccuracy">The share of training examples with the label that training was told.</param>
/// <param name="NoisyAccuracy">The same among those whose label was turned.</param>
/// <param name="TestAccuracy">The share of test examples with the label of their cluster.</param>
/// <param name="AgreementWithLinearRule">The share of test examples on which the network's sign is that of the sum of y_i (x_i,
/// x).</param>
/// <param name="OwnGrowth">How far neurons have moved along the means of the label that they vote for: the mean magnitude.</param>
/// <param name="OtherGrowth">The same along the means of the other label.</param>
/// <param name="SignalWeights">The incoming weights in the plane of the means, m x 2.</param>
public sealed record GrokkingPoint(
    int Step, double TrainingAccuracy, double NoisyAccuracy, double TestAccuracy,
    double AgreementWithLinearRule, double OwnGrowth, double OtherGrowth, Matrix<double> SignalWeights)
{
    /// <summary>
    /// The mean logistic loss of the training examples, with the labels that training was told: log 2 where the outputs are nothing.
    /// </summary>
    public double Loss { get; init; }

    /// <summary>The network's output at a point of the plane of the means.</summary>
    /// <param name="x">Along mu1.</param>
    /// <param name="y">Along mu2.</param>
    public double OutputAt(double x, double y)
    {
        var (sum, half) = (0.0, SignalWeights.RowCount / 2);
        for (var neuron = 0; neuron < SignalWeights.RowCount; neuron++)
            sum += (neuron < half ? 1 : -1) * Math.Max(0, SignalWeights[neuron, 0] * x + SignalWeights[neuron, 1] * y);
        return sum / Math.Sqrt(SignalWeights.RowCount);
    }
}
