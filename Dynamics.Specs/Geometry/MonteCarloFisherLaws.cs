using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Draws from the model itself estimate its Fisher information without bias: the mean of s sᵀ over n of them strays from it by the
/// standard deviation of one over the root of n. Models of finitely many outcomes, whose scores are bounded, so that how far is a theorem.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract class MonteCarloFisherLaws<TModel> : ISubjectsOf<DrawsAt<TModel>>
    where TModel : ISampleable
{
    protected abstract Gen<TModel> Models { get; }

    public Subjects<DrawsAt<TModel>> Subjects
    {
        get
        {
            var points = ModelSubjects.Of(Models, model => Drawn.Vector(model.ParameterCount, -2, 2));
            return new(
                from at in points.Draw
                from count in Gen.Elements(DrawsAt<TModel>.Few, DrawsAt<TModel>.Many)
                from seed in Gen.Choose(0, int.MaxValue)
                select new DrawsAt<TModel>(at, count, (ulong)seed),
                draws => points.Simpler(draws.At).Select(at => draws with { At = at }),
                draws => [Trait.Of("n", draws.Count), .. points.Traits(draws.At)]);
        }
    }

    [Law("G5c", LawKind.Statistical, @"\tfrac{1}{n} \sum_i s(z_i) s(z_i)^\top \to F, \quad z_i \sim p_\theta",
        Source = "Pinelis 1994, theorem 3.4; Kunstner, Balles and Hennig 2019",
        Given = "n = 4096 or 65536 outcomes drawn from the model at θ, independently; s sᵀ is not the same for every outcome; in units of "
            + "σ / √n, σ² = E|s sᵀ − F|²",
        Within = nameof(MeanOfVectors), Alpha = 1e-8, Cases = 8, RestsOn = ["G2"])]
    public Measurement Draws_from_the_model_tend_to_its_Fisher_information(DrawsAt<TModel> draws) =>
        TendsToF(draws, draws.Estimate(draws.Count));

    [Mistake(nameof(Draws_from_the_model_tend_to_its_Fisher_information), "data from another member of the family", Catches = 4)]
    public Measurement Data_from_another_member_do_not(DrawsAt<TModel> draws) =>
        TendsToF(draws, EmpiricalFisher.Of(draws.At.Model, draws.At.Theta, draws.Data(draws.At.Elsewhere, draws.Count)));

    [Mistake(nameof(Draws_from_the_model_tend_to_its_Fisher_information),
        "10 % too large, which the larger n tells", Catches = 4, CatchRate = .3)]
    public Measurement Ten_percent_more_does_not(DrawsAt<TModel> draws) => TendsToF(draws, 1.1 * draws.Estimate(draws.Count));

    [Law("G5d", LawKind.Limit,
        @"n \, \mathbb{E} \lVert \tfrac{1}{n} \sum_i s_i s_i^\top - F \rVert^2 = \mathbb{E} \lVert s s^\top - F \rVert^2",
        Source = "the variance of a mean; Kunstner, Balles and Hennig 2019",
        Given = "as in G5c; n = 16 or 256, 32 groups of 128 estimates",
        Within = nameof(Rates), Alpha = 1e-8, Cases = 4, RestsOn = ["G5c"])]
    public Measurement The_mean_squared_error_of_the_Monte_Carlo_Fisher_information_is_the_variance_of_a_draw_over_n(
        DrawsAt<TModel> draws) => IsTheVarianceOverN(draws, (n, stream) => Estimate(draws, n, stream));

    [Mistake(nameof(The_mean_squared_error_of_the_Monte_Carlo_Fisher_information_is_the_variance_of_a_draw_over_n),
        "every draw counted twice", Catches = 2)]
    public Measurement With_every_draw_counted_twice_it_is_larger(DrawsAt<TModel> draws) =>
        IsTheVarianceOverN(draws, (n, stream) => Estimate(draws, n / 2, stream));

    [Mistake(nameof(The_mean_squared_error_of_the_Monte_Carlo_Fisher_information_is_the_variance_of_a_draw_over_n),
        "√(16 n) draws for n, an error that falls like n^-1/2: the larger n tells", Catches = 2, CatchRate = .3)]
    public Measurement With_the_root_of_the_draws_it_falls_too_slowly(DrawsAt<TModel> draws) =>
        IsTheVarianceOverN(draws, (n, stream) => Estimate(draws, (int)Math.Sqrt(16 * n), stream));

    protected static Rule MeanOfVectors => Statistical.BoundedMeanOfVectors(
        new Quantity<DrawsAt<TModel>>("n", draws => draws.Count),
        new Quantity<DrawsAt<TModel>>("R", draws => draws.Radius),
        new Quantity<DrawsAt<TModel>>("σ", draws => Math.Sqrt(draws.Variance)), Detects);

    protected static Rule Rates => new Rate(.6, "a group is a mean of 128 squared errors at one n, over what they should be");

    /// <summary>Of √(σ²/n): twice the bound at the level of a case.</summary>
    const double Detects = 18;

    static Matrix<double> Estimate(DrawsAt<TModel> draws, int n, RandomStream stream) =>
        MonteCarloFisher.Of(draws.At.Model, draws.At.Theta, n, stream);

    static Measurement TendsToF(DrawsAt<TModel> draws, Matrix<double> mean) =>
        draws.WhyNot is { } why ? Measurement.NoCase(why)
        : Measure.Distance("mean of s sᵀ √n / σ", mean * draws.Unit, "F √n / σ", draws.At.ScoreCovariance * draws.Unit);

    static Measurement IsTheVarianceOverN(DrawsAt<TModel> draws, Func<int, RandomStream, Matrix<double>> estimate)
    {
        if (draws.WhyNot is { } why) return Measurement.NoCase(why);
        var (f, stream, n) = (draws.At.ScoreCovariance, draws.Stream, draws.Count == DrawsAt<TModel>.Few ? 16 : 256);
        return Measure.Mean("n |mean − F|² / σ²", [.. Enumerable.Range(0, 32).Select(_ => OfGroup())], "1", 1);

        double OfGroup() =>
            Enumerable.Range(0, 128).Average(_ => n * Math.Pow((estimate(n, stream) - f).FrobeniusNorm(), 2)) / draws.Variance;
    }
}

