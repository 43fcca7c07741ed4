using NUnit.Framework;

namespace Dynamics.Specs.Laws;

/// <summary>Marks a spec class as part of a chapter of the theory. Inherited, so that a law meets many models.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = true)]
public sealed class ChapterAttribute(string title) : TestFixtureAttribute
{
    public string Title { get; } = title;

    /// <summary>The section of the report that the chapter turns into laws, or empty.</summary>
    public string Report { get; init; } = "";
}
