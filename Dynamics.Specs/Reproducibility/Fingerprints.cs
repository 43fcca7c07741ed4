using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Dynamics.Specs.Reproducibility;

/// <summary>A hash for every kind of computation: the same on any processor and on any number of threads.</summary>
public static class Fingerprints
{
    /// <summary>One line a computation: its hash and its name.</summary>
    public static IEnumerable<string> Lines() =>
        Computations().Select(computation => $"{HashOf(computation.Values())}  {computation.Name}");

    static IEnumerable<(string Name, Func<IEnumerable<double>> Values)> Computations() =>
        [.. NumericsFingerprints.All, .. GeometryFingerprints.All(), .. ExperimentFingerprints.All,
            .. NetworkFingerprints.All(), .. KernelFingerprints.All(), .. TrainingFingerprints.All, .. RichRegimeFingerprints.All];

    static string HashOf(IEnumerable<double> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
            hash.AppendData(bytes);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }
}