public sealed class BernoulliMonteCarloFisherLaws : MonteCarloFisherLaws<Bernoulli>
{
    protected override Gen<Bernoulli> Models => Gen.Constant(new Bernoulli());
}

public sealed class CategoricalMonteCarloFisherLaws : MonteCarloFisherLaws<Categorical>
{
    protected override Gen<Categorical> Models => Gen.Choose(3, 5).Select(classes => new Categorical(classes));
}

/// <summary>A model at a point, how many draws, and their seed.</summary>
public sealed record DrawsAt<TModel>(AtPoint<TModel> At, int Count, ulong Seed)
    where TModel : ISampleable
{
    public const int Few = 1 << 12, Many = 1 << 16;

    /// <summary>The draws, from the first.</summary>
    public RandomStream Stream => RandomStream.FromSeed(Seed);

    /// <summary>R, the largest distance of s sᵀ from F.</summary>
    public double Radius => At.LargestDistance(At.ScoreCovariance);

    /// <summary>σ² = E|s sᵀ − F|².</summary>
    public double Variance => At.Expectation.Mean(outcome =>
    {
        var score = Score.Of(At.Model, At.Theta, outcome);
        return Math.Pow((score.OuterProduct(score) - At.ScoreCovariance).FrobeniusNorm(), 2);
    });

    /// <summary>√n / σ.</summary>
    public double Unit => Math.Sqrt(Count / Variance);

    public string? WhyNot => Radius < 1e-3 * At.ScoreCovariance.FrobeniusNorm() ? "s sᵀ is nearly the same for every outcome, as at "
        + "p = 1/2" : null;

    /// <summary>The mean of s sᵀ over draws from the model.</summary>
    public Matrix<double> Estimate(int count) => MonteCarloFisher.Of(At.Model, At.Theta, count, Stream);

    /// <summary>Outcomes of another point, one a row.</summary>
    public Matrix<double> Data(Vector<double> from, int count)
    {
        var stream = Stream;
        return Matrix<double>.Build.DenseOfRowArrays(Enumerable.Range(0, count).Select(_ => At.Model.Draw(from, stream)));
    }
}
