using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>The textbook's case: a mean that is right, and an empirical Fisher that is (δ/σ)² times the Fisher information.</summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class TwoDataLaws : ISubjectsOf<TwoData>
{
    const int Sixteenths = 16;

    public Subjects<TwoData> Subjects => new(
        from theta in Gen.Choose(-2 * Sixteenths, 2 * Sixteenths)
        from delta in Gen.Choose(1, 4 * Sixteenths)
        from halvings in Gen.Choose(-2, 2)
        select new TwoData(theta / (double)Sixteenths, delta / (double)Sixteenths, Math.Pow(2, halvings)),
        two => Simpler.Number(two.Theta).Where(IsSixteenths).Select(theta => two with { Theta = theta })
            .Concat(Simpler.Number(two.Delta).Where(delta => delta > 0 && IsSixteenths(delta))
                .Select(delta => two with { Delta = delta })),
        two => [Trait.Of("δ", two.Delta), Trait.Of("σ", two.Deviation)]);

    [Law("G5b", LawKind.Identity, @"z \in \{\theta - \delta, \theta + \delta\}: \; \tfrac{1}{2} \sum_i s_i^2 = \delta^2 F^2",
        Source = "Kunstner, Balles and Hennig 2019",
        Given = "the model is N(θ, σ²), so F = 1 / σ² and s = (z − θ) F; θ and δ are sixteenths and σ a power of 2, so that no "
            + "operation rounds",
        Within = Exact.ToTheBit)]
    public Measurement The_empirical_Fisher_of_two_data_is_the_Fisher_information_times_delta_over_sigma_squared(TwoData two) =>
        IsDeltaSquared(two, EmpiricalFisher.Of(two.Model, two.At, two.Observed)[0, 0]);

    [Mistake(nameof(The_empirical_Fisher_of_two_data_is_the_Fisher_information_times_delta_over_sigma_squared),
        "δ² F for δ² F²: the same at σ = 1")]
    public Measurement It_is_not_the_square_of_the_distance_times_F(TwoData two) =>
        IsDeltaSquared(two, two.Delta * two.Delta * two.Fisher);

    [Mistake(nameof(The_empirical_Fisher_of_two_data_is_the_Fisher_information_times_delta_over_sigma_squared),
        "the Fisher information: the same at δ = σ")]
    public Measurement It_is_not_the_Fisher_information(TwoData two) => IsDeltaSquared(two, two.Fisher);

    static Measurement IsDeltaSquared(TwoData two, double secondMoment) =>
        Measure.Distance("mean of s²", secondMoment, "δ² F²", two.Delta * two.Delta * two.Fisher * two.Fisher);

    static bool IsSixteenths(double x) => x * Sixteenths == Math.Floor(x * Sixteenths);
}

/// <summary>N(θ, σ²) that has seen θ - δ and θ + δ.</summary>
public sealed record TwoData(double Theta, double Delta, double Deviation)
{
    public IStatisticalModel Model => new KnownDeviation(Deviation);

    public Vector<double> At => Vector<double>.Build.Dense(1, Theta);

    public Matrix<double> Observed => Matrix<double>.Build.Dense(2, 1, [Theta - Delta, Theta + Delta]);

    /// <summary>F = 1 / σ².</summary>
    public double Fisher => 1 / (Deviation * Deviation);

    /// <summary>N(θ, σ²) with a known σ.</summary>
    sealed record KnownDeviation(double Deviation) : IStatisticalModel
    {
        public int ParameterCount => 1;

        public T LogDensity<T>(ReadOnlySpan<T> parameters, ReadOnlySpan<double> outcome)
            where T : struct, IScalar<T>
        {
            var residual = (parameters[0] - outcome[0]) * (1 / Deviation);
            return residual * residual * -.5;
        }

        public ExpectationRule Expectation(Vector<double> parameters) => throw new NotSupportedException("Nothing is expected here: "
            + "two outcomes are given.");

        public int OutcomeLength(Vector<double> parameters) => 1;
    }
}
