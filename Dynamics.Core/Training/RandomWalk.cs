using Dynamics.Geometry;
using Dynamics.Numerics;

namespace Dynamics.Training;

/// <summary>
/// A walk of T points with independent steps in many dimensions: what any trajectory must be told from. Its principal components are
/// cosines and most of its variance is in the first few of them, though it goes nowhere (Antognini and Sohl-Dickstein 2018).
/// </summary>
public static class RandomWalk
{
    /// <summary>A walk with steps N(0, I), from 0.</summary>
    /// <param name="count">T, at least 1.</param>
    /// <param name="dimension">P, at least 1.</param>
    /// <param name="stream">Where the steps come from; it moves on.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no points or dimensions, or more than can be held.</exception>
    public static Trajectory Draw(int count, int dimension, RandomStream stream)
    {
        Require.Size(count, nameof(count));
        Require.AtLeast(dimension, 1, nameof(dimension));
        Require.Room(dimension, nameof(dimension));
        Require.Memory((long)count * dimension, "count x dimension");
        ArgumentNullException.ThrowIfNull(stream);
        var trajectory = new Trajectory(dimension);
        var at = MathNet.Numerics.LinearAlgebra.Vector<double>.Build.Dense(dimension);
        trajectory.Add(at);
        for (var t = 1; t < count; t++)
        {
            at += stream.NormalVector(dimension);
            trajectory.Add(at);
        }

        return trajectory;
    }

    /// <summary>
    /// 1 / (4 sin^2(k pi / 2T)): the k-th eigenvalue of the centred scalar products of T points, in expectation, for steps whose squares
    /// have mean 1.
    /// </summary>
    /// <param name="k">From 1 to T - 1.</param>
    /// <param name="count">T.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component.</exception>
    public static double Variance(int k, int count)
    {
        RequireComponent(k, count);
        var sine = Elementary.Sin(k * Math.PI / (2.0 * count));
        return 1 / (4 * sine * sine);
    }

    /// <summary>
    /// 6 / ((T^2 - 1) 4 sin^2(k pi / 2T)): its share of the whole, in the limit of many dimensions; about 6 / (pi^2 k^2).
    /// </summary>
    /// <param name="k">From 1 to T - 1.</param>
    /// <param name="count">T.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component.</exception>
    public static double Share(int k, int count) => 6 * Variance(k, count) / (count * (double)count - 1);

    /// <summary>sqrt(2/T) cos(pi k (t + 1/2) / T): the k-th eigenvector.</summary>
    /// <param name="k">From 1 to T - 1.</param>
    /// <param name="t">From 0 to T - 1.</param>
    /// <param name="count">T.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such component, or no such point.</exception>
    public static double Cosine(int k, int t, int count)
    {
        RequireComponent(k, count);
        Require.Between(t, 0, count - 1, nameof(t));
        return Math.Sqrt(2.0 / count) * Elementary.Cos(Math.PI * k * (t + .5) / count);
    }

    static void RequireComponent(int k, int count)
    {
        Require.AtLeast(count, 2, nameof(count));
        if (k < 1 || k >= count)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"k is {k}; {count} points have components from 1 to {count - 1}.");
    }
}
