using Dynamics.Geometry;

namespace Dynamics.Kernels;

/// <summary>How analytic kernels are computed; none of it changes a bit of the result.</summary>
public sealed record AnalyticKernelOptions
{
    /// <summary>Threads, over blocks of columns.</summary>
    public int Threads { get; init => field = Require.Threads(value, nameof(Threads)); } = 1;

    /// <summary>Told the share of the work that is done, from the threads that do it.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends the work between two rows.</summary>
    public CancellationToken Cancellation { get; init; }
}
