using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>Functional equations that hold for values, first and second derivatives alike: a wrong derivative breaks one.</summary>
public class ScalarTests
{
    const double Tolerance = 64 * 2.220446049250313e-16;

    const int Equations = 12;

    /// <summary>At x in [.1, 1.6] and y in [.4, 2.4].</summary>
    [Property]
    public void Functional_equations_hold_with_all_derivatives(double x, double y)
    {
        var at = Vector<double>.Build.Dense([.1 + Math.Abs(x) / 2, .4 + Math.Abs(y) * 2 / 3]);
        for (var equation = 0; equation < Equations; equation++)
        {
            var (left, right) = (new Side(equation, 0), new Side(equation, 1));
            Matrix<double> hessian = Differentiate.Hessian(left, at), expected = Differentiate.Hessian(right, at);
            var allowed = Tolerance * (1 + expected.InfinityNorm());
            Assert.That(Differentiate.Value(left, at), Is.EqualTo(Differentiate.Value(right, at)).Within(allowed), $"equation {equation}");
            Assert.That((Differentiate.Gradient(left, at) - Differentiate.Gradient(right, at))
                .InfinityNorm(), Is.LessThan(allowed), $"equation {equation}");
            Assert.That((hessian - expected).InfinityNorm(), Is.LessThan(allowed), $"equation {equation}");
        }
    }

    [Test]
    public void The_error_function_has_the_derivatives_of_its_definition()
    {
        var at = Vector<double>.Build.Dense([.6]);
        var density = 2 / Math.Sqrt(Math.PI) * Elementary.Exp(-.36);
        Assert.That(Differentiate.Gradient(new Erf(), at)[0], Is.EqualTo(density).Within(Tolerance));
        Assert.That(Differentiate.Hessian(new Erf(), at)[0, 0], Is.EqualTo(-1.2 * density).Within(Tolerance));
    }

    [Property]
    public void A_directional_derivative_is_the_gradient_along_the_direction(double x, double y, Seed stream)
    {
        Vector<double> at = Vector<double>.Build.Dense([x, y]), a = stream.Vector(2, "a"), b = stream.Vector(2, "b");
        var f = new Side(2, 0);
        Assert.That(Differentiate.Directional(f, at, a), Is.EqualTo(Differentiate.Gradient(f, at) * a).Within(Tolerance));
        Assert.That(Differentiate.SecondDirectional(f, at, a, b), Is.EqualTo(a * Differentiate.Hessian(f, at) * b).Within(16 * Tolerance));
    }

    [Test]
    public void A_direction_of_another_length_is_refused() => Assert.That(
        () => Differentiate.Directional(new Erf(), Vector<double>.Build.Dense(2), Vector<double>.Build.Dense(3)),
        Throws.ArgumentException.With.Message.Contains("has 3 entries; it needs 2"));

    [Test]
    public void LogSumExp_neither_overflows_nor_loses_what_is_almost_certain()
    {
        Assert.That(LogSumExp.Of<Real>([new(1000), new(1000)]).Value, Is.EqualTo(1000 + Elementary.Log(2)));
        Assert.That(LogSumExp.LogSoftmax<Real>([new(0), new(60)], 1).Value, Is.EqualTo(-Elementary.Exp(-60)).Within(1).Ulps);
    }

    sealed class Side(int equation, int side) : IScalarFunction
    {
        public T Evaluate<T>(ReadOnlySpan<T> p)
            where T : struct, IScalar<T>
        {
            (var x, var y) = (p[0], p[1]);
            (T Left, T Right) both = equation switch
            {
                0 => (T.Exp(x) * T.Exp(y), T.Exp(x + y)),
                1 => (T.Log(x * y), T.Log(x) + T.Log(y)),
                2 => (T.Sin(x + y), T.Sin(x) * T.Cos(y) + T.Cos(x) * T.Sin(y)),
                3 => (T.Cos(x - y), T.Cos(x) * T.Cos(y) + T.Sin(x) * T.Sin(y)),
                4 => (T.Tanh(x - y), T.Expm1(2 * (x - y)) / (T.Expm1(2 * (x - y)) + 2)),
                5 => (T.Sqrt(x * y) * T.Sqrt(x * y), x * y),
                6 => (T.Expm1(x * y), T.Exp(x * y) - 1),
                7 => (T.Log1p(x - .1 * y * y * y * .01), T.Log(1 + x - .001 * y * y * y)),
                8 => (T.Softplus(x - y), T.Log1p(T.Exp(x - y))),
                9 => (x / y, x * (1 / y)),
                10 => ((1 - x) * (y + 2) / 4, (2 - 2 * x + y - x * y) * .25),
                _ => (LogSumExp.Of([x, y, x - y]), T.Log(T.Exp(x) + T.Exp(y) + T.Exp(x - y))),
            };
            return side == 0 ? both.Left : both.Right;
        }
    }

    sealed class Erf : IScalarFunction
    {
        public T Evaluate<T>(ReadOnlySpan<T> x)
            where T : struct, IScalar<T> => T.Erf(x[0]);
    }
}
