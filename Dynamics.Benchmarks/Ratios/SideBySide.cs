using System.Diagnostics;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>Two pieces of work in turns, so that what disturbs the machine disturbs both; the median of the ratios of each turn.</summary>
static class SideBySide
{
    /// <summary>So long that the just-in-time compiler has had its last word.</summary>
    static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    /// <summary>How many times as long the one takes as the other.</summary>
    public static double TimesFaster(Action slow, Action fast, int turns)
    {
        Warm(fast);
        Warm(slow);
        return Median(turns, () => Seconds(slow) / Seconds(fast));
    }

    /// <summary>The time that one core needs at its peak for as many operations, over that of the work.</summary>
    public static double ShareOfPeak(double operations, Action work, int turns)
    {
        Warm(work);
        return Median(turns, () => Seconds(() => Peak.Run(operations)) / Seconds(work));
    }

    static void Warm(Action work)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;) work();
    }

    /// <summary>So much work, over the seconds that it takes.</summary>
    public static double Rate(double amount, Action work, int turns)
    {
        Warm(work);
        return Median(turns, () => amount / Seconds(work));
    }

    static double Median(int turns, Func<double> ratio)
    {
        double[] ratios = [.. Enumerable.Range(0, turns).Select(_ => ratio()).Order()];
        return (ratios[(turns - 1) / 2] + ratios[turns / 2]) / 2;
    }

    static double Seconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
