using System.Collections.Immutable;
using Dynamics.Data;
using Dynamics.Geometry;

namespace Dynamics.Experiments;

/// <summary>What <see cref="ImageClassification.Run"/> compares.</summary>
/// <param name="Training">The images that the loss is about.</param>
/// <param name="Test">Images of the same size that tell how well the classifier does on others.</param>
public sealed record ImageClassificationSettings(LabelledImages Training, LabelledImages Test)
{
    /// <summary>The images that the loss is about.</summary>
    public LabelledImages Training { get; init => field = Require.There(value, nameof(Training)); } =
        Require.There(Training, nameof(Training));

    /// <summary>Images of the same size that tell how well the classifier does on others.</summary>
    public LabelledImages Test { get; init => field = Require.There(value, nameof(Test)); } = Require.There(Test, nameof(Test));

    /// <summary>The step sizes of gradient descent.</summary>
    public ImmutableArray<double> GradientSteps
    {
        get;
        init => field = Require.Each(value, nameof(GradientSteps), Require.Positive);
    } = [1, 2, 3];

    /// <summary>How many steps each run of gradient descent takes.</summary>
    public int GradientStepCount { get; init => field = Require.Steps(value, nameof(GradientStepCount)); } = 2250;

    /// <summary>The dampings lambda of natural gradient descent, whose step size is 1.</summary>
    public ImmutableArray<double> Dampings
    {
        get;
        init => field = Require.Each(value, nameof(Dampings), Require.NotNegative);
    } = [.1, .01, .001];

    /// <summary>How many steps each run of natural gradient descent takes.</summary>
    public int NaturalStepCount { get; init => field = Require.Steps(value, nameof(NaturalStepCount)); } = 20;
}
