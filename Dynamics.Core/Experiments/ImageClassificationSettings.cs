using System.Collections.Immutable;
using Dynamics.Data;

namespace Dynamics.Experiments;

/// <summary>What <see cref="ImageClassification.Run"/> compares.</summary>
/// <param name="Training">The images that the loss is about.</param>
/// <param name="Test">Images of the same size that tell how well the classifier does on others.</param>
public sealed record ImageClassificationSettings(LabelledImages Training, LabelledImages Test)
{
    /// <summary>The step sizes of gradient descent.</summary>
    public ImmutableArray<double> GradientSteps { get; init; } = [1, 2, 3];

    /// <summary>How many steps each run of gradient descent takes.</summary>
    public int GradientStepCount { get; init; } = 2250;

    /// <summary>The dampings lambda of natural gradient descent, whose step size is 1.</summary>
    public ImmutableArray<double> Dampings { get; init; } = [.1, .01, .001];

    /// <summary>How many steps each run of natural gradient descent takes.</summary>
    public int NaturalStepCount { get; init; } = 20;
}
