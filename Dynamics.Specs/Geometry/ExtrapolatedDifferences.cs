namespace Dynamics.Specs.Geometry;

/// <summary>
/// Central differences at halved steps, extrapolated to none, and by how much the last of them changed each (Richardson 1911).
/// </summary>
static class ExtrapolatedDifferences
{
    /// <param name="quotients">Of a step: central differences of some functions.</param>
    /// <param name="largest">The first step.</param>
    /// <param name="smallest">The last one, a power of two smaller.</param>
    public static (double[] Value, double[] LastChange) Of(Func<double, double[]> quotients, double largest, double smallest)
    {
        double[][] before = [];
        for (var h = largest; h >= smallest; h /= 2)
        {
            double[][] row = [quotients(h), .. before];
            for (var k = 1; k < row.Length; k++)
                row[k] = [.. row[k - 1].Zip(before[k - 1], (fine, coarse) => fine + (fine - coarse) / ((1 << 2 * k) - 1))];
            before = row;
        }

        return (before[^1], [.. before[^1].Zip(before[^2], (last, one) => last - one)]);
    }
}
