namespace Dynamics.Specs.Laws;

/// <summary>Names the subject of a fixture, where the name of its model does not tell it from another fixture's.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubjectAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
