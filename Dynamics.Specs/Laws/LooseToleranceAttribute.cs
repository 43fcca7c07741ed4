namespace Dynamics.Specs.Laws;

/// <summary>Says why, on this fixture, a law's tolerance may be a thousand times wider than its residuals on most subjects.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public sealed class LooseToleranceAttribute(string law, string because) : Attribute
{
    public string Law { get; } = law;

    public string Because { get; } = because;
}
