using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Training;

/// <summary>What principal components show of a walk that goes nowhere: the null of every picture of a path in parameter space.</summary>
[Chapter("The three phases", Report = "3.3")]
public sealed class RandomWalkLaws : ISubjectsOf<Walk>
{
    const int Dimension = 100_000;
    const int Leading = 3;

    public Subjects<Walk> Subjects => new(
        from count in Gen.Choose(5, 24)
        from component in Gen.Choose(1, Leading)
        from seed in Gen.Choose(0, int.MaxValue)
        select new Walk(count, component, seed),
        walk => [.. Simpler.Count(walk.Count, 5).Select(count => walk with { Count = count }),
            .. Simpler.Count(walk.Component, 1).Select(k => walk with { Component = k })],
        walk => [Trait.Of("T", walk.Count), Trait.Of("k", walk.Component)]);

    [Law("P3a", LawKind.Identity,
        @"\lambda_k(H M H) = \frac{1}{4 \sin^2(k \pi / 2T)}, M_{ij} = \min(i, j), H = I - \tfrac{1}{T} 1 1^\top",
        Source = "Antognini and Sohl-Dickstein 2018; report 3.3",
        Given = "M is the expectation of the scalar products of a walk of T points with independent steps of variance 1, over the number "
            + "of dimensions; k ≤ 3", Within = nameof(Iterated))]
    public Measurement Principal_component_variances_of_a_random_walk(Walk walk) => AreThoseOfCosines(walk, walk.Count);

    [Mistake(nameof(Principal_component_variances_of_a_random_walk), "T steps for T points")]
    public Measurement A_walk_of_one_more_point_has_others(Walk walk) => AreThoseOfCosines(walk, walk.Count + 1);

    [Law("P3b", LawKind.Statistical, @"\mathbb{E}[c_k^\top G c_k] = \frac{P}{4 \sin^2(k \pi / 2T)}",
        Source = "Antognini and Sohl-Dickstein 2018; report 3.3",
        Given = "G are the scalar products of a walk of T points in P dimensions with steps N(0, I), c_k(t) = √(2/T) cos(π k (t + 1/2) / "
            + "T); over P the left side is a mean of P independent squares",
        Within = nameof(MeanSquare), Alpha = 1e-8, Cases = 8, RestsOn = ["P3a", "S2"])]
    public Measurement A_drawn_random_walk_has_the_variance_of_a_principal_component_along_each_cosine(Walk walk) =>
        ProjectsAsMuch(walk, walk.Count);

    [Mistake(nameof(A_drawn_random_walk_has_the_variance_of_a_principal_component_along_each_cosine), "T steps for T points", Catches = 4)]
    public Measurement Of_one_more_point_the_variance_is_larger(Walk walk) => ProjectsAsMuch(walk, walk.Count + 1);

    static Rule Iterated => Roundoff.Within(Gamma(T + 5) * (T.Squared + Largest))
        .Because("centring takes 5 roundings of each of T² entries up to T, and the products of the iteration T of rows as large as the "
            + "eigenvalue");

    static Rule MeanSquare => Statistical.ChiSquareMean(Dimension, detects: .065);

    static Quantity<Walk> T => new("T", walk => walk.Count);

    static Quantity<Walk> Largest => new("λ₁", walk => RandomWalk.Variance(1, walk.Count));

    static Measurement AreThoseOfCosines(Walk walk, int points)
    {
        var covariance = Matrix<double>.Build.Dense(points, points, (i, j) => Math.Min(i, j));
        return Measure.Distance("variances of the components", new TrajectoryGeometry(covariance).PrincipalComponents(Leading).Variances,
            "1 / 4 sin²(kπ/2T)", Vector<double>.Build.Dense(Leading, k => RandomWalk.Variance(k + 1, walk.Count)));
    }

    /// <summary>
    /// A cosine adds up to zero, so that squared distances will do for scalar products: cᵀ G c = −Σ_(j &lt; i) c_i c_j |θ_i − θ_j|².
    /// </summary>
    static Measurement ProjectsAsMuch(Walk walk, int points)
    {
        var path = RandomWalk.Draw(walk.Count, Dimension, RandomStream.FromSeed((ulong)walk.Seed)).Geometry();
        var projection = 0.0;
        for (var i = 0; i < walk.Count; i++)
            for (var j = 0; j < i; j++) projection -= Cosine(i) * Cosine(j) * Math.Pow(path.Distance(i, j), 2);
        return Measure.Distance("c_kᵀ G c_k / P, over the variance",
            projection / Dimension / RandomWalk.Variance(walk.Component, points), "1", 1);

        double Cosine(int t) => RandomWalk.Cosine(walk.Component, t, walk.Count);
    }
}

/// <summary>A walk of some points, one of its components, and the seed of its steps.</summary>
public sealed record Walk(int Count, int Component, int Seed);
