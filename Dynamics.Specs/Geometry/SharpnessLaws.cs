using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The eigenvalues of the Fisher information tell the sharp directions of a chart from the flat ones: a small step along an
/// eigenvector of unit length changes the distribution by half its eigenvalue times the step squared.
/// </summary>
public abstract partial class StatisticalModelLaws<TModel>
{
    [Law("G8a", LawKind.Order, Sharpness.Statement, Source = Sharpness.Source, Given = Sharpness.Given,
        Within = nameof(SharpnessRemainder),
        Cases = 30, RestsOn = ["G7"])]
    public Measurement Along_an_eigenvector_the_divergence_is_half_the_eigenvalue_times_the_step_squared(AtPoint<TModel> at) =>
        Sharpness.IsToldBy(at, Sharpness.Eigenvalues(at.ScoreCovariance));

    [Mistake(nameof(Along_an_eigenvector_the_divergence_is_half_the_eigenvalue_times_the_step_squared), "eigenvalues of another point")]
    public Measurement With_the_eigenvalues_of_another_point_it_is_not(AtPoint<TModel> at) => Sharpness.IsToldFromElsewhere(at);

    protected static Rule SharpnessRemainder => Sharpness.Within<TModel>();
}
