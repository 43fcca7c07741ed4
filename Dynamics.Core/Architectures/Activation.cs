using Dynamics.Geometry;
using Dynamics.Numerics;

namespace Dynamics.Architectures;

/// <summary>
/// A function of one number, applied to every unit. It is stated once over a generic scalar; its derivatives are given beside it,
/// for speed, and are what dual numbers make of the statement.
/// </summary>
/// <param name="Name">As an architecture prints it.</param>
public abstract record Activation(string Name)
{
    /// <summary>As an architecture prints it.</summary>
    public string Name { get; init => field = Require.There(value, nameof(Name)); } = Require.There(Name, nameof(Name));

    /// <summary>phi(x), over any scalar.</summary>
    public abstract TScalar Of<TScalar>(TScalar x)
        where TScalar : struct, IScalar<TScalar>;

    /// <summary>phi(x).</summary>
    public virtual double Value(double x) => Of(new Real(x)).Value;

    /// <summary>phi'(x). At a kink, the derivative from the left.</summary>
    public virtual double Derivative(double x) => Of(new Dual(x, 1)).Derivative;

    /// <summary>phi''(x). At a kink, 0.</summary>
    public virtual double SecondDerivative(double x) => Of(new HyperDual(x, 1, 1, 0)).Second;

    /// <summary>phi of many numbers, each with the bits of <see cref="Value"/>.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="to">As many; may be the same memory.</param>
    public virtual void Values(ReadOnlySpan<double> x, Span<double> to)
    {
        RequireAsMany(x, to);
        for (var i = 0; i < x.Length; i++) to[i] = Value(x[i]);
    }

    /// <summary>phi' of many numbers, each with the bits of <see cref="Derivative"/>.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="to">As many; may be the same memory.</param>
    public virtual void Derivatives(ReadOnlySpan<double> x, Span<double> to)
    {
        RequireAsMany(x, to);
        for (var i = 0; i < x.Length; i++) to[i] = Derivative(x[i]);
    }

    /// <summary>
    /// phi and phi' of many numbers, with the bits of <see cref="Values"/> and <see cref="Derivatives"/>, where they cost less together.
    /// </summary>
    /// <param name="x">The numbers.</param>
    /// <param name="values">As many.</param>
    /// <param name="derivatives">As many.</param>
    public virtual void ValuesAndDerivatives(ReadOnlySpan<double> x, Span<double> values, Span<double> derivatives)
    {
        RequireAsMany(x, values, nameof(values));
        RequireAsMany(x, derivatives, nameof(derivatives));
        Values(x, values);
        Derivatives(x, derivatives);
    }

    /// <summary>phi'' of many numbers, each with the bits of <see cref="SecondDerivative"/>.</summary>
    /// <param name="x">The numbers.</param>
    /// <param name="to">As many; may be the same memory.</param>
    public virtual void SecondDerivatives(ReadOnlySpan<double> x, Span<double> to)
    {
        RequireAsMany(x, to);
        for (var i = 0; i < x.Length; i++) to[i] = SecondDerivative(x[i]);
    }

    private protected static void RequireAsMany(ReadOnlySpan<double> x, ReadOnlySpan<double> to, string name = "to") =>
        Require.Length(to.Length, x.Length, name, "x");

    /// <summary>The k with phi(c x) = c^k phi(x) for c &gt; 0, or null where there is none.</summary>
    public virtual int? Homogeneity => null;

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
