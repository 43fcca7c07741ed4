using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>
/// The largest eigenvalues of a symmetric operator that is known by its products alone (Lanczos 1950), with full reorthogonalisation. Each
/// eigenpair has a run of its own, orthogonal to those found before, so that a multiple eigenvalue is found as often as it is there.
/// </summary>
public static class Lanczos
{
    const double UnitRoundoff = 1.1102230246251565e-16;
    const int StepsBetweenChecks = 5;
    const int Roundings = 8;

    /// <summary>The largest eigenvalues, in falling order, with their eigenvectors.</summary>
    /// <param name="apply">v to A v, with A symmetric, n x n.</param>
    /// <param name="size">n.</param>
    /// <param name="count">How many eigenpairs, from 1 to n.</param>
    /// <param name="stream">Where the start of each run comes from; it moves on.</param>
    /// <param name="tolerance">At which |A v - lambda v| / |lambda| a pair is taken, or where rounding leaves no more of |A|; what is
    /// left of its eigenvalue is of the order of the square, over the gap.</param>
    /// <param name="mostSteps">Products with A in one run; as many as there are dimensions where nothing is said.</param>
    /// <exception cref="ArgumentException">The count, the size or the tolerance makes no sense, or a product is not finite.</exception>
    /// <exception cref="NotConvergedException">A run ended before its pair was good enough.</exception>
    public static LeadingEigenpairs Largest(
        Func<Vector<double>, Vector<double>> apply, int size, int count,
        RandomStream stream, double tolerance = 1e-8, int mostSteps = int.MaxValue)
    {
        Require.AtLeast(size, 1, nameof(size));
        Require.Room(size, nameof(size));
        if (count < 1 || count > size)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"count is {count}; it needs to be from 1 to the size, {size}.");
        ArgumentNullException.ThrowIfNull(apply);
        ArgumentNullException.ThrowIfNull(stream);
        Require.Positive(tolerance, nameof(tolerance));
        Require.AtLeast(mostSteps, 1, nameof(mostSteps));
        var (values, vectors) = (new List<double>(), new List<Vector<double>>());
        while (vectors.Count < count)
        {
            var (value, vector) = LargestBeside(vectors, apply, size, stream, tolerance, Math.Min(mostSteps, size - vectors.Count));
            values.Add(value);
            vectors.Add(vector);
        }

        var order = Enumerable.Range(0, count).OrderByDescending(i => values[i]).ToArray();
        return new(Vector<double>.Build.Dense(count, i => values[order[i]]),
            Matrix<double>.Build.DenseOfColumnVectors(order.Select(i => vectors[i])));
    }

    /// <summary>The largest eigenpair in the space orthogonal to some vectors.</summary>
    static (double Value, Vector<double> Vector) LargestBeside(
        IReadOnlyList<Vector<double>> found, Func<Vector<double>, Vector<double>> apply,
        int size, RandomStream stream, double tolerance, int mostSteps)
    {
        var basis = new List<Vector<double>> { Orthogonal(stream.NormalVector(size), found).Normalize(2) };
        var (diagonal, beside) = (new List<double>(), new List<double>());
        while (true)
        {
            var next = Require.There(apply(basis[^1]), nameof(apply));
            Require.Length(next, size, nameof(apply), "A v");
            Require.Finite(next, nameof(apply));
            diagonal.Add(next * basis[^1]);
            next = Orthogonal(next, found.Concat(basis));
            var length = next.L2Norm();
            var steps = diagonal.Count;
            if (steps == mostSteps || steps % StepsBetweenChecks == 0 || length <= steps * UnitRoundoff * Scale(diagonal, beside))
            {
                var (values, vectors) = SymmetricEigenpairs.Of(Tridiagonal(diagonal, beside));
                var largest = values.MaximumIndex();
                var (value, weights) = (values[largest], vectors.Column(largest));
                var (residual, scale) = (length * Math.Abs(weights[^1]), values.AbsoluteMaximum());
                if (residual <= Math.Max(tolerance * Math.Abs(value), Roundings * steps * UnitRoundoff * scale))
                    return (value, Combine(basis, weights));
                if (steps == mostSteps)
                    throw new NotConvergedException($"Lanczos took {steps} steps and has |A v - lambda v| = {residual:g3} for "
                        + $"lambda = {value:g6}; it needs {tolerance * Math.Abs(value):g3}.");
            }

            beside.Add(length);
            basis.Add(next / length);
        }
    }

    /// <summary>Twice is enough (Kahan and Parlett).</summary>
    static Vector<double> Orthogonal(Vector<double> v, IEnumerable<Vector<double>> others)
    {
        for (var pass = 0; pass < 2; pass++)
            foreach (var other in others) v -= v * other * other;
        return v;
    }

    static double Scale(IEnumerable<double> diagonal, IEnumerable<double> beside) => diagonal.Concat(beside).Max(Math.Abs);

    static Matrix<double> Tridiagonal(IReadOnlyList<double> diagonal, IReadOnlyList<double> beside) => Matrix<double>.Build.Dense(
        diagonal.Count, diagonal.Count, (i, j) => i == j ? diagonal[i] : Math.Abs(i - j) == 1 ? beside[Math.Min(i, j)] : 0);

    static Vector<double> Combine(IReadOnlyList<Vector<double>> basis, Vector<double> weights) =>
        weights.Select((weight, i) => weight * basis[i]).Aggregate((sum, term) => sum + term).Normalize(2);
}
