using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Dynamics.Specs.Harness;
using NUnit.Framework;

namespace Dynamics.Specs.Reproducibility;

/// <summary>
/// The same bits with and without vector units, on one processor and on all, with the C library's functions for other processors.
/// </summary>
public class ReproducibilitySpecs
{
    static readonly Lazy<string[]> Here = new(() => [.. Fingerprints.Lines()]);

    [TestCase("DOTNET_EnableAVX512", "0")]
    [TestCase("DOTNET_EnableAVX2", "0")]
    [TestCase("DOTNET_EnableHWIntrinsic", "0")]
    [TestCase("DOTNET_PROCESSOR_COUNT", "1")]
    [TestCase("DOTNET_TieredCompilation", "0")]
    [TestCase("GLIBC_TUNABLES", "glibc.cpu.hwcaps=-AVX2,-FMA")]
    public void Every_computation_gives_the_same_bits_with(string variable, string value)
    {
        var child = ChildProcess.Of("fingerprint");
        child.Environment[variable] = value;
        Assert.That(ChildProcess.OutputOf(child), Is.EqualTo(Here.Value));
    }

    [TestCase("DOTNET_EnableAVX512", "0")]
    [TestCase("DOTNET_EnableAVX2", "0")]
    [TestCase("DOTNET_EnableHWIntrinsic", "0")]
    [TestCase("DOTNET_PROCESSOR_COUNT", "1")]
    public void The_switch_takes_away_what_the_processor_has(string variable, string value)
    {
        var child = ChildProcess.Of("processor");
        child.Environment[variable] = value;
        var left = ChildProcess.OutputOf(child).Single();
        Assert.That(left, Has(variable) ? Is.Not.EqualTo(Processor) : Is.EqualTo(Processor));
    }

    [Test]
    public void Every_computation_has_a_name_of_its_own() =>
        Assert.That(Here.Value.Select(line => line.Split("  ", 2)[1]), Is.Unique.And.Not.Empty);

    /// <summary>What this process may use of its processor.</summary>
    internal static string Processor =>
        $"AVX-512 {Avx512F.IsSupported}, AVX2 {Avx2.IsSupported}, FMA {Fma.IsSupported}, Neon {AdvSimd.IsSupported}, processors "
            + $"{Environment.ProcessorCount}";

    static bool Has(string variable) => variable switch
    {
        "DOTNET_EnableAVX512" => Avx512F.IsSupported,
        "DOTNET_EnableAVX2" => Avx2.IsSupported,
        "DOTNET_EnableHWIntrinsic" => Avx2.IsSupported || AdvSimd.IsSupported,
        "DOTNET_PROCESSOR_COUNT" => Environment.ProcessorCount > 1,
        _ => throw new ArgumentException($"{variable} switches nothing off.", nameof(variable)),
    };
}
