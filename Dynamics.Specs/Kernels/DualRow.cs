using Dynamics.Architectures;
using Dynamics.Specs.Reference;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// A row of a table of dual activations. Errors are relative to sqrt(E[f(u)²] E[f(v)²]), f the activation or its derivative.
/// </summary>
public sealed record DualRow(ReferenceRow Row)
{
    static readonly string[] Columns = ["activation", "parameter", "q11", "q22", "q12", "expected_product", "expected_derivative_product"];

    public static IReadOnlyList<DualRow> All { get; } =
    [
        .. ReferenceTable.Read("dual-activations.csv", Columns).Select(row => new DualRow(row)),
        .. ReferenceTable.Read("dual-activations-smooth.csv", Columns).Select(row => new DualRow(row)),
    ];

    public Activation Activation => ActivationNames.Named(Row["activation"], Row["parameter"], Row);

    public PairCovariance Pair => new(Row.Double("q11"), Row.Double("q22"), Row.Double("q12"));

    public bool IsClosed => Activation is IClosedFormDual;

    /// <summary>sqrt(1 - ρ²), or 1 where u and v are multiples of each other: rounding a covariance turns the angle by u / sin.</summary>
    public double Sine =>
        Math.Sqrt(Pair.First * Pair.Second - Pair.Cross * Pair.Cross) is var root and > 0 ? root / Math.Sqrt(Pair.First * Pair.Second) : 1;

    /// <summary>Both moments over their scales.</summary>
    public double[] Relative(DualMoments moments) => NormalPairAndActivation.Relative(Activation, Pair.First, Pair.Second, moments);

    public double[] Expected => Relative(new(Row.Double("expected_product"), Row.Double("expected_derivative_product")));
}
