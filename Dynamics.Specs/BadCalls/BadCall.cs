using System.Text.RegularExpressions;
using Dynamics.Networks;
using Dynamics.Numerics;

namespace Dynamics.Specs.BadCalls;

/// <summary>What a call did with a bad value.</summary>
enum Outcome
{
    /// <summary>An exception that names the argument, or one of Core's own.</summary>
    Refused,

    /// <summary>It returned, and may.</summary>
    Right,

    /// <summary>An exception from inside.</summary>
    Leaked,

    /// <summary>An exception that names something else.</summary>
    Misnamed,

    /// <summary>It returned, and may not.</summary>
    Silent,

    /// <summary>It has not returned.</summary>
    Endless,
}

/// <summary>A call that is right but for one argument.</summary>
/// <param name="Called">What is called.</param>
/// <param name="Argument">Which argument is bad.</param>
/// <param name="Bad">The bad value.</param>
sealed record BadCall(Callable Called, Argument Argument, BadValue Bad)
{
    /// <summary>All of one member.</summary>
    public static IEnumerable<BadCall> Of(Callable called) =>
        from argument in called.Arguments
        from bad in BadValues.Of(argument, () => GoodValues.Argument(called, argument))
        where !Exceptions.Cover(called, argument, bad)
        select new BadCall(called, argument, bad);

    /// <summary>Makes the call; and what came of it, for a message.</summary>
    public (Outcome Outcome, string Said) Make()
    {
        var call = new GoodCall(Called).With(Argument, Bad.Value);
        try
        {
            var result = call.Make();
            return (Judge(call, result), $"returned {result}");
        }
        catch (Exception thrown)
        {
            return (Judge(thrown), $"{thrown.GetType().Name}: {thrown.Message} {Where(thrown)}");
        }
    }

    public override string ToString() => $"{Called}, {Argument.Name} is {Bad.Text}";

    static string? Where(Exception thrown) =>
        thrown.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains(" Dynamics.", StringComparison.Ordinal))?.Trim();

    Outcome Judge(GoodCall call, object? result)
    {
        object?[] after =
            [result, call.Receiver, .. call.Arguments.Where(argument => argument != Bad.Value && argument is Array or MatrixView)];
        return Bad.Flaw switch
        {
            Flaw.Missing or Flaw.Unfit => Outcome.Silent,
            Flaw.NotANumber when !Contents.Any(after, double.IsNaN) => Outcome.Silent,
            Flaw.Infinite when !Called.IsScalar && !Contents.Any(after, x => !double.IsFinite(x)) => Outcome.Silent,
            Flaw.Extreme when !Called.IsScalar && Contents.Any([result], double.IsNaN) && !IsNaNWhereAllIsRight() => Outcome.Silent,
            _ => Outcome.Right,
        };
    }

    bool IsNaNWhereAllIsRight() => Contents.Any([new GoodCall(Called).Make()], double.IsNaN);

    /// <summary>What is only too long or too large for another argument may be told of that one.</summary>
    IEnumerable<string> NamesThatExplain() =>
        Bad.Flaw == Flaw.Extreme ? [.. Bad.Names, .. Called.Arguments.Select(argument => argument.Name)] : Bad.Names;

    Outcome Judge(Exception thrown) => thrown switch
    {
        _ when thrown.GetType().Assembly == typeof(Network).Assembly => Outcome.Refused,
        ArgumentException => NamesThatExplain().Any(name => Regex.IsMatch(thrown.Message, $@"\b{name}s?\b", RegexOptions.IgnoreCase))
            ? Outcome.Refused : Outcome.Misnamed,
        IOException or ObjectDisposedException when Argument.Type == typeof(Stream) || Argument.Type == typeof(string) => Outcome.Refused,
        _ => Outcome.Leaked,
    };
}
