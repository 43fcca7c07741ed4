using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dynamics.Architectures;
using Dynamics.Numerics;

namespace Dynamics.Networks;

/// <summary>
/// What a filter meets, as a matrix of (places, examples) x (channels, taps) that is only ever there in panels: at a place and a tap, the
/// column of examples of a pixel, and zeros where the table has none.
/// </summary>
/// <param name="Table">The pixel at [place Taps + tap].</param>
readonly record struct Patches(double[] Storage, int Offset, int Examples, int Channels, int Pixels, int Taps, int[] Table) : IOperand
{
    /// <summary>What a tap outside of the image meets; it does not move.</summary>
    public static readonly double[] Nothing = GC.AllocateArray<double>(256, pinned: true);

    public int Rows => Taps == 0 ? 0 : Table.Length / Taps * Examples;

    public int Depth => Channels * Taps;

    public unsafe void Pack(int row, int rows, int start, int depth, int width, double* panels)
    {
        fixed (double* storage = Storage)
        fixed (int* table = Table)
            for (var first = 0; first < rows; first += width, panels += (nint)width * depth)
            {
                var count = Math.Min(width, rows - first);
                for (var done = 0; done < count;)
                {
                    var (place, example) = Math.DivRem(row + first + done, Examples);
                    var run = Math.Min(Examples - example, count - done);
                    Run(storage + Offset + example, table + place * Taps, run, start, depth, width, panels + done);
                    done += run;
                }

                Panel.Clear(count, depth, width, panels);
            }
    }

    public unsafe bool TryPlace(int row, int rows, int start, int depth, nint* steps)
    {
        var (place, example) = Math.DivRem(row, Examples);
        if (example + rows > Examples || rows > Nothing.Length) return false;
        var (channel, tap) = Math.DivRem(start, Taps);
        var image = Offset + example + (nint)channel * Pixels * Examples;
        fixed (double* storage = Storage, nothing = Nothing)
        fixed (int* table = Table)
        {
            var pixels = table + place * Taps;
            for (; depth > 0; depth--, steps++)
            {
                *steps = pixels[tap] == FilterTaps.None ? (nint)(nothing - storage) : image + (nint)pixels[tap] * Examples;
                if (++tap < Taps) continue;
                tap = 0;
                image += (nint)Pixels * Examples;
            }
        }

        return true;
    }

    /// <summary>Examples at one place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    unsafe void Run(double* storage, int* pixels, int run, int start, int depth, int width, double* panel)
    {
        var (channel, tap) = Math.DivRem(start, Taps);
        var image = storage + (nint)channel * Pixels * Examples;
        for (; depth > 0; depth--, panel += width)
        {
            nint r = 0;
            if (pixels[tap] == FilterTaps.None)
            {
                for (; r < run; r++) panel[r] = 0;
            }
            else
            {
                var from = image + (nint)pixels[tap] * Examples;
                for (; r + 4 <= run; r += 4) Vector256.Load(from + r).Store(panel + r);
                for (; r < run; r++) panel[r] = from[r];
            }

            if (++tap < Taps) continue;
            tap = 0;
            image += (nint)Pixels * Examples;
        }
    }
}

/// <summary>The same, as (channels, taps) x (places, examples).</summary>
readonly record struct TransposedPatches(Patches Patches) : IOperand
{
    public double[] Storage => Patches.Storage;

    public int Rows => Patches.Depth;

    public int Depth => Patches.Rows;

    public unsafe void Pack(int row, int rows, int start, int depth, int width, double* panels)
    {
        fixed (double* storage = Storage, nothing = Patches.Nothing)
        fixed (int* table = Patches.Table)
        {
            var pieces = stackalloc double*[width];
            for (var first = 0; first < rows; first += width, panels += (nint)width * depth)
            {
                var count = Math.Min(width, rows - first);
                if (Patches.Examples == 1)
                {
                    OfOneExample(storage + Patches.Offset, table, row + first, count, start, depth, width, panels);
                    continue;
                }

                for (var done = 0; done < depth;)
                {
                    var (place, example) = Math.DivRem(start + done, Patches.Examples);
                    var run = Math.Min(Math.Min(Patches.Examples - example, depth - done), Patches.Nothing.Length);
                    for (var r = 0; r < count; r++)
                    {
                        var (channel, tap) = Math.DivRem(row + first + r, Patches.Taps);
                        var pixel = table[place * Patches.Taps + tap];
                        pieces[r] = pixel == FilterTaps.None ? nothing
                            : storage + Patches.Offset + (nint)(channel * Patches.Pixels + pixel) * Patches.Examples + example;
                    }

                    Panel.Transpose(pieces, count, run, width, panels + (nint)done * width);
                    done += run;
                }
            }
        }
    }

    public unsafe bool TryPlace(int row, int rows, int start, int depth, nint* steps) => false;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    unsafe void OfOneExample(double* image, int* table, int row, int count, int start, int depth, int width, double* panel)
    {
        var channels = stackalloc double*[width];
        var taps = stackalloc int[width];
        for (var r = 0; r < count; r++)
        {
            (var channel, taps[r]) = Math.DivRem(row + r, Patches.Taps);
            channels[r] = image + channel * Patches.Pixels;
        }

        var pixels = table + start * Patches.Taps;
        for (; depth > 0; depth--, panel += width, pixels += Patches.Taps)
        {
            for (nint r = 0; r < count; r++) panel[r] = pixels[taps[r]] is var pixel and not FilterTaps.None ? channels[r][pixel] : 0;
            for (nint r = count; r < width; r++) panel[r] = 0;
        }
    }
}
