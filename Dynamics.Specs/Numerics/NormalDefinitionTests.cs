using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>The normal stream, which is made eight blocks at a time, against its definition one number at a time.</summary>
public class NormalDefinitionTests
{
    const double UnitRoundoff = 1.1102230246251565e-16;
    const int Tile = 16;
    const int Words = 52;

    /// <summary>
    /// The radius is off by half of what a logarithm of a few units is, sine and cosine by two units each; both are added up where they
    /// cancel.
    /// </summary>
    const double Units = 8;

    [Property(Cases = 200)]
    public void A_normal_number_is_that_of_its_definition(ulong seed, Size before, Size tiles, Size beyond)
    {
        var stream = RandomStream.FromSeed(seed);
        stream.FillNormal(new double[before]);
        var normals = new double[tiles * Tile + beyond];
        stream.FillNormal(normals);
        var generator = Key(seed);
        for (var i = 0; i < normals.Length; i++)
        {
            var (expected, size) = Normal(generator, (ulong)(before + i));
            Assert.That(normals[i], Is.EqualTo(expected).Within(Units * UnitRoundoff * size), $"number {before + i}");
        }
    }

    /// <summary>The stream of a seed has as its key a block of the generator of key 0, its counter added.</summary>
    static Threefry Key(ulong seed)
    {
        var (first, second) = new Threefry(0, 0).Block(seed, 1);
        return new(first ^ seed, second ^ 1);
    }

    /// <summary>Box and Muller: number j and number j + 8 of a tile are those of its block j, on domain 5.</summary>
    static (double Number, double Size) Normal(Threefry generator, ulong position)
    {
        var lane = position % Tile;
        var (first, second) = generator.Block(position / Tile * (Tile / 2) + lane % (Tile / 2), 5);
        var radius = Math.Sqrt(-Elementary.Log(Uniform(first)));
        var (sin, cos) = Elementary.SinCos((Uniform(second) - .5) * (Math.PI / 2));
        var isFirst = lane < Tile / 2;
        var magnitude = radius * (isFirst ? cos - sin : cos + sin);
        return ((second >> (isFirst ? 63 : 62) & 1) == 1 ? -magnitude : magnitude, radius * (Math.Abs(cos) + Math.Abs(sin)));
    }

    /// <summary>(k + 1/2) / 2^52, k the low 52 bits.</summary>
    static double Uniform(ulong word) => ((word & (1UL << Words) - 1) + .5) / (1UL << Words);
}
