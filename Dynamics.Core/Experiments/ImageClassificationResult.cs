namespace Dynamics.Experiments;

/// <summary>A classifier on the way.</summary>
/// <param name="Step">The number of steps so far.</param>
/// <param name="Work">The floating-point operations so far, in units of those of one gradient.</param>
/// <param name="Loss">The mean cross-entropy on the training images, in nats.</param>
/// <param name="TrainingError">The share of training images classified wrongly.</param>
/// <param name="TestError">The share of test images classified wrongly.</param>
public readonly record struct ClassificationPoint(int Step, double Work, double Loss, double TrainingError, double TestError);

/// <summary>One run.</summary>
/// <param name="Method">Plain or natural gradient descent.</param>
/// <param name="Setting">The step size of plain gradient descent; the damping of natural gradient descent.</param>
/// <param name="Rises">The number of steps that made the training loss larger.</param>
/// <param name="Points">The start, the first 16 steps, and ever fewer of the later ones.</param>
public sealed record ClassificationRun(GradientMethod Method, double Setting, int Rises, IReadOnlyList<ClassificationPoint> Points)
{
    /// <summary>The first of the points whose training loss is at most a given one, if there is one.</summary>
    public ClassificationPoint? FirstBelow(double loss)
    {
        if (double.IsNaN(loss)) throw new ArgumentException("loss is not a number.", nameof(loss));
        foreach (var point in Points)
            if (point.Loss <= loss)
                return point;
        return null;
    }
}

/// <summary>What the runs did.</summary>
/// <param name="Plain">Gradient descent, in the order of the settings.</param>
/// <param name="Natural">Natural gradient descent, in the order of the settings.</param>
/// <param name="WorkOfNaturalStep">The floating-point operations of a step of natural gradient descent over those of a gradient.</param>
/// <param name="TestCount">The number of test images.</param>
public sealed record ImageClassificationResult(
    IReadOnlyList<ClassificationRun> Plain, IReadOnlyList<ClassificationRun> Natural, double WorkOfNaturalStep, int TestCount)
{
    /// <summary>The standard error of a test error: that of a share among so many independent images.</summary>
    public double StandardErrorOf(double testError) => Math.Sqrt(testError * (1 - testError) / TestCount);

    /// <summary>
    /// The run of gradient descent with the lowest training loss at its end among those whose loss never rose, if there is one.
    /// </summary>
    public ClassificationRun? BestStablePlain => Plain.Where(run => run.Rises == 0).MinBy(run => run.Points[^1].Loss);

    /// <summary>The run of gradient descent with the lowest training loss at its end.</summary>
    public ClassificationRun BestPlain => Plain.MinBy(run => run.Points[^1].Loss)!;
}
