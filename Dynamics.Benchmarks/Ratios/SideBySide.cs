using System.Diagnostics;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>Two pieces of work in turns, so that what disturbs the machine disturbs both; the median of the ratios of each turn.</summary>
static class SideBySide
{
    const int WarmUps = 3;

    /// <summary>How many times as long the one takes as the other.</summary>
    public static double TimesFaster(Action slow, Action fast, int turns)
    {
        for (var i = 0; i < WarmUps; i++) fast();
        slow();
        return Median(turns, () => Seconds(slow) / Seconds(fast));
    }

    /// <summary>The rate of some work, over the peak rate of one core.</summary>
    public static double ShareOfPeak(double operations, Action work, int turns)
    {
        for (var i = 0; i < WarmUps; i++) work();
        return Median(turns, () => operations / Seconds(work) / Peak.OperationsASecond());
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
