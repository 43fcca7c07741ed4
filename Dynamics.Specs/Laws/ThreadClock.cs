using System.Runtime.InteropServices;

namespace Dynamics.Specs.Laws;

/// <summary>Processor time of the thread that asks, so that what runs beside it does not count.</summary>
static class ThreadClock
{
    const int OfThreadOnLinux = 3, OfThreadOnMac = 16;
    const nint ThisThread = -2;

    public static TimeSpan Now => OperatingSystem.IsWindows() ? OnWindows()
        : OnPosix(OperatingSystem.IsMacOS() ? OfThreadOnMac : OfThreadOnLinux);

    static TimeSpan OnPosix(int clock) => clock_gettime(clock, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick)
        : throw new PlatformNotSupportedException("The system has no clock of a thread's processor time.");

    static TimeSpan OnWindows() => GetThreadTimes(ThisThread, out _, out _, out var kernel, out var user)
        ? TimeSpan.FromTicks(kernel + user)
        : throw new PlatformNotSupportedException("The system does not tell a thread's processor time.");

    [DllImport("libc")]
    static extern int clock_gettime(int clock, out TimeOfClock time);

    [DllImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    static extern bool GetThreadTimes(nint thread, out long created, out long ended, out long kernel, out long user);

    [StructLayout(LayoutKind.Sequential)]
    readonly struct TimeOfClock
    {
        public readonly nint Seconds, Nanoseconds;
    }
}
