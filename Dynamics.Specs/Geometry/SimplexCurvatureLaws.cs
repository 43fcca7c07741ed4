using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The distributions over finitely many outcomes have constant curvature: 1/4, as a sphere of radius 2, with the connection of
/// Levi-Civita, and less with the others, down to none with the exponential one and the mixture connection.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class SimplexCurvatureLaws : ISubjectsOf<SimplexPoint>
{
    public Subjects<SimplexPoint> Subjects => SimplexPoint.Subjects;

    [Law("G28c", LawKind.Identity,
        @"R^{(\alpha)}_{ijkm} = \frac{1 - \alpha^2}{4} (g_{jk} g_{im} - g_{ik} g_{jm})", Source = "Amari 1985; Amari and Nagaoka 2000",
        Given = "three or four outcomes, all probabilities above zero, natural parameters; α = 0, 1/4, 1/2 or 3/4; all components; "
            + "R from Core's connection and its extrapolated differences",
        Within = nameof(Extrapolated), Cases = 20, RestsOn = ["G26a", "G28a"])]
    public Measurement The_simplex_has_the_constant_alpha_curvature_of_one_minus_alpha_squared_over_four(SimplexPoint at) =>
        IsConstant(at, (1 - at.Alpha * at.Alpha) / 4);

    [Mistake(nameof(The_simplex_has_the_constant_alpha_curvature_of_one_minus_alpha_squared_over_four), "a sphere of radius 1")]
    public Measurement Not_that_of_a_sphere_of_radius_1(SimplexPoint at) => IsConstant(at, 1 - at.Alpha * at.Alpha);

    [Mistake(nameof(The_simplex_has_the_constant_alpha_curvature_of_one_minus_alpha_squared_over_four), "a curvature 2 % too large")]
    public Measurement Not_a_curvature_that_is_two_percent_larger(SimplexPoint at) => IsConstant(at, 1.02 * (1 - at.Alpha * at.Alpha) / 4);

    [Mistake(nameof(The_simplex_has_the_constant_alpha_curvature_of_one_minus_alpha_squared_over_four),
        "the curvature of a connection whose α is .02 larger", Spoils = Spoiled.Both)]
    public Measurement Not_that_of_a_neighbouring_connection(SimplexPoint at) => Measure.Distance(
        "κ (g g − g g)", at.Constant((1 - at.Alpha * at.Alpha) / 4), "R(α + .02)", at.CurvatureOfAlpha(at.Alpha + .02));

    static Rule Extrapolated => Truncation.Within(
        2 * new Quantity<SimplexPoint>("last change of the extrapolated ∂Γ in R", at => at.LastChange)
        + Gamma(new Quantity<SimplexPoint>("40 n", at => 40 * (at.Size + 1)))
            * new Quantity<SimplexPoint>("4 × condition of g × |g| |Γ| over the smallest step", at => at.RoundingsOverTheStep));

    static Measurement IsConstant(SimplexPoint at, double curvature) =>
        Measure.Distance("κ (g g − g g)", at.Constant(curvature), "R", at.Curvature);
}
