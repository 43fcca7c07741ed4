namespace Dynamics.Specs.Laws;

/// <summary>Says that an inherited law has nothing to measure on this fixture's model, and why.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public sealed class DoesNotApplyAttribute(string law, string reason) : Attribute
{
    public string Law { get; } = law;

    public string Reason { get; } = reason;
}
