namespace Dynamics.Specs.Laws;

/// <summary>Says which chapter of the theory the laws of a class belong to. Inherited, so that a law meets many models.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class ChapterAttribute(string title) : Attribute
{
    public string Title { get; } = title;

    /// <summary>The section of the report that the chapter turns into laws, or empty.</summary>
    public string Report { get; init; } = "";
}
