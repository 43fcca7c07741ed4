using System.Buffers;

namespace Dynamics.Networks;

/// <summary>
/// Memory for the blocks of one pass: while it is the innermost one of its thread, blocks are taken from it, and when it is disposed of
/// their memory serves the next. What outlives the pass is copied out before.
/// </summary>
sealed class Workspace : IDisposable
{
    [ThreadStatic]
    static Workspace? Innermost;

    readonly List<double[]> _taken = [];
    readonly Workspace? _outer = Innermost;

    public Workspace() => Innermost = this;

    /// <summary>An array for at least so many numbers, with arbitrary contents; outside of all workspaces a new one.</summary>
    public static double[] Take(int count)
    {
        if (Innermost is not { } workspace) return GC.AllocateUninitializedArray<double>(count);
        var array = ArrayPool<double>.Shared.Rent(count);
        workspace._taken.Add(array);
        return array;
    }

    public void Dispose()
    {
        Innermost = _outer;
        foreach (var array in _taken) ArrayPool<double>.Shared.Return(array);
        _taken.Clear();
    }
}
