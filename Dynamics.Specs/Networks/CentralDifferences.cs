using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// The central differences of a function of θ against its derivative, over some directions. Steps follow from the noise of the function:
/// the smallest three, halved twice, that noise does not disturb.
/// </summary>
/// <param name="product">What the derivative is called.</param>
/// <param name="function">Of θ; by noise its components scatter.</param>
/// <param name="derivative">At θ, times a direction.</param>
sealed class CentralDifferences(ModelAtPoint at, string product, Func<Vector<double>, Vector<double>> function, Func<Vector<double>, Vector<double>> derivative)
{
    const int Smallest = 10, Largest = 3;

    /// <summary>Noise of this share of the error, times the step, moves a slope by at most a tenth of the step.</summary>
    const double ShareOfNoise = .1;

    readonly IReadOnlyList<Vector<double>> _directions = at.RelativeDirections;
    readonly Dictionary<double, Vector<double>[]> _quotients = [];
    readonly Lazy<Vector<double>[]> _products = new(() => [.. at.RelativeDirections.Select(derivative)]);

    /// <param name="mistaken">What is taken for the derivative, from the derivative: the steps do not depend on it.</param>
    public Measurement Approach(Func<Vector<double>, Vector<double>> mistaken)
    {
        var noise = Math.Sqrt(_directions.Count / 2.0) * at.NoiseOf(moved => function(moved.Theta)).Bound(Noise.Chance);
        var smallest = Enumerable.Range(Largest, Smallest - Largest + 1).Select(k => Math.Pow(2, -k)).Reverse()
            .FirstOrDefault(h => noise / h < ShareOfNoise * h * Error(h, derivative => derivative));
        double[] steps = [4 * smallest, 2 * smallest, smallest];
        return smallest == 0 ? Measurement.NoCase("the error of the differences drowns in noise at every step")
            : Measure.Shrinks($"central difference − {product}", steps, [.. steps.Select(h => Error(h, mistaken))]);
    }

    double Error(double h, Func<Vector<double>, Vector<double>> mistaken) =>
        Math.Sqrt(Quotients(h).Zip(_products.Value, (quotient, exact) => (quotient - mistaken(exact)).L2Norm()).Sum(error => error * error));

    Vector<double>[] Quotients(double h) => _quotients.TryGetValue(h, out var found) ? found
        : _quotients[h] = [.. _directions.Select(u => (function(at.Theta + h * u) - function(at.Theta - h * u)) / (2 * h))];
}
