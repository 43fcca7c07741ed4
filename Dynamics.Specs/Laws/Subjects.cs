using FsCheck;

namespace Dynamics.Specs.Laws;

/// <summary>A fixture that can draw the subjects that its laws are about.</summary>
public interface ISubjectsOf<T>
{
    Subjects<T> Subjects { get; }
}

/// <summary>How subjects are drawn, made simpler, and described.</summary>
/// <param name="Draw">The generator.</param>
/// <param name="Simpler">Simpler subjects than a given one, the simplest first; each strictly simpler, so that shrinking ends.</param>
/// <param name="Traits">What the ledger shows of a subject: numbers are summed up as a range, words are counted.</param>
public sealed record Subjects<T>(Gen<T> Draw, Func<T, IEnumerable<T>> Simpler, Func<T, IEnumerable<Trait>> Traits) : IHasMostCases
{
    /// <summary>At most so many cases of a law or a falsifier, for subjects that cost much.</summary>
    public int AtMost { get; init; } = int.MaxValue;
}

/// <summary>Subjects of which no more than so many cases are measured.</summary>
interface IHasMostCases
{
    int AtMost { get; }
}

/// <summary>A named property of a subject: a number or a word.</summary>
public readonly record struct Trait(string Name, object Value)
{
    public static Trait Of(string name, double value) => new(name, value);

    public static Trait Of(string name, string value) => new(name, value);
}
