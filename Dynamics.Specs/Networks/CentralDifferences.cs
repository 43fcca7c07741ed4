using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// The central differences of a function of θ against its derivative, over some directions. Three steps, √2 apart, follow from the
/// function: the smallest that its noise does not disturb, or the one above it, if its quotients converge there like h² to anything at
/// all. That larger steps seem to, where these do not, is an accident.
/// </summary>
/// <param name="product">What the derivative is called.</param>
/// <param name="function">Of θ; by noise its components scatter.</param>
/// <param name="derivative">At θ, times a direction.</param>
public sealed class CentralDifferences(
    ModelAtPoint at, string product, Func<Vector<double>, Vector<double>> function, Func<Vector<double>, Vector<double>> derivative)
{
    /// <summary>√n of a layer with 10,000 inputs; far below 1 / √u, where half of the digits are lost.</summary>
    public const double MostRoundings = 100;

    const int Smallest = 10, Largest = 3;

    /// <summary>Noise of this share of the error, times the step h, moves a slope by 2 × share × h / log √2, less than h.</summary>
    const double ShareOfNoise = .17;

    readonly IReadOnlyList<Vector<double>> _directions = at.RelativeDirections;
    readonly Dictionary<double, Vector<double>[]> _quotients = [];
    readonly Lazy<Vector<double>[]> _products = new(() => [.. at.RelativeDirections.Select(derivative)]);

    public Measurement ApproachTheDerivative() => Approach(derivative);

    public Measurement ApproachTheDerivativeTimes(double factor) => Approach(u => factor * derivative(u));

    /// <param name="taken">What is taken for the derivative, times a direction: the steps do not depend on it.</param>
    public Measurement Approach(Func<Vector<double>, Vector<double>> taken)
    {
        Vector<double>[] products = [.. _directions.Select(taken)];
        var noise = Math.Sqrt(_directions.Count / 2.0) * at.NoiseOf(moved => function(moved.Theta)).Bound(Noise.Chance);
        var smallest = Enumerable.Range(Largest, Smallest - Largest + 1).Select(k => Math.Pow(2, -k)).Reverse()
            .Where(h => noise / h < ShareOfNoise * h * Error(h, _products.Value)).Take(2).FirstOrDefault(Converges);
        if (smallest == 0 && !Moves && products.Any(it => it.L2Norm() > Math.Max(noise, Roundings))) smallest = Math.Pow(2, -Largest);
        return smallest == 0 ? Measurement.NoCase(IsLinear(noise) ? "f is linear in θ, but for noise: quotients do not depend on the step"
                : "the quotients do not converge like h² at any step that is above their noise")
            : Measure.Shrinks($"central difference − {product}", Steps(smallest), [.. Steps(smallest).Select(h => Error(h, products))]);
    }

    /// <summary>Whether the function changes with θ at all: one that does not has no quotients that could converge.</summary>
    bool Moves => Quotients(Math.Pow(2, -Largest)).Any(quotient => quotient.AbsoluteMaximum() > 0);

    /// <summary>What is left of a derivative that vanishes, in a direction that moves every parameter by its own size.</summary>
    double Roundings => MostRoundings * at.Model.UnitRoundoff * At(at.Theta).L2Norm();

    bool IsLinear(double noise)
    {
        var large = Math.Pow(2, -Largest);
        return Apart(Quotients(large), Quotients(large / 2)) <= 2 * noise / large;
    }

    static double[] Steps(double smallest) => [2 * smallest, Math.Sqrt(2) * smallest, smallest];

    /// <summary>
    /// Whether the differences of neighbouring quotients, which know nothing of the derivative, fall like h²: a next term β h⁴ moves their
    /// slope by (6 − 3) β h² / log √2, and that of the error by (4 − 2) β h² / log √2, so 3 h for the one are 2 h for the other.
    /// </summary>
    bool Converges(double h)
    {
        Vector<double>[][] quotients = [.. Steps(h).Select(Quotients)];
        var (large, small) = (Apart(quotients[0], quotients[1]), Apart(quotients[1], quotients[2]));
        return Math.Log(large / small) / Math.Log(Math.Sqrt(2)) > 2 - 3 * h;
    }

    double Error(double h, Vector<double>[] products) => Apart(Quotients(h), products);

    static double Apart(Vector<double>[] a, Vector<double>[] b) => a.Zip(b, (x, y) => (x - y).L2Norm()).Norm();

    Vector<double>[] Quotients(double h) => _quotients.TryGetValue(h, out var found) ? found
        : _quotients[h] = [.. _directions.Select(u => (At(at.Theta + h * u) - At(at.Theta - h * u)) / (2 * h))];

    Vector<double> At(Vector<double> theta)
    {
        var value = function(theta);
        if (value.Exists(x => !double.IsFinite(x), Zeros.Include))
            throw new NotFiniteNumberException($"What {product} is the derivative of is not finite at a point near θ: {value}");
        return value;
    }
}
