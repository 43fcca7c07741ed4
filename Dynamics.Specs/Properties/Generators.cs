using Dynamics.Architectures;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Networks;
using FsCheck;
using FsCheck.Fluent;

namespace Dynamics.Specs.Properties;

/// <summary>
/// How the arguments of properties are drawn and made simpler. Numbers have few digits; sizes are small, or about a block length of some
/// kernel.
/// </summary>
public static class Generators
{
    const int LargestSeed = 10_000;
    const int MostNumbers = 40;
    const int MostRows = 9;

    /// <summary>Lanes of vectors, heights and widths of tiles, columns that are factorised at once, a stretch of packed columns.</summary>
    static readonly int[] BlockLengths = [4, 8, 12, 16, 24, 32, 48, 64, 96];

    static readonly int[] Extents = [1, 2, 3, 4, 6];

    public static Arbitrary<double> Numbers() => Drawn.Number(-3, 3).Shrunk(Simpler.Number);

    public static Arbitrary<Size> Sizes() => Gen.Frequency((2, Gen.Choose(1, MostRows)), (1, AboutABlock)).Select(n => new Size(n))
        .Shrunk(size => Simpler.Count(size, 1).Select(n => new Size(n)));

    public static Arbitrary<Seed> Seeds() => Gen.Choose(0, LargestSeed).Select(seed => new Seed(seed))
        .Shrunk(stream => Simpler.Count(stream.Value, 0).Select(seed => new Seed(seed)));

    public static Arbitrary<PositiveDefinite> PositiveDefinites() =>
        (from size in Sizes().Generator from stream in Seeds().Generator select new PositiveDefinite(size, stream))
        .Shrunk(matrix => Simpler.Count(matrix.Size, 1).Select(size => matrix with { Size = new(size) }));

    public static Arbitrary<AnyDoubles> AnyNumbers() =>
        (from count in Gen.Choose(1, MostNumbers) from seed in Gen.Choose(0, int.MaxValue) select AnyDoubles.Of(count, (ulong)seed))
        .Shrunk(numbers => numbers.Simpler());

    /// <summary>Images, most of them not square, some a single row.</summary>
    public static Arbitrary<Shape> Images() => (
        from channels in Gen.Choose(1, 3)
        from height in Gen.Elements(Extents)
        from width in Gen.Elements(Extents)
        where height * width > 1
        select Shape.Image(channels, height, width)).Shrunk(image => SimplerImages(image));

    public static Arbitrary<ConvolutionPlan> Convolutions() => ConvolutionPlan.Draw.Shrunk(plan => plan.Simpler());

    public static Arbitrary<ArchitecturePlan> Architectures() => ArchitecturePlan.Draw(Activations.All).Shrunk(plan => plan.Simpler());

    public static Arbitrary<Activation> EachActivation() => Gen.Elements<Activation>([.. Activations.All]).ToArbitrary();

    internal static IEnumerable<Shape> SimplerImages(Shape image) =>
    [
        .. Simpler.Count(image.Channels, 1).Select(channels => image with { Channels = channels }),
        .. Simpler.Count(image.Height, image.Width > 1 ? 1 : 2).Select(height => image with { Height = height }),
        .. Simpler.Count(image.Width, image.Height > 1 ? 1 : 2).Select(width => image with { Width = width }),
    ];

    static Arbitrary<T> Shrunk<T>(this Gen<T> draw, Func<T, IEnumerable<T>> simpler) => Arb.From(draw, simpler);

    static Gen<int> AboutABlock => from length in Gen.Elements(BlockLengths) from off in Gen.Choose(-1, 1) select length + off;
}
