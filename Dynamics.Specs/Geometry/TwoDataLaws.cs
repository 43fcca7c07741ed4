using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>The textbook's case: a model that is right on average, and wrong by any factor one likes.</summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class TwoDataLaws : ISubjectsOf<TwoData>
{
    const int Sixteenths = 16;

    public Subjects<TwoData> Subjects => new(
        from theta in Gen.Choose(-2 * Sixteenths, 2 * Sixteenths)
        from delta in Gen.Choose(1, 4 * Sixteenths)
        select new TwoData(theta / (double)Sixteenths, delta / (double)Sixteenths),
        two => Simpler.Number(two.Theta).Where(IsSixteenths).Select(theta => two with { Theta = theta })
            .Concat(Simpler.Number(two.Delta).Where(delta => delta > 0 && IsSixteenths(delta)).Select(delta => two with { Delta = delta })),
        two => [Trait.Of("δ", two.Delta)]);

    [Law("G5b", LawKind.Identity, @"z \in \{\theta - \delta, \theta + \delta\}: \; \tfrac{1}{2} \sum_i s_i^2 = \delta^2 F",
        Source = "Kunstner, Balles and Hennig 2019",
        Given = "the model is N(θ, 1), so F = 1; θ and δ are sixteenths, so that no operation rounds",
        Within = Exact.ToTheBit)]
    public Measurement The_empirical_Fisher_is_wrong_by_the_square_of_the_distance(TwoData two) =>
        IsDeltaSquared(two, EmpiricalFisher.Of(TwoData.Model, two.At, two.Observed));

    [Mistake(nameof(The_empirical_Fisher_is_wrong_by_the_square_of_the_distance), "the Fisher information, a ratio of 1")]
    public Measurement The_Fisher_information_is_one(TwoData two) =>
        IsDeltaSquared(two, TwoData.Model.ClosedFormFisher(two.At));

    static Measurement IsDeltaSquared(TwoData two, Matrix<double> fisher) =>
        Measure.Distance("mean of s²", fisher[0, 0], "δ² F", two.Delta * two.Delta);

    static bool IsSixteenths(double x) => x * Sixteenths == Math.Floor(x * Sixteenths);
}

/// <summary>N(θ, 1) that has seen θ - δ and θ + δ.</summary>
public sealed record TwoData(double Theta, double Delta)
{
    public static GaussianMean Model { get; } = new(1);

    public Vector<double> At => Vector<double>.Build.Dense(1, Theta);

    public Matrix<double> Observed => Matrix<double>.Build.Dense(2, 1, [Theta - Delta, Theta + Delta]);
}
