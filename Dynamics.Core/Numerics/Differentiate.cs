using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Numerics;

/// <summary>Exact derivatives of an <see cref="IScalarFunction"/>: no step size, no truncation error, roundoff only.</summary>
public static class Differentiate
{
    /// <summary>f(x).</summary>
    public static double Value(IScalarFunction f, Vector<double> x)
    {
        RequireBoth(f, x);
        var point = new Real[x.Count];
        for (var i = 0; i < point.Length; i++)
            point[i] = new(x[i]);
        return f.Evaluate<Real>(point).Value;
    }

    /// <summary>The derivative of f at x along a direction; one evaluation over <see cref="Dual"/>.</summary>
    /// <exception cref="ArgumentException">The direction has another length than x.</exception>
    public static double Directional(IScalarFunction f, Vector<double> x, Vector<double> direction)
    {
        RequireBoth(f, x);
        RequireSameLength(x, direction, nameof(direction));
        var point = new Dual[x.Count];
        for (var i = 0; i < point.Length; i++)
            point[i] = new(x[i], direction[i]);
        return f.Evaluate<Dual>(point).Derivative;
    }

    /// <summary>The second derivative d/ds d/dt f(x + s a + t b) at 0; one evaluation over <see cref="HyperDual"/>.</summary>
    /// <exception cref="ArgumentException">A direction has another length than x.</exception>
    public static double SecondDirectional(IScalarFunction f, Vector<double> x, Vector<double> a, Vector<double> b)
    {
        RequireBoth(f, x);
        RequireSameLength(x, a, nameof(a));
        RequireSameLength(x, b, nameof(b));
        var point = new HyperDual[x.Count];
        for (var i = 0; i < point.Length; i++)
            point[i] = new(x[i], a[i], b[i], 0);
        return f.Evaluate<HyperDual>(point).Second;
    }

    /// <summary>The gradient of f at x, length P; P evaluations over <see cref="Dual"/>.</summary>
    public static Vector<double> Gradient(IScalarFunction f, Vector<double> x)
    {
        RequireBoth(f, x);
        var point = new Dual[x.Count];
        for (var i = 0; i < point.Length; i++)
            point[i] = Dual.Constant(x[i]);

        var gradient = new double[x.Count];
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = new(x[i], 1);
            gradient[i] = f.Evaluate<Dual>(point).Derivative;
            point[i] = Dual.Constant(x[i]);
        }
        return Vector<double>.Build.Dense(gradient);
    }

    /// <summary>
    /// The Hessian of f at x, P x P and exactly symmetric; P (P + 1) / 2 evaluations over <see cref="HyperDual"/>.
    /// </summary>
    public static Matrix<double> Hessian(IScalarFunction f, Vector<double> x)
    {
        RequireBoth(f, x);
        var point = new HyperDual[x.Count];
        for (var i = 0; i < point.Length; i++)
            point[i] = HyperDual.Constant(x[i]);

        var hessian = Matrix<double>.Build.Dense(x.Count, x.Count);
        for (var i = 0; i < point.Length; i++)
            for (var j = 0; j <= i; j++)
            {
                point[i] = point[i] with { First1 = 1 };
                point[j] = point[j] with { First2 = 1 };
                hessian[i, j] = hessian[j, i] = f.Evaluate<HyperDual>(point).Second;
                point[i] = HyperDual.Constant(x[i]);
                point[j] = HyperDual.Constant(x[j]);
            }
        return hessian;
    }

    static void RequireBoth(IScalarFunction f, Vector<double> x)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(x);
    }

    static void RequireSameLength(Vector<double> x, Vector<double> direction, string name)
    {
        ArgumentNullException.ThrowIfNull(direction, name);
        if (direction.Count != x.Count)
            throw new ArgumentException($"{name} has {direction.Count} entries; it needs {x.Count}, as many as x.", name);
    }
}
