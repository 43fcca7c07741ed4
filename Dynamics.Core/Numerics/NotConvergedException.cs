namespace Dynamics.Numerics;

/// <summary>An iteration ended before it was as good as it was asked to be; the message says how far it came.</summary>
/// <param name="message">What was asked, and how far it came.</param>
public sealed class NotConvergedException(string message) : Exception(message);
