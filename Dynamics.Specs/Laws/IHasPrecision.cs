namespace Dynamics.Specs.Laws;

/// <summary>A subject that computes in a precision of its own.</summary>
public interface IHasPrecision
{
    /// <summary>u, the relative error of one rounding: 2^-53 for double precision, 2^-24 for single.</summary>
    double UnitRoundoff { get; }
}
