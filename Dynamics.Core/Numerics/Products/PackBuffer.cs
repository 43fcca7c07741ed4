using System.Runtime.CompilerServices;

namespace Dynamics.Numerics;

/// <summary>Room for packed panels, kept by each thread for its next product. It does not move, and starts on a cache line.</summary>
sealed unsafe class PackBuffer
{
    const int LineBytes = 64;

    [ThreadStatic]
    static PackBuffer? LeftOfThread, RightOfThread;

    double[] _storage = [];

    /// <summary>For panels of the left side.</summary>
    public static double* Left(int count) => (LeftOfThread ??= new()).AtLeast(count);

    /// <summary>For panels of the right side.</summary>
    public static double* Right(int count) => (RightOfThread ??= new()).AtLeast(count);

    double* AtLeast(int count)
    {
        if (_storage.Length < count + LineBytes / sizeof(double))
            _storage = GC.AllocateUninitializedArray<double>(count + LineBytes / sizeof(double), pinned: true);
        var start = (nint)Unsafe.AsPointer(ref _storage[0]);
        return (double*)(start + LineBytes - 1 & -LineBytes);
    }
}
