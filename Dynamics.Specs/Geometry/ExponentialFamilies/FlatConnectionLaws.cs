using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Natural parameters are affine coordinates of the exponential connection.
/// </summary>
public abstract partial class ExponentialFamilyLaws<TModel>
{
    [Law("G26b", LawKind.Identity, @"\Gamma^{(1)}_{ij,k}(\theta) = 0", Source = "Amari 1985; Amari and Nagaoka 2000",
        Given = "an exponential family in its natural parameters; all i, j, k",
        Within = nameof(FlatCoordinates), Cases = 30, RestsOn = ["G22d"])]
    public Measurement The_exponential_connection_vanishes_in_natural_parameters(DualPoint<TModel> d) => Vanishes(d, 1);

    [Mistake(nameof(The_exponential_connection_vanishes_in_natural_parameters), "the connection of Levi-Civita, α = 0")]
    public Measurement The_Levi_Civita_connection_does_not_vanish(DualPoint<TModel> d) => Vanishes(d, 0);

    [Mistake(nameof(The_exponential_connection_vanishes_in_natural_parameters), "α = 0.98")]
    public Measurement The_connection_of_a_neighbouring_alpha_does_not_vanish(DualPoint<TModel> d) => Vanishes(d, .98);

    static Rule FlatCoordinates => Roundoff.Within(
        Roundings(That("running error of E[s]", d => d.At.Errors.Score)) * Size("|F|", d => d.Fisher)
        + Gamma(OutcomesOfP + 4 * ChainOfLogP) * That("Σ|∇² log p|", d => d.At.Roundings.Hessian)
            * That("E|s|", d => d.At.Errors.ScoreSize));

    /// <summary>The skewness of the score, T / 2, is what the connection of Levi-Civita would be.</summary>
    static Measurement Vanishes(DualPoint<TModel> d, double alpha)
    {
        var coefficients = Flat(AlphaConnection.Coefficients(d.Model, d.P, alpha));
        return Measure.Distance("Γ(1)", coefficients, "0", Vector<double>.Build.Dense(coefficients.Count))
            .OfSize(Flat(AlphaConnection.Coefficients(d.Model, d.P, 0)).L2Norm());
    }

    static Vector<double> Flat(IEnumerable<Matrix<double>> coefficients) =>
        Vector<double>.Build.DenseOfEnumerable(coefficients.SelectMany(matrix => matrix.Enumerate()));
}
