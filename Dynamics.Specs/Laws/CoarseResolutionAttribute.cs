namespace Dynamics.Specs.Laws;

/// <summary>
/// Says why, on this fixture, an identity sees no relative error as small as <see cref="Claims.WantedResolution"/> on most subjects.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public sealed class CoarseResolutionAttribute(string law, string because) : Attribute
{
    public string Law { get; } = law;

    public string Because { get; } = because;
}
