namespace Dynamics.Specs.Laws;

/// <summary>
/// Says that this fixture's model breaks a hypothesis of an inherited law, so that the law must be violated, on half of its cases or more.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public sealed class BreaksAttribute(string law, string hypothesis) : Attribute
{
    public string Law { get; } = law;

    public string Hypothesis { get; } = hypothesis;
}
