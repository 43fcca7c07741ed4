using Dynamics.Architectures;

namespace Dynamics.Specs.Networks;

/// <summary>An activation with the derivative of another one: a mistake in the backward pass alone.</summary>
public sealed record MistakenActivation(Activation Right, Activation Wrong) : Activation(Right.Name)
{
    public override TScalar Of<TScalar>(TScalar x) => Right.Of(x);

    public override double Value(double x) => Right.Value(x);

    public override double Derivative(double x) => Wrong.Derivative(x);

    public override double SecondDerivative(double x) => Wrong.SecondDerivative(x);
}
