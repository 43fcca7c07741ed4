namespace Dynamics.Approval;

/// <summary>What a comparer says of a received and a verified stream.</summary>
public readonly record struct CompareResult
{
    CompareResult(bool isEqual, string? message) => (IsEqual, Message) = (isEqual, message);

    public bool IsEqual { get; }

    public string? Message { get; }

    public static CompareResult Equal { get; } = new(true, null);

    public static CompareResult NotEqual(string? message = null) => new(false, message);
}

/// <summary>A pure function of two streams: the shape of Verify's stream comparers.</summary>
public delegate Task<CompareResult> StreamCompare(
    Stream received, Stream verified, IReadOnlyDictionary<string, object> context);
