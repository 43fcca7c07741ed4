namespace Dynamics.Specs.Laws.Tolerances;

/// <summary>The error C h^p that a cut series, a quadrature or a discretisation leaves.</summary>
public sealed record Truncation(double Constant, double Step, double Order, string Rule) : Tolerance(Rule)
{
    /// <param name="derivation">Where the constant and the order come from.</param>
    public static Truncation Of(double constant, double step, double order, string derivation) =>
        new(constant, step, order, "truncation: " + derivation);

    public override double Width(double alpha) => Constant * Math.Pow(Step, Order);
}
