namespace Dynamics.Specs.Laws.Rules;

/// <summary>A bound that is computed from the subject: what rounding, a cut series or a discretisation can leave.</summary>
public sealed record Bounded<T>(string Kind, Quantity<T> Width) : Rule(Kind, Width.Text)
{
    internal override Type Subject => typeof(T);

    internal override Tolerance For(object? subject, Measurement measured) => Tolerance.Of(Width.Of((T)subject!));
}

/// <summary>What rounding can leave.</summary>
public static class Roundoff
{
    /// <param name="width">As in <c>Gamma(N + P) * (Size + 1)</c>: the roundings on the longest path, times the sum of the absolute values
    /// of what is added up.</param>
    public static Rule Within<T>(Quantity<T> width) => new Bounded<T>("roundoff", width);
}

/// <summary>The error that a cut series, a quadrature or a discretisation leaves.</summary>
public static class Truncation
{
    public static Rule Within<T>(Quantity<T> width) => new Bounded<T>("truncation", width);
}
