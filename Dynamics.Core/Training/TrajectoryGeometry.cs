using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>What the scalar products of T points tell about the path through them. They may be taken from any origin.</summary>
public sealed class TrajectoryGeometry
{
    readonly Matrix<double> _gram;

    /// <summary>The geometry of points with given scalar products.</summary>
    /// <param name="gram">T x T, symmetric.</param>
    /// <exception cref="ArgumentException">It is not square, or a number is not finite.</exception>
    public TrajectoryGeometry(Matrix<double> gram)
    {
        Require.Shape(gram, gram.RowCount, gram.RowCount, nameof(gram));
        Require.Finite(gram, nameof(gram));
        _gram = gram;
    }

    /// <summary>T.</summary>
    public int Count => _gram.RowCount;

    /// <summary>The first to the last of some points that follow each other.</summary>
    /// <param name="first">From 0.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such points.</exception>
    public TrajectoryGeometry Part(int first, int count)
    {
        if (first < 0 || count < 1 || first + count > Count)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"count is {count} from {first} on; there are {Count} points.");
        return new(_gram.SubMatrix(first, count, first, count));
    }

    /// <summary>|theta_j - theta_i|.</summary>
    /// <param name="i">From 0 to T - 1.</param>
    /// <param name="j">From 0 to T - 1.</param>
    public double Distance(int i, int j) => Math.Sqrt(SquaredDistance(i, j));

    /// <summary>From each point to the next, length T - 1.</summary>
    public IReadOnlyList<double> StepLengths => [.. Enumerable.Range(1, Count - 1).Select(t => Distance(t - 1, t))];

    /// <summary>The sum of the step lengths.</summary>
    public double PathLength => StepLengths.Sum();

    /// <summary>Path length over the distance of the ends: 1 for a straight path.</summary>
    public double Tortuosity => PathLength / Distance(0, Count - 1);

    /// <summary>The mean of |theta_(t + lag) - theta_t|^2 over t.</summary>
    /// <param name="lag">From 1 to T - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No two points are so far apart in time.</exception>
    public double MeanSquaredDisplacement(int lag)
    {
        if (lag < 1 || lag >= Count)
            throw new ArgumentOutOfRangeException(nameof(lag), lag, $"lag is {lag}; it needs to be from 1 to {Count - 1}.");
        return Enumerable.Range(0, Count - lag).Average(t => SquaredDistance(t, t + lag));
    }

    /// <summary>
    /// The slope of log mean-squared displacement against log lag, by least squares over lags 1, 2, 4 .. up to a quarter of T: 1 for a
    /// random walk, 2 for a straight path at constant speed, 0 where the path stays in one place.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are less than 9 points, so no two lags.</exception>
    public double DisplacementExponent
    {
        get
        {
            if (Count < 9) throw new InvalidOperationException($"The trajectory has {Count} points; the exponent needs 9.");
            var (xs, ys) = (new List<double>(), new List<double>());
            for (var lag = 1; 4 * lag <= Count - 1; lag *= 2)
            {
                xs.Add(Elementary.Log(lag));
                ys.Add(Elementary.Log(MeanSquaredDisplacement(lag)));
            }

            var (x, y) = (xs.Average(), ys.Average());
            return xs.Zip(ys, (a, b) => (a - x) * (b - y)).Sum() / xs.Sum(a => (a - x) * (a - x));
        }
    }

    /// <summary>The cosine of each step with the one before, length T - 2; not a number beside a step of length 0.</summary>
    public IReadOnlyList<double> StepCosines => [.. Enumerable.Range(1, Count - 2).Select(t =>
        ((_gram[t + 1, t] - _gram[t + 1, t - 1] - _gram[t, t] + _gram[t, t - 1]) / (Distance(t - 1, t) * Distance(t, t + 1))))];

    /// <summary>Principal components of the points around their mean.</summary>
    /// <param name="count">How many, from 1 to T - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    /// <exception cref="InvalidOperationException">All points are the same.</exception>
    public PrincipalComponents PrincipalComponents(int count) => Training.PrincipalComponents.Of(_gram, count);

    double SquaredDistance(int i, int j) => Math.Max(0, _gram[i, i] - 2 * _gram[Math.Max(i, j), Math.Min(i, j)] + _gram[j, j]);
}
