using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>What rounding does to the gradient of a function and to its Hessian times a direction, in units of u.</summary>
/// <param name="Gradient">The running error of each entry of the gradient.</param>
/// <param name="Curvature">The running error of each entry of the Hessian times the direction.</param>
public sealed record GradientRoundings(Vector<double> Gradient, Vector<double> Curvature)
{
    public static GradientRoundings Of(IScalarFunction f, Vector<double> theta, Vector<double> along)
    {
        PathErrors[] point = [.. theta.Zip(along, (value, second) => PathErrors.Moving(value, 0, second))];
        var found = new PathErrors[point.Length];
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = PathErrors.Moving(theta[i], 1, along[i]);
            found[i] = f.Evaluate<PathErrors>(point);
            point[i] = PathErrors.Moving(theta[i], 0, along[i]);
        }
        return new(
            Vector<double>.Build.Dense(point.Length, i => found[i].Error1),
            Vector<double>.Build.Dense(point.Length, i => found[i].Error12));
    }

    /// <summary>The Hessian times a direction, by hyper-dual numbers, an entry an evaluation.</summary>
    public static Vector<double> HessianTimes(IScalarFunction f, Vector<double> theta, Vector<double> direction)
    {
        var unit = Vector<double>.Build.Dense(theta.Count);
        return Vector<double>.Build.Dense(theta.Count, i =>
        {
            unit.Clear();
            unit[i] = 1;
            return Differentiate.SecondDirectional(f, theta, unit, direction);
        });
    }
}
