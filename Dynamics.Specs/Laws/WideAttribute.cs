namespace Dynamics.Specs.Laws;

/// <summary>Says why, on this fixture, a law's roundoff tolerance may be a thousand times wider than the worst residual.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public sealed class WideAttribute(string law, string because) : Attribute
{
    public string Law { get; } = law;

    public string Because { get; } = because;
}
