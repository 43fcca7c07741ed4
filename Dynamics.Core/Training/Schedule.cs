using Dynamics.Geometry;
using Dynamics.Numerics;

namespace Dynamics.Training;

/// <summary>The learning rate of each step.</summary>
public abstract record Schedule
{
    /// <summary>The same at every step.</summary>
    /// <param name="rate">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not finite and above 0.</exception>
    public static Schedule Constant(double rate) => new ConstantRate(Require.Positive(rate, nameof(rate)));

    /// <summary>rate (1 + cos(pi t / T)) / 2, and 0 from T on (Loshchilov and Hutter 2017).</summary>
    /// <param name="rate">At the start, above 0.</param>
    /// <param name="steps">T, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not finite and above 0, or there are no steps.</exception>
    public static Schedule Cosine(double rate, int steps) =>
        new CosineRate(Require.Positive(rate, nameof(rate)), Require.AtLeast(steps, 1, nameof(steps)));

    /// <summary>rate factor^k, where k of the drops are at or before the step.</summary>
    /// <param name="rate">At the start, above 0.</param>
    /// <param name="factor">Of each drop, above 0.</param>
    /// <param name="drops">The steps at which the rate drops.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate or the factor is not finite and above 0, or a drop is negative.</exception>
    public static Schedule Drops(double rate, double factor, params IReadOnlyList<int> drops) =>
        new DroppingRate(
            Require.Positive(rate, nameof(rate)), Require.Positive(factor, nameof(factor)),
            [.. Require.There(drops, nameof(drops)).Select(drop => Require.AtLeast(drop, 0, nameof(drops)))]);

    /// <summary>A rate that stays.</summary>
    public static implicit operator Schedule(double rate) => Constant(rate);

    /// <summary>The rate of a step.</summary>
    /// <param name="step">Steps so far, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is negative.</exception>
    public abstract double At(int step);

    sealed record ConstantRate(double Rate) : Schedule
    {
        public override double At(int step)
        {
            Require.AtLeast(step, 0, nameof(step));
            return Rate;
        }

        public override string ToString() => $"{Rate}";
    }

    sealed record CosineRate(double Rate, int Steps) : Schedule
    {
        public override double At(int step) => Require.AtLeast(step, 0, nameof(step)) >= Steps ? 0
            : Rate * (1 + Elementary.Cos(Math.PI * step / Steps)) / 2;

        public override string ToString() => $"{Rate}, to 0 along a cosine in {Steps} steps";
    }

    sealed record DroppingRate(double Rate, double Factor, int[] Steps) : Schedule
    {
        public override double At(int step)
        {
            Require.AtLeast(step, 0, nameof(step));
            var rate = Rate;
            foreach (var drop in Steps)
                if (drop <= step) rate *= Factor;
            return rate;
        }

        public override string ToString() => $"{Rate}, times {Factor} at {string.Join(", ", Steps)}";
    }
}
