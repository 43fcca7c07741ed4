namespace Dynamics.RichRegime;

/// <summary>What stochastic gradient descent found.</summary>
/// <param name="TrainingError">The share of training examples classified wrongly at the end.</param>
/// <param name="TestError">The share of test examples classified wrongly at the end.</param>
/// <param name="SignalEnergy">The share of the squared weights on the two coordinates that matter, at the start and after each
/// step.</param>
/// <param name="SignalWeight">The root mean square over neurons of the weight along the direction that grows: (1, -1) / sqrt 2 for a
/// positive vote, (1, 1) / sqrt 2 for a negative one.</param>
/// <param name="NoiseWeight">The root mean square of one other weight.</param>
/// <param name="PredictedSignalWeight">The signal weight that the growth law gives from that at the start.</param>
public sealed record XorParityResult(
    double TrainingError, double TestError, IReadOnlyList<double> SignalEnergy, IReadOnlyList<double> SignalWeight,
    IReadOnlyList<double> NoiseWeight, IReadOnlyList<double> PredictedSignalWeight);
