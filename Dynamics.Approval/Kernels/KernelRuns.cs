using Dynamics.Data;
using Dynamics.Experiments;

namespace Dynamics.Approval;

/// <summary>The images behind the figures of phase 2.</summary>
static class KernelRuns
{
    public const int Images = 1000;
    public const int ProbeCount = 100;

    public static KernelEvolutionSettings Settings { get; } = new(
        LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Train, Images),
        LabelledImages.Load(FashionMnistSubset.Folder, DataSplit.Test, ProbeCount))
    { Threads = 2 };

    /// <summary>Gradient descent on fewer images, so that many widths and seeds are in reach.</summary>
    public static KernelEvolutionSettings Descent(int images) =>
        Settings with { Training = Settings.Training.Take(images), Rule = TrainingRule.GradientDescent, LearningRate = 1 };
}
