using Dynamics.Numerics;
using Dynamics.Specs.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>What rounding can do to the gradient of a function and to the derivative of that gradient along a direction.</summary>
/// <param name="Chain">The longest chain of roundings in the function.</param>
/// <param name="Magnitudes">What each entry of the gradient adds up, by absolute value.</param>
/// <param name="CurvatureMagnitudes">What each entry of the Hessian times the direction adds up, by absolute value.</param>
public sealed record GradientRoundings(int Chain, Vector<double> Magnitudes, Vector<double> CurvatureMagnitudes)
{
    public static GradientRoundings Of(IScalarFunction f, Vector<double> theta, Vector<double> along)
    {
        RoundingAnalysis Moving(int i, double first) => RoundingAnalysis.Moving(theta[i], Math.Abs(theta[i]), first, Math.Abs(along[i]));

        RoundingAnalysis[] point = [.. theta.Select((_, i) => Moving(i, 0))];
        var found = new RoundingAnalysis[point.Length];
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = Moving(i, 1);
            found[i] = f.Evaluate<RoundingAnalysis>(point);
            point[i] = Moving(i, 0);
        }
        return new(found.Max(entry => entry.Chain),
            Vector<double>.Build.DenseOfEnumerable(found.Select(entry => entry.First1)), Vector<double>.Build.DenseOfEnumerable(found.Select(entry => entry.Second)));
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
