namespace Dynamics.Specs.Kernels;

/// <summary>
/// Moments at one input of ReLU networks without biases, exact at every width. Given its input a layer multiplies |h|² by an independent
/// mean of n numbers y = 2 relu(z)², of mean 1: their second moment is 6, and the cumulants of y are 1, 5, 44 and 558.
/// </summary>
static class ReluMoments
{
    /// <summary>E[q²], q = |h|² of the last hidden layer over its mean: the product of 1 + 5 / n_l.</summary>
    public static double SquareOfTheSize(IEnumerable<int> widths) => widths.Aggregate(1.0, (product, n) => product * (1 + 5.0 / n));

    /// <summary>E[q⁴]: a mean of n numbers has the cumulants 1, 5 / n, 44 / n² and 558 / n³.</summary>
    public static double FourthOfTheSize(IEnumerable<int> widths) => widths.Aggregate(1.0, (product, width) =>
    {
        var n = (double)width;
        var (second, third, fourth) = (5 / n, 44 / (n * n), 558 / (n * n * n));
        return product * (1 + 6 * second + 4 * third + fourth + 3 * second * second);
    });

    /// <summary>
    /// E[Θ_n²] / Θ². The share T_l of each layer of weights has the law of q; of two, the layers below both and above both multiply as
    /// they do in q², and those between by a matrix that carries E[|a|² |b|²] and E[(a · b)²] of what goes up and what comes down.
    /// As Θ_n / Θ is a mean of the shares, its fourth moment is at most that of q.
    /// </summary>
    public static double SquareOfTheKernel(IReadOnlyList<int> widths)
    {
        var layers = widths.Count + 1;
        var sum = 0.0;
        for (var l = 0; l < layers; l++)
            for (var m = 0; m < layers; m++)
                sum += OfTwoShares(widths, Math.Min(l, m), Math.Max(l, m));
        return sum / (layers * layers);
    }

    /// <summary>E[T_l T_m] of the layers of weights l and m, from zero: hidden layer k lies between weights k and k + 1.</summary>
    static double OfTwoShares(IReadOnlyList<int> widths, int lower, int upper)
    {
        var (norms, products) = (1.0, 0.0);
        for (var k = lower; k < upper; k++)
        {
            var n = (double)widths[k];
            (norms, products) = ((1 + 1 / n) * norms + 4 / n * products, 2 / n * norms + (1 + 3 / n) * products);
        }

        return SquareOfTheSize(widths.Take(lower)) * norms * SquareOfTheSize(widths.Skip(upper));
    }
}
