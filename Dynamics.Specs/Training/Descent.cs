using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>Steps of Core's gradient descent along a gradient that is given.</summary>
static class Descent
{
    /// <summary>θ after one step.</summary>
    public static Vector<double> Step(Vector<double> theta, Vector<double> gradient, double rate, double weightDecay = 0)
    {
        var run = new TrainingRun(new Given(gradient), new GradientDescent(rate, weightDecay: weightDecay), theta);
        run.Run(1);
        return run.Parameters;
    }

    sealed class Given(Vector<double> there) : IGradientOracle
    {
        public int ParameterCount => there.Count;

        public double ValueAndGradient(int step, Vector<double> parameters, Vector<double> gradient)
        {
            there.CopyTo(gradient);
            return 0;
        }
    }
}
