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
        ArgumentNullException.ThrowIfNull(settings);
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
            naturalWork / training.GradientOperations,
            settings.Test.Count);

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
                    points.Add(new(
                        step, step * operations / training.GradientOperations, at.Loss, at.ErrorRate, test.At(theta).ErrorRate));
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
