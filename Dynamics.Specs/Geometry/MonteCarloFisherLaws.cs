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
/// Draws from the model itself estimate its Fisher information without bias: the mean of s sᵀ over n of them strays from it like one
/// over the root of n. Models of finitely many outcomes, whose scores are bounded, so that how far is a theorem.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract class MonteCarloFisherLaws<TModel> : ISubjectsOf<DrawsAt<TModel>>
    where TModel : ISampleable
{
    const int Draws = 4096;
    const double Detects = .25;

    protected abstract Gen<TModel> Models { get; }

    public Subjects<DrawsAt<TModel>> Subjects
    {
        get
        {
            var points = ModelSubjects.Of(Models, model => Drawn.Vector(model.ParameterCount, -2, 2));
            return new(
                from at in points.Draw
                from seed in Gen.Choose(0, int.MaxValue)
                select new DrawsAt<TModel>(at, (ulong)seed),
                draws => points.Simpler(draws.At).Select(at => draws with { At = at }),
                draws => points.Traits(draws.At));
        }
    }

    [Law("G5c", LawKind.Statistical, @"\tfrac{1}{n} \sum_i s(z_i) s(z_i)^\top \to F, \quad z_i \sim p_\theta",
        Source = "Pinelis 1994; Kunstner, Balles and Hennig 2019",
        Given = "outcomes drawn from the model at θ, independently; s sᵀ is not the same for every outcome; in units of R, "
            + "its largest distance from F",
        Within = nameof(MeanOfVectors), Alpha = 1e-8, Cases = 6, RestsOn = ["G2"])]
    public Measurement Draws_from_the_model_tend_to_its_Fisher_information(DrawsAt<TModel> draws) =>
        TendsToF(draws, MonteCarloFisher.Of(draws.At.Model, draws.At.Theta, Draws, draws.Stream));

    [Mistake(nameof(Draws_from_the_model_tend_to_its_Fisher_information), "data from another member of the family", Catches = 6)]
    public Measurement Data_from_another_member_do_not(DrawsAt<TModel> draws) =>
        TendsToF(draws, EmpiricalFisher.Of(draws.At.Model, draws.At.Theta, draws.Data(draws.At.Elsewhere, Draws)));

    protected static Rule MeanOfVectors => Statistical.VectorMean(Draws, Detects);

    static Measurement TendsToF(DrawsAt<TModel> draws, Matrix<double> mean)
    {
        var (f, radius) = (draws.At.ScoreCovariance, draws.At.LargestDistance(draws.At.ScoreCovariance));
        return radius < 1e-3 * f.FrobeniusNorm() ? Measurement.NoCase("s sᵀ is nearly the same for every outcome, as at p = 1/2")
            : Measure.Distance("mean of s sᵀ / R", mean / radius, "F / R", f / radius);
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

/// <summary>A model at a point, and the seed of the draws.</summary>
public sealed record DrawsAt<TModel>(AtPoint<TModel> At, ulong Seed)
    where TModel : ISampleable
{
    /// <summary>The draws, from the first.</summary>
    public RandomStream Stream => RandomStream.FromSeed(Seed);

    /// <summary>Outcomes of another point, one a row.</summary>
    public Matrix<double> Data(Vector<double> from, int count)
    {
        var stream = Stream;
        return Matrix<double>.Build.DenseOfRowArrays(Enumerable.Range(0, count).Select(_ => At.Model.Draw(from, stream)));
    }
}
