namespace Dynamics.Architectures;

/// <summary>One slope at and below zero, another above: identity, ReLU, leaky ReLU and the absolute value.</summary>
/// <param name="Below">The slope for x &lt;= 0.</param>
/// <param name="Above">The slope for x &gt; 0.</param>
public sealed record PiecewiseLinear(string Name, double Below, double Above) : Activation(Name)
{
    /// <inheritdoc/>
    public override TScalar Of<TScalar>(TScalar x) => x * Derivative(x.Value);

    /// <inheritdoc/>
    public override double Value(double x) => x * Derivative(x);

    /// <inheritdoc/>
    public override double Derivative(double x) => x > 0 ? Above : Below;

    /// <inheritdoc/>
    public override double SecondDerivative(double x) => 0;

    /// <inheritdoc/>
    public override int? Homogeneity => 1;
}
