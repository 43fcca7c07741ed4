namespace Dynamics.Specs.Laws;

/// <summary>The local slopes of an error in a log-log plot against a step.</summary>
/// <param name="Steps">Falling.</param>
/// <param name="Errors">One for each step.</param>
public sealed record Slopes(IReadOnlyList<double> Steps, IReadOnlyList<double> Errors)
{
    const double Flat = .25;
    const double NearAnOrder = .35;

    public double[] Values { get; } =
        [.. Enumerable.Range(0, Steps.Count - 1).Select(i => Math.Log(Errors[i] / Errors[i + 1]) / Math.Log(Steps[i] / Steps[i + 1]))];

    /// <summary>The step at which the last slope begins.</summary>
    public double SmallestStep => Steps[^2];

    /// <summary>Of those that are numbers; not a number where none is.</summary>
    /// <param name="deviation">Of a slope at a step.</param>
    public double Largest(Func<double, double, double> deviation) =>
        Values.Select((slope, i) => deviation(slope, Steps[i])).Where(found => !double.IsNaN(found)).DefaultIfEmpty(double.NaN).Max();

    /// <summary>What a person who knows such plots would say of them.</summary>
    /// <param name="order">The order that was expected.</param>
    public string ReadAloud(double order)
    {
        if (Errors.Any(error => error == 0)) return "an error is zero: the two sides are one computation, or the error is below roundoff";
        if (Values.Any(slope => !double.IsFinite(slope))) return "a slope is not a number: an error is infinite or not a number";
        if (Values.Max() - Values.Min() > 1.5) return "the slopes are erratic: roundoff or noise, not a power of the step";
        var last = Values[^1];
        return Math.Abs(last) < Flat ? "the error does not fall with the step: another function, or another derivative"
            : Math.Abs(last - order) < NearAnOrder ? "the slopes come near to the order, but too slowly for the constant that is allowed"
            : Math.Abs(last - (order - 1)) < NearAnOrder ? "one order is lost: a mistake of first order in the step"
            : last > order ? "the error falls faster than claimed: the leading term vanishes here"
            : "the error falls more slowly than claimed";
    }
}
