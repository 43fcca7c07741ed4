using Dynamics.Numerics;

namespace Dynamics.Benchmarks.Ratios;

/// <summary>Random numbers: what a wide network costs most of.</summary>
static class DrawGoals
{
    const int Count = 1_000_000;

    public static IReadOnlyList<Goal> All =>
        [new("normals", "a million normal numbers: against Box-Muller with Math.Log and Math.Cos", 6, Normals)];

    static double Normals()
    {
        var (stream, random, draws) = (RandomStream.FromSeed(1), new Random(1), new double[Count]);
        return SideBySide.TimesFaster(
            () =>
            {
                for (var i = 0; i < draws.Length; i += 2)
                {
                    var (radius, angle) = (Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())), 2 * Math.PI * random.NextDouble());
                    (draws[i], draws[i + 1]) = (radius * Math.Cos(angle), radius * Math.Sin(angle));
                }
            },
            () => stream.FillNormal(draws), turns: 15);
    }
}
