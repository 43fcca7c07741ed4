using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Reproducibility;

/// <summary>Every kind of computation of Geometry and of phase 1, small, as numbers whose bits must not depend on the machine.</summary>
public static class GeometryFingerprints
{
    public static IEnumerable<(string Name, Func<IEnumerable<double>> Values)> All()
    {
        (IStatisticalModel Model, double[] Theta)[] subjects =
        [
            (new Bernoulli(), [.7]),
            (new Categorical(4), [.3, -1.1, 2]),
            (new Softmax(3), [1.5, -.2, .4]),
            (new Poisson(), [1.3]),
            (new Gaussian(), [.4, -.8]),
            (new GaussianNatural(), [.4, -.8]),
            (new GaussianMean(2), [1.25, -3]),
            (new CurvedValleyModel(), [-1.2, 1]),
            (new MultivariateGaussian(), [.3, -1, .2, .5, -.4]),
            (new Exponential(), [.45]),
            (new NonlinearRegression(Vector([.2, 1, 2.5]), .1), [1.1, .6, .4]),
            (new UniformUpTo(), [1.4]),
            (new LaplaceLocation(), [-.3]),
            (Regression(), Ramp(9)),
            (new Conditional(new LinearPredictor(Inputs(), 1), new Poisson()), [.2, -.4, .1]),
            (new Reparameterised(new Gaussian(), Chart()), [.3, .2]),
            (new IndependentObservations(new Bernoulli(), 3), [-.4]),
            (new Conditional(Linear(), new GaussianMean(2)), Ramp(6)),
            (Coarse(), [.3, -1.1]),
            (new GivenSeen(Coarse(), 1), [.3, -1.1]),
        ];
        foreach ((var model, var theta) in subjects)
        {
            yield return ($"{model}: expectation", () => Entries(model.Expectation(Vector(theta))));
            yield return ($"{model}: Fisher information by the score", () => FisherInformation.ByScore(model, Vector(theta)).Enumerate());
            yield return ($"{model}: Fisher information by the Hessian", () =>
                FisherInformation.ByHessian(model, Vector(theta)).Enumerate());
            yield return ($"{model}: Kullback-Leibler divergence", () =>
                [Divergence.KullbackLeibler(model, Vector(theta), Vector(theta) + .01)]);
        }

        foreach ((var model, var theta) in subjects)
            if (model is IExponentialFamily family)
                yield return ($"{model}: dual coordinates", () => DualCoordinatesOf(family, Vector(theta)));
        yield return ("mirror descent", () =>
            MirrorDescent.WithLogPartition(new Categorical(3)).Step(Vector([.5, -1]), Vector([.1, -.2]), .5));
        yield return ("Laplace's approximation", () => [LaplaceApproximation.LogEvidence(-3, Metric())]);
        yield return ("Gaussian geodesic", () => Enumerable.Range(0, 9)
            .Select(i => GaussianGeodesic.Between((-1.5, .4), (2, 1.1 + i)).At(i / 8.0)).SelectMany(p => (double[])[p.Mean, p.Scale])
            .Append(GaussianGeodesic.Between((-1.5, .4), (2, 1.1)).Length));

        yield return ("Gauss-Newton", () => FisherInformation.ByGaussNewton(Regression(), Vector(Ramp(9))).Enumerate());
        yield return ("Gauss-Newton at labels", () => GaussNewton.AtLabels(
            Regression(), Vector(Ramp(9)), Matrix<double>.Build.Dense(3, 1, (row, _) => row)).Enumerate());
        yield return ("Gauss-Hermite rules", () =>
            new[] { 3, 8, 33 }.Select(GaussHermite.Rule).SelectMany(rule => rule.Nodes.Concat(rule.Weights)));
        yield return ("Gauss-Laguerre and Gauss-Legendre rules", () => new[] { 3, 8, 33 }.SelectMany(n => (double[])
            [.. GaussLaguerre.Rule(n).Nodes, .. GaussLaguerre.Rule(n).Weights,
                .. GaussLegendre.Rule(n).Nodes, .. GaussLegendre.Rule(n).Weights]));
        yield return ("closed forms of the Fisher information", () =>
            new MultivariateGaussian(3).ClosedFormFisher(Vector(Ramp(9))).Enumerate()
            .Concat(new NonlinearRegression(Vector([.2, 1, 2.5])).ClosedFormFisher(Vector([1.1, .6, .4])).Enumerate()));
        yield return ("Amari-Chentsov tensor", () => [AmariChentsovTensor.Along(new Gaussian(), Vector([.4, -.8]), Vector([.3, 1]))]);
        yield return ("empirical Fisher", () =>
            EmpiricalFisher.Of(new Gaussian(), Vector([.4, -.8]), Inputs().SubMatrix(0, 3, 0, 1)).Enumerate());
        yield return ("Monte-Carlo Fisher", () => new (ISampleable Model, double[] Theta)[]
            {
                (new Bernoulli(), [.7]), (new Categorical(4), [.3, -1.1, 2]), (new Gaussian(), [.4, -.8]), (new Exponential(), [.45]),
            }
            .SelectMany(subject => MonteCarloFisher.Of(subject.Model, Vector(subject.Theta), 50, RandomStream.FromSeed(7)).Enumerate()));
        yield return ("derivatives of the elementary functions", () => Enumerable.Range(1, 8).SelectMany(
            i => Entries(new Everything(), Vector([i * .31, 2.5 / i]))));
        yield return ("charts", () => Chart().Jacobian(Vector([.3, .2])).Enumerate().Concat(Chart().Inverse(Vector([.3, .2]))));
        yield return ("natural gradient", () => NaturalGradient.Direction(Metric(), Vector([1, 2]))
            .Concat(NaturalGradient.Damped(Metric(), Vector([1, 2]), .1)));
        yield return ("natural gradient through the kernel", () => KernelNaturalGradient.MinimumNorm(Metric(), Vector([1, 2]))
            .Concat(KernelNaturalGradient.Damped(Inputs(), Vector([1, 2, -1]), .1)));
        yield return ("online natural gradient", () => OnlineNaturalGradient.From(Vector([.4, -1]), Metric())
            .Next(Metric() / 3, Vector([1, 2])).Next(Metric() * .7, Vector([-.3, .1])).Theta);
        yield return ("Kalman filter", () => Entries(
            new KalmanFilter(Vector([.4, -1]), Metric()).Observe(Vector([1, .3, -.2]), Inputs(), Matrix<double>.Build.DenseIdentity(3))));
        yield return ("Kronecker factors", () => Factors().Block().Enumerate().Concat(Factors().Direction(Metric()).Enumerate()));
        yield return ("outputs and their Jacobian", () =>
            Linear().Outputs(Vector(Ramp(6))).Concat(Linear().Jacobian(Vector(Ramp(6))).Enumerate()));
        yield return ("natural gradient flow", () => new NaturalGradientFlow(
                new Categorical(3), new CrossEntropy(new Categorical(3), new Categorical(3).Expectation(Vector([.5, -1]))))
            .Integrate(Vector([-.5, 1]), 1, 4).SelectMany(theta => theta));
        yield return ("curved valley", () => CurvedValley.Run(new()
        {
            GradientDescent = [new(.0039, 40)],
            NaturalGradient = [new(1, 5), new(.1, 20)],
        }).Paths.SelectMany(Entries));
    }

