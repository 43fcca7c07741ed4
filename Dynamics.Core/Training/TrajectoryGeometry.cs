using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Training;

/// <summary>What the scalar products of the steps of a path through T points tell about it. It may be shared between threads.</summary>
public sealed class TrajectoryGeometry
{
    /// <summary>Of the points, from any origin.</summary>
    readonly Matrix<double> _gram;

    /// <summary>Of the steps, each in the place of the point at its end; the first point has none, and zeros.</summary>
    readonly Matrix<double> _steps;
    readonly Lazy<double[,]> _squaredDistances;

    /// <summary>The geometry of points with given scalar products, from any origin; steps much shorter than the points are far from the
    /// origin are better told by <see cref="Trajectory"/>.</summary>
    /// <param name="gram">T x T, symmetric; it is copied.</param>
    /// <exception cref="ArgumentException">It is empty, not square or not symmetric, or a number is not finite.</exception>
    public TrajectoryGeometry(Matrix<double> gram)
        : this(Checked(gram).Clone(), StepsOf(gram))
    {
    }

    TrajectoryGeometry(Matrix<double> gram, Matrix<double> steps) =>
        (_gram, _steps, _squaredDistances) = (gram, steps, new(SquaredDistances));

    /// <param name="steps">T x T: the scalar products of the steps to each point from the one before, zeros for the first.</param>
    internal static TrajectoryGeometry OfSteps(Matrix<double> steps) => new(PointsOf(steps), steps);

    /// <summary>T.</summary>
    public int Count => _gram.RowCount;

    /// <summary>The first to the last of some points that follow each other.</summary>
    /// <param name="first">From 0.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no such points.</exception>
    public TrajectoryGeometry Part(int first, int count)
    {
        Require.Between(first, 0, Count - 1, nameof(first));
        Require.Between(count, 1, Count - first, nameof(count));
        var steps = _steps.SubMatrix(first, count, first, count);
        steps.ClearRow(0);
        steps.ClearColumn(0);
        return new(_gram.SubMatrix(first, count, first, count), steps);
    }

    /// <summary>|theta_j - theta_i|.</summary>
    /// <param name="i">From 0 to T - 1.</param>
    /// <param name="j">From 0 to T - 1.</param>
    public double Distance(int i, int j) => Math.Sqrt(_squaredDistances.Value[
        Require.Between(i, 0, Count - 1, nameof(i)), Require.Between(j, 0, Count - 1, nameof(j))]);

    /// <summary>From each point to the next, length T - 1.</summary>
    public IReadOnlyList<double> StepLengths => [.. Enumerable.Range(1, Count - 1).Select(t => Distance(t - 1, t))];

    /// <summary>The sum of the step lengths.</summary>
    public double PathLength => StepLengths.Sum();

    /// <summary>Path length over the distance of the ends: 1 for a straight path.</summary>
    /// <exception cref="InvalidOperationException">All points are the same.</exception>
    public double Tortuosity => PathLength is var length and not 0 ? length / Distance(0, Count - 1)
        : throw new InvalidOperationException("All points are the same; the path has no length.");

    /// <summary>The mean of |theta_(t + lag) - theta_t|^2 over t.</summary>
    /// <param name="lag">From 1 to T - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">No two points are so far apart in time.</exception>
    public double MeanSquaredDisplacement(int lag)
    {
        Require.Between(lag, 1, Count - 1, nameof(lag));
        return Enumerable.Range(0, Count - lag).Average(t => _squaredDistances.Value[t, t + lag]);
    }

    /// <summary>
    /// The slope of log mean-squared displacement against log lag, by least squares over lags 1, 2, 4 .. up to a quarter of T: 1 for a
    /// random walk, 2 for a straight path at constant speed, 0 where the path stays in one place.
    /// </summary>
    /// <exception cref="InvalidOperationException">There are less than 9 points, so no two lags, or a displacement is zero.</exception>
    public double DisplacementExponent
    {
        get
        {
            if (Count < 9) throw new InvalidOperationException($"The trajectory has {Count} points; the exponent needs 9.");
            var (xs, ys) = (new List<double>(), new List<double>());
            for (var lag = 1; 4 * lag <= Count - 1; lag *= 2)
            {
                var displacement = MeanSquaredDisplacement(lag);
                if (displacement == 0)
                    throw new InvalidOperationException($"The displacement at lag {lag} is 0; the exponent needs its logarithm.");
                xs.Add(Elementary.Log(lag));
                ys.Add(Elementary.Log(displacement));
            }

            var (x, y) = (xs.Average(), ys.Average());
            return xs.Zip(ys, (a, b) => (a - x) * (b - y)).Sum() / xs.Sum(a => (a - x) * (a - x));
        }
    }

    /// <summary>The cosine of each step with the one before, length T - 2; not a number beside a step of length 0.</summary>
    public IReadOnlyList<double> StepCosines => [.. Enumerable.Range(1, Math.Max(0, Count - 2)).Select(t =>
        _steps[t + 1, t] / (Math.Sqrt(_steps[t, t]) * Math.Sqrt(_steps[t + 1, t + 1])))];

    /// <summary>Principal components of the points around their mean.</summary>
    /// <param name="count">How many, from 1 to T - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many.</exception>
    /// <exception cref="InvalidOperationException">All points are the same, or their variance is not finite.</exception>
    public PrincipalComponents PrincipalComponents(int count) => Training.PrincipalComponents.Of(_gram, count);

    /// <summary>
    /// |theta_j - theta_i|^2 by one step more at a time: that of i and j - 1, twice the products of the last step with those before, and
    /// its square.
    /// </summary>
    double[,] SquaredDistances()
    {
        var squares = new double[Count, Count];
        for (var j = 1; j < Count; j++)
        {
            var before = 0.0;
            for (var i = j - 1; i >= 0; i--)
            {
                squares[i, j] = squares[j, i] = Math.Max(0, squares[i, j - 1] + 2 * before + _steps[j, j]);
                before += _steps[j, i];
            }
        }

        return squares;
    }

    static Matrix<double> Checked(Matrix<double> gram)
    {
        ArgumentNullException.ThrowIfNull(gram);
        Require.Shape(gram, gram.RowCount, gram.RowCount, nameof(gram));
        Require.AtLeast(gram.RowCount, 1, "gram.RowCount");
        Require.Finite(gram, nameof(gram));
        Require.Symmetric(gram, nameof(gram));
        return gram;
    }

    static Matrix<double> StepsOf(Matrix<double> gram) => Matrix<double>.Build.Dense(gram.RowCount, gram.RowCount,
        (i, j) => i == 0 || j == 0 ? 0 : gram[i, j] - gram[i, j - 1] - (gram[i - 1, j] - gram[i - 1, j - 1]));

    /// <summary>From the first point.</summary>
    static Matrix<double> PointsOf(Matrix<double> steps)
    {
        var points = Matrix<double>.Build.Dense(steps.RowCount, steps.RowCount);
        for (var i = 1; i < steps.RowCount; i++)
        {
            var row = 0.0;
            for (var j = 1; j < steps.RowCount; j++) points[i, j] = points[i - 1, j] + (row += steps[i, j]);
        }

        return points;
    }
}
