namespace Dynamics.Specs.BadCalls;

/// <summary>A call with arguments that are right, fresh at each call.</summary>
/// <param name="Called">What is called.</param>
sealed record GoodCall(Callable Called)
{
    /// <summary>What it is called on; null where it needs nothing.</summary>
    public object? Receiver { get; init; } = Called.HasReceiver ? GoodValues.Receiver(Called.Owner) : null;

    /// <summary>In the order of the declaration.</summary>
    public object?[] Arguments { get; } = [.. Called.Arguments.Select(argument => GoodValues.Argument(Called, argument))];

    /// <summary>What it returns.</summary>
    public object? Make() => Called.Invoke(Receiver, Arguments);

    /// <summary>The same with another argument.</summary>
    public GoodCall With(Argument argument, object? value)
    {
        var changed = new GoodCall(Called);
        changed.Arguments[Called.Arguments.TakeWhile(other => other != argument).Count()] = value;
        return changed;
    }
}
