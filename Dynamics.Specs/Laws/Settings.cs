using System.Globalization;
using System.Security.Cryptography;

namespace Dynamics.Specs.Laws;

/// <summary>How a run was asked for; read from the environment once.</summary>
/// <param name="Seed">The master seed: every stream of every law derives from it.</param>
/// <param name="CasesFactor">Multiplies the number of generated cases of every law.</param>
/// <param name="ReferenceFolder">Further accuracy tables, or null.</param>
/// <param name="DataFolder">The IDX files of a full data set, or null for the project's subset.</param>
/// <param name="ArtifactsFolder">Where evidence and ledger go.</param>
public sealed record Settings(ulong Seed, double CasesFactor, string? ReferenceFolder, string? DataFolder, string ArtifactsFolder)
{
    public const ulong DefaultSeed = 20260;

    /// <summary>
    /// Multiplies the groups of networks of a law about the width and the draws of a law about a mean: their intervals narrow, and nothing
    /// else changes.
    /// </summary>
    public double SamplesFactor { get; init; } = 1;

    public static Settings FromEnvironment { get; } = From(Environment.GetEnvironmentVariable);

    /// <param name="variable">Looks a variable up; null where it is not set.</param>
    public static Settings From(Func<string, string?> variable) => new(
        SeedOf(NonEmpty(variable("DYNAMICS_SEED"))),
        FactorOf("DYNAMICS_CASES", NonEmpty(variable("DYNAMICS_CASES"))),
        FolderOf("DYNAMICS_REFERENCE", NonEmpty(variable("DYNAMICS_REFERENCE"))),
        FolderOf("DYNAMICS_DATA", NonEmpty(variable("DYNAMICS_DATA"))),
        Path.GetFullPath(NonEmpty(variable("DYNAMICS_ARTIFACTS")) ?? "artifacts", Repository.Root))
    {
        SamplesFactor = FactorOf("DYNAMICS_SAMPLES", NonEmpty(variable("DYNAMICS_SAMPLES"))),
    };

    /// <summary>Whether this is the run whose cases are the same every time, so that what is judged on it cannot flicker.</summary>
    public bool IsTheDefaultRun => Seed == DefaultSeed && CasesFactor == 1 && SamplesFactor == 1;

    public int Cases(int declared) => Math.Max(1, (int)Math.Round(declared * CasesFactor));

    /// <param name="declared">Groups or draws of the default run.</param>
    public int Samples(int declared) => Math.Max(2, (int)Math.Round(declared * SamplesFactor));

    static ulong SeedOf(string? text) => text switch
    {
        null => DefaultSeed,
        "random" => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
        _ when ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) => seed,
        _ => throw new FormatException($"DYNAMICS_SEED is '{text}'; it must be a whole number from 0 to {ulong.MaxValue}, or 'random'."),
    };

    static double FactorOf(string variable, string? text) =>
        text is null ? 1
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var factor) && factor is >= 1e-3 and <= 1e4 ? factor
        : throw new FormatException($"{variable} is '{text}'; it must be a number from 0.001 to 10000.");

    static string? FolderOf(string variable, string? folder) =>
        folder is null || Directory.Exists(folder) ? folder
            : throw new FormatException($"{variable} is '{folder}'; there is no such folder.");

    static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
