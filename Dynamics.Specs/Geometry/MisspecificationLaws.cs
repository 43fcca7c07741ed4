using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Scores of data that do not follow the model have another second moment: what is called the empirical Fisher measures how the
/// data scatter, not how sharp the model is.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public abstract class MisspecificationLaws<TModel> : ISubjectsOf<Misspecified<TModel>>
    where TModel : IClosedFormFisher
{
    /// <summary>A natural exponential family of one parameter: s = z - E[z].</summary>
    protected abstract TModel Model { get; }

    public Subjects<Misspecified<TModel>> Subjects => new(Misspecified<TModel>.Draw(Model), Misspecified<TModel>.Simpler,
        m => [Trait.Of("bias", m.Bias), Trait.Of("variance", m.Variance), Trait.Of("F", m.Model.ClosedFormFisher(m.Theta)[0, 0])]);

    [Law("G5a", LawKind.Identity, @"\mathbb{E}_q[s^2] = \mathrm{Var}_q(z) + (\mathbb{E}_q[z] - \mathbb{E}_\theta[z])^2",
        Source = "White 1982; Kunstner, Balles and Hennig 2019",
        Given = "a one-parameter exponential family in natural form, z its statistic; the data follow q, here an even mixture of two "
            + "members",
        Within = nameof(RunningErrorAndMoments))]
    public Measurement The_second_moment_of_the_score_under_the_data_is_variance_plus_squared_bias(Misspecified<TModel> m) =>
        Scatter(m, FisherInformation.ScoreSecondMoment(m.Model, m.Theta, m.Data));

    [Mistake(nameof(The_second_moment_of_the_score_under_the_data_is_variance_plus_squared_bias), "the Fisher information of the model")]
    public Measurement The_Fisher_information_knows_nothing_of_the_data(Misspecified<TModel> m) =>
        Scatter(m, FisherInformation.ByScore(m.Model, m.Theta));

    protected static Rule RunningErrorAndMoments => Roundoff.Within(Roundings(
        new Quantity<Misspecified<TModel>>("running error of E[s²]", m => DerivativeErrors.Under(m.Model, m.Theta, m.Data).ScoreCovariance)
        + (6 + ErrorOfAWeight) * Moments.Squared));

    static Quantity<Misspecified<TModel>> ErrorOfAWeight =>
        new("error of a weight", m => DerivativeErrors.Of(m.Model, m.Theta).LargestWeightError);

    static Quantity<Misspecified<TModel>> Moments => new("(E|z| of data and model)",
        m => m.Data.Mean(z => Math.Abs(z[0])) + m.Model.Expectation(m.Theta).Mean(z => Math.Abs(z[0])));

    static Measurement Scatter(Misspecified<TModel> m, Matrix<double> secondMoment) =>
        Measure.Distance("E[s²] under the data", secondMoment[0, 0], "variance + bias²", m.Variance + m.Bias * m.Bias);
}

/// <summary>N(θ, 1), whose data have two humps and a larger variance.</summary>
public sealed class GaussianMeanMisspecificationLaws : MisspecificationLaws<GaussianMean>
{
    protected override GaussianMean Model => new(1);
}

/// <summary>Counts of two rates, whose variance exceeds their mean: overdispersed.</summary>
public sealed class PoissonMisspecificationLaws : MisspecificationLaws<Poisson>
{
    protected override Poisson Model => new();
}