    static SoftmaxRegression Regression() => new(Inputs(), 3);

    static LinearPredictor Linear() => new(OtherInputs(), 2);

    static KroneckerFactors Factors() => new(OtherInputs(), Metric(), 2 * Metric(), Metric());

    static Matrix<double> OtherInputs() => Matrix<double>.Build.DenseOfRowMajor(3, 2, [1, -.5, .3, .8, -1, .2]);

    static SeenThrough Coarse() => new(new Categorical(3), new(Matrix<double>.Build.DenseOfRowMajor(2, 3, [.2, .5, .9, .8, .5, .1])));

    static Matrix<double> Inputs() => Matrix<double>.Build.Dense(3, 2, (row, column) => (row - .8) * (column + .3));

    static Matrix<double> Metric() => Matrix<double>.Build.DenseOfRowMajor(2, 2, [2, .3, .3, 1]);

    static IChart Chart() => new ComposedChart(
        new AffineChart(Metric(), Vector([.1, -.2])), new ShearChart(Matrix<double>.Build.Dense(2, 2, .7)));

    static double[] Ramp(int length) => [.. Enumerable.Range(0, length).Select(i => .1 * i - .37)];

    static Vector<double> Vector(double[] entries) => Vector<double>.Build.Dense(entries);

    static IEnumerable<double> Entries(ExpectationRule rule) => Enumerable.Range(0, rule.Count)
        .SelectMany(i => (double[])[.. rule.Outcome(i), rule.Weight(i)])
        .Append(rule.TruncationError);

    static IEnumerable<double> Entries(KalmanFilter filter) => filter.Mean.Concat(filter.Covariance.Enumerate());

    static IEnumerable<double> Entries(IScalarFunction f, Vector<double> x) =>
        [Differentiate.Value(f, x), .. Differentiate.Gradient(f, x), .. Differentiate.Hessian(f, x).Enumerate()];

    static IEnumerable<double> DualCoordinatesOf(IExponentialFamily family, Vector<double> theta)
    {
        var eta = family.MeanParameters(theta);
        return Entries(new LogPartition(family), theta).Concat(Entries(new NegativeEntropy(family), eta))
            .Concat(family.MixtureGeodesic(theta, theta * .5, .3)).Concat(DualCoordinates.ExponentialGeodesic(theta, theta * .5, .3));
    }

    static IEnumerable<double> Entries(ValleyPath path) => path.Points
        .SelectMany(point => (double[])[point.X, point.Y, point.Loss])
        .Concat([path.FisherLength, path.LengthOverGeodesic, path.DeviationFromGeodesic, path.SignFlips]);

    sealed class Everything : IScalarFunction
    {
        public T Evaluate<T>(ReadOnlySpan<T> x)
            where T : struct, IScalar<T> =>
            T.Exp(-x[0]) * T.Sin(x[1]) + T.Log(x[0]) / T.Cos(x[1] * .1) + T.Tanh(x[0] - x[1]) * T.Erf(x[1])
            + T.Expm1(x[0] * .01) - T.Log1p(x[1]) * T.Sqrt(x[0]) + T.Softplus(x[1] - 1) + LogSumExp.Of(x);
    }
}
