using Dynamics.Geometry;

namespace Dynamics.RichRegime;

/// <summary>
/// A network of one hidden ReLU layer with fixed outgoing weights +-1/sqrt(m), trained on four clusters by full-batch gradient descent on
/// the sum of logistic losses.
/// </summary>
public sealed record GrokkingSettings
{
    /// <summary>The examples.</summary>
    public XorClusterSettings Clusters { get; init => field = Require.There(value, nameof(Clusters)); } = new();

    /// <summary>m, the number of neurons; the first half has a positive outgoing weight.</summary>
    public int Width { get; init => field = Require.Size(value, nameof(Width)); } = 400;

    /// <summary>The standard deviation of an incoming weight at the start.</summary>
    public double InitialScale { get; init => field = Require.NotNegative(value, nameof(InitialScale)); } = 1e-15;

    /// <summary>eta.</summary>
    public double LearningRate { get; init => field = Require.Positive(value, nameof(LearningRate)); } = 1e-12;

    /// <summary>Steps.</summary>
    public int Steps { get; init => field = Require.Steps(value, nameof(Steps)); } = 8;
}
