using Dynamics.Numerics;
using Dynamics.Specs.Laws.Rounding;
using Dynamics.Specs.Laws.Rules;
using NUnit.Framework;

namespace Dynamics.Specs.Harness;

public class RunningErrorSpecs
{
    const int Expressions = 400;

    /// <summary>A hyper-dual number's four parts.</summary>
    const int Parts = 4;

    [Test]
    public void It_is_evaluated_in_the_operations_of_hyper_dual_numbers([Range(0, Expressions - 1, 40)] int seed)
    {
        for (var i = seed; i < seed + 40; i++)
        {
            var expression = RandomExpression.Of(i);
            var (running, plain) = (expression.Evaluate(expression.Running), expression.Evaluate(expression.HyperDual));
            var found = new HyperDual(running.Value, running.First1.Value, running.First2.Value, running.Second.Value);
            Assert.That(found, Is.EqualTo(plain), $"{expression}");
        }
    }

    [Test]
    public void Its_bound_is_never_below_the_error() =>
        Assert.That(Trials().Where(trial => trial.Error > trial.Bound * (1 + 1e-6)), Is.Empty);

    [Test]
    public void Its_bound_is_not_far_above_the_error()
    {
        double[] ratios = [.. Trials().Where(trial => trial.Error > 0).Select(trial => trial.Bound / trial.Error).Order()];
        Assert.That(ratios[ratios.Length / 2], Is.LessThan(20));
    }

    [Test]
    public void What_is_exact_has_no_error()
    {
        var x = RunningError.Moving(.375, 1, 1);
        var exact = (x * x * 2 + 1.5) / -.25 - x;
        Assert.That(new[] { exact.Number.Error, exact.First1.Error, exact.First2.Error, exact.Second.Error }, Is.All.Zero);
    }

    [Test]
    public void A_number_that_is_given_is_right_to_its_last_bit()
    {
        Assert.That(Rounded.Given(.1).Error, Is.EqualTo(.1));
        Assert.That(Rounded.Given(-7.5).Error, Is.Zero);
    }

    [Test]
    public void A_function_that_it_does_not_know_is_taken_to_change_as_an_exponential()
    {
        var x = RunningError.Moving(new(.5, 3), 1, 1);
        var e = Elementary.Exp(.5);
        Assert.That(x.Compose(e, e, e).Second.Error, Is.EqualTo(RunningError.Exp(x).Second.Error).Within(50).Percent);
    }

    /// <summary>Every part of every expression: its error in units of u, and the bound.</summary>
    static IEnumerable<(string Name, double Error, double Bound)> Trials() => Enumerable.Range(0, Expressions).SelectMany(seed =>
    {
        var expression = RandomExpression.Of(seed);
        var (running, exact) = (expression.Evaluate(expression.Running), expression.Evaluate(expression.Decimals));
        Rounded[] parts = [running.Number, running.First1, running.First2, running.Second];
        decimal[] truth = [exact.Number, exact.First1, exact.First2, exact.Second];
        return Enumerable.Range(0, Parts)
            .Select(part => ($"part {part} of {expression}", Error(parts[part].Value, truth[part]), parts[part].Error));
    });

    static double Error(double found, decimal truth) => Math.Abs((double)(Exactly(found) - truth)) / Quantity.UnitRoundoff;

    /// <summary>A double as a decimal, where a cast would keep 15 digits: its 53 bits, over a power of two.</summary>
    static decimal Exactly(double x)
    {
        if (x == 0) return 0;
        var exponent = Math.ILogB(x) - 52;
        decimal exact = (long)Math.ScaleB(x, -exponent);
        for (; exponent < 0; exponent++) exact /= 2;
        for (; exponent > 0; exponent--) exact *= 2;
        return exact;
    }

    /// <summary>Operations and functions on three inputs, with arguments of moderate size where the functions are defined.</summary>
    sealed class RandomExpression : IScalarFunction
    {
        readonly List<(int Operation, int Left, int Right, double Number)> _nodes = [];
        readonly double[] _inputs, _first, _second;

        RandomExpression(RandomStream stream)
        {
            (_inputs, _first, _second) = (Draw(), Draw(), Draw());
            for (var node = 0; node < 8; node++)
                _nodes.Add((Next(16), Next(_inputs.Length + node), Next(_inputs.Length + node), Number()));

            double Number() => (Next(4096) - 2048) / 1024.0;
            double[] Draw() => [Number(), Number(), Number()];
            int Next(int below) => (int)(stream.NextUniform() * below);
        }

        public static RandomExpression Of(int seed) => new(RandomStream.FromSeed((ulong)seed).Substream("running error"));

        public RunningError[] Running => [.. Inputs((x, a, b) => RunningError.Moving(x, a, b))];

        public HyperDual[] HyperDual => [.. Inputs((x, a, b) => new HyperDual(x, a, b, 0))];

        public HyperDecimal[] Decimals =>
            [.. Inputs((x, a, b) => HyperDecimal.Constant(x) with { First1 = (decimal)a, First2 = (decimal)b })];

        public T Evaluate<T>(T[] x)
            where T : struct, IScalar<T> => Evaluate<T>(x.AsSpan());

        public T Evaluate<T>(ReadOnlySpan<T> x)
            where T : struct, IScalar<T>
        {
            List<T> values = [.. x];
            foreach (var (operation, left, right, number) in _nodes) values.Add(Apply(operation, values[left], values[right], number));
            return values[^1];
        }

        public override string ToString() => $"{string.Join(" ", _nodes)} at ({string.Join(", ", _inputs)})";

        static T Apply<T>(int operation, T a, T b, double number)
            where T : struct, IScalar<T> => operation switch
            {
                0 => a + b,
                1 => a - b,
                2 => a * b * .25,
                3 => a / (b * b + 1),
                4 => T.Exp(Tamed(a)),
                5 => T.Expm1(Tamed(a)),
                6 => T.Log(a * a + 1),
                7 => T.Log1p(a * a),
                8 => T.Sqrt(a * a + .5),
                9 => T.Sin(Tamed(a)),
                10 => T.Cos(Tamed(a)),
                11 => T.Tanh(a),
                12 => T.Erf(Tamed(a)),
                13 => T.Softplus(a),
                14 => number - a,
                _ => number * a + b / 3,
            };

        /// <summary>Between −2 and 2, as smooth as the argument.</summary>
        static T Tamed<T>(T a)
            where T : struct, IScalar<T> => a * 4 / (a * a + 1);

        IEnumerable<T> Inputs<T>(Func<double, double, double, T> input) =>
            Enumerable.Range(0, _inputs.Length).Select(i => input(_inputs[i], _first[i], _second[i]));
    }
}
