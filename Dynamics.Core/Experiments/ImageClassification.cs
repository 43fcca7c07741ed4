using System.Collections.Immutable;
using Dynamics.Data;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Experiments;

/// <summary>
/// Softmax regression on images, full batch, from theta = 0: gradient descent, theta - eta grad L, beside damped natural gradient
/// descent, theta - (F + lambda I)^-1 grad L. Here F is the Hessian as well, so that the latter is a damped Newton method.
/// </summary>
public static class ImageClassification
{
    /// <summary>Runs all that the settings ask for.</summary>
    /// <exception cref="DivergedException">A run's loss stops being finite; names the step.</exception>
    /// <exception cref="ArgumentException">The two sets of images do not have the same size and classes.</exception>
    public static ImageClassificationResult Run(ImageClassificationSettings settings)
    {
        var (training, test) = (LossOn(settings.Training), LossOn(settings.Test));
        if (training.ParameterCount != test.ParameterCount)
            throw new ArgumentException(
                $"{test} has {test.ParameterCount} parameters; the training images need {training.ParameterCount}.", nameof(settings));
        var naturalWork = training.GradientOperations + training.FisherOperations + training.SolutionOperations;
        return new(
            [.. settings.GradientSteps.Select(eta => Follow(
                GradientMethod.Plain, eta, settings.GradientStepCount, training.GradientOperations,
                (theta, at) => theta - eta * at.Gradient()))],
            [.. settings.Dampings.Select(damping => Follow(
                GradientMethod.Natural, damping, settings.NaturalStepCount, naturalWork,
                (theta, at) => theta - NaturalGradient.Damped(at.FisherInformation(), at.Gradient(), damping)))],
            naturalWork / training.GradientOperations);

        ClassificationRun Follow(
            GradientMethod method, double setting, int steps, double operations,
            Func<Vector<double>, SoftmaxRegressionPoint, Vector<double>> next)
        {
            var theta = Vector<double>.Build.Dense(training.ParameterCount);
            var points = new List<ClassificationPoint>();
            var (rises, before) = (0, double.PositiveInfinity);
            for (var step = 0; step <= steps; step++)
            {
                var at = training.At(theta);
                if (at.Loss > before)
                    rises++;
                before = at.Loss;
                if (IsRecorded(step) || step == steps)
                    points.Add(new(step, step * operations / training.GradientOperations, at.Loss, at.ErrorRate, test.At(theta).ErrorRate));
                if (step < steps)
                    theta = next(theta, at);
                DivergedException.ThrowIfNotFinite(theta, step + 1);
            }
            return new(method, setting, rises, points);
        }
    }

    /// <summary>Every one of the first 16 steps, then some 8 to 16 of each octave.</summary>
    static bool IsRecorded(int step)
    {
        var stride = 1;
        while (stride * 16 <= step)
            stride *= 2;
        return step % stride == 0;
    }

    static SoftmaxRegressionLoss LossOn(LabelledImages images) => new(images.Pixels, images.Labels, images.Classes);
}

/// <summary>What <see cref="ImageClassification.Run"/> compares.</summary>
/// <param name="Training">The images that the loss is about.</param>
/// <param name="Test">Images of the same size that tell how well the classifier does on others.</param>
public sealed record ImageClassificationSettings(LabelledImages Training, LabelledImages Test)
{
    /// <summary>The step sizes of gradient descent.</summary>
    public ImmutableArray<double> GradientSteps { get; init; } = [1, 2, 3, 4];

    /// <summary>How many steps each run of gradient descent takes.</summary>
    public int GradientStepCount { get; init; } = 2250;

    /// <summary>The dampings lambda of natural gradient descent, whose step size is 1.</summary>
    public ImmutableArray<double> Dampings { get; init; } = [.1, .01, .001];

    /// <summary>How many steps each run of natural gradient descent takes.</summary>
    public int NaturalStepCount { get; init; } = 20;
}

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
public sealed record ClassificationRun(GradientMethod Method, double Setting, int Rises, IReadOnlyList<ClassificationPoint> Points);

/// <summary>What the runs did.</summary>
/// <param name="Plain">Gradient descent, in the order of the settings.</param>
/// <param name="Natural">Natural gradient descent, in the order of the settings.</param>
/// <param name="WorkOfNaturalStep">The floating-point operations of a step of natural gradient descent over those of a gradient.</param>
public sealed record ImageClassificationResult(
    IReadOnlyList<ClassificationRun> Plain, IReadOnlyList<ClassificationRun> Natural, double WorkOfNaturalStep)
{
    /// <summary>The run of gradient descent with the lowest training loss at its end.</summary>
    public ClassificationRun BestPlain => Plain.MinBy(run => run.Points[^1].Loss)!;
}
