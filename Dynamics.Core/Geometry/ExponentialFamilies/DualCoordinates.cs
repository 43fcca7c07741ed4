using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>The two coordinates of an exponential family, and the paths that are straight in them.</summary>
public static class DualCoordinates
{
    /// <summary>eta = grad psi(theta) = E[T(z)], length P; exact, by dual numbers.</summary>
    /// <exception cref="ArgumentException">theta does not fit the family or lies outside it.</exception>
    public static Vector<double> MeanParameters(this IExponentialFamily family, Vector<double> natural) =>
        Gradient(family, it => new LogPartition(it), natural, nameof(natural));

    /// <summary>theta = grad phi(eta), length P: the inverse of <see cref="MeanParameters"/>; exact, by dual numbers.</summary>
    /// <exception cref="ArgumentException">eta does not fit the family or lies outside it.</exception>
    public static Vector<double> NaturalParameters(this IExponentialFamily family, Vector<double> mean) =>
        Gradient(family, it => new NegativeEntropy(it), mean, nameof(mean));

    /// <summary>Whether there is a member with natural parameters theta: whether psi is finite there.</summary>
    /// <exception cref="ArgumentException">theta does not fit the family.</exception>
    public static bool Admits(this IExponentialFamily family, Vector<double> natural)
    {
        ArgumentNullException.ThrowIfNull(family);
        Require.Length(natural, family.ParameterCount, nameof(natural), family);
        Require.Finite(natural, nameof(natural));
        return double.IsFinite(Differentiate.Value(new LogPartition(family), natural));
    }

    /// <summary>The natural parameters at a share s of the e-geodesic, which is straight in theta.</summary>
    /// <param name="from">theta at s = 0.</param>
    /// <param name="to">theta at s = 1.</param>
    /// <param name="s">Any number for which the point lies in the family.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static Vector<double> ExponentialGeodesic(Vector<double> from, Vector<double> to, double s)
    {
        ArgumentNullException.ThrowIfNull(from);
        Require.Length(to, from.Count, nameof(to), "from");
        return (1 - s) * from + s * to;
    }

    /// <summary>The natural parameters at a share s of the m-geodesic, which is straight in eta.</summary>
    /// <param name="from">theta at s = 0.</param>
    /// <param name="to">theta at s = 1.</param>
    /// <param name="s">Any number for which the point lies in the family.</param>
    /// <exception cref="ArgumentException">An end does not fit the family, or an end or the point lies outside it.</exception>
    public static Vector<double> MixtureGeodesic(this IExponentialFamily family, Vector<double> from, Vector<double> to, double s)
    {
        Require.Finite(s, nameof(s));
        var mean = (1 - s) * MeanAt(from, nameof(from)) + s * MeanAt(to, nameof(to));
        return IsMean(family, mean) ? family.NaturalParameters(mean)
            : throw new ArgumentOutOfRangeException(nameof(s), s, $"s is {s}; no member of {family} has such a mean.");

        Vector<double> MeanAt(Vector<double> natural, string name) => Gradient(family, it => new LogPartition(it), natural, name);
    }

    static bool IsMean(IExponentialFamily family, Vector<double> mean) =>
        mean.All(double.IsFinite) && double.IsFinite(Differentiate.Value(new NegativeEntropy(family), mean));

    static Vector<double> Gradient(
        IExponentialFamily family, Func<IExponentialFamily, IScalarFunction> of, Vector<double> point, string name)
    {
        ArgumentNullException.ThrowIfNull(family);
        Require.Length(point, family.ParameterCount, name, family);
        Require.Finite(point, name);
        var potential = of(family);
        if (!double.IsFinite(Differentiate.Value(potential, point)))
            throw new ArgumentException($"{name} is ({string.Join(", ", point)}); no member of {family} has such parameters.", name);
        return Differentiate.Gradient(potential, point);
    }
}
