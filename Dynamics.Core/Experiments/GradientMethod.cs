namespace Dynamics.Experiments;

/// <summary>Which gradient is followed.</summary>
public enum GradientMethod
{
    /// <summary>The derivatives with respect to the coordinates.</summary>
    Plain,

    /// <summary>The same times the inverse of the Fisher information.</summary>
    Natural,
}
