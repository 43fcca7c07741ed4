using Dynamics.Architectures;
using FsCheck;
using FsCheck.Fluent;

namespace Dynamics.Specs.Properties;

/// <summary>A convolution of an image that it fits, on a number of examples.</summary>
public sealed record ConvolutionPlan(Shape Image, int Channels, int Filter, Padding Padding, int Stride, Size Examples, Seed Seed)
{
    /// <summary>So many fused multiply-adds at most, of the convolution and of what comes before it.</summary>
    const long MostWork = 250_000;

    const int ShareOfDeep = 3;

    /// <summary>With a filter of nine taps these are below, about and beyond the depth of a block of a product, 256.</summary>
    static readonly int[] ManyChannels = [28, 29, 33];

    /// <summary>About and beyond the height of a tile, so that a whole one lies at a single place.</summary>
    static readonly int[] ManyExamples = [12, 16, 23, 24, 25, 33, 49];

    public Convolution Layer => new(Channels, Filter, Padding, Stride);

    public static Gen<ConvolutionPlan> Draw =>
        from plan in Gen.Frequency((ShareOfDeep, Shallow), (1, Deep))
        where plan.Fits && plan.Work <= MostWork
        select plan;

    /// <summary>Few channels, images and strides of any sort.</summary>
    static Gen<ConvolutionPlan> Shallow =>
        from image in Generators.Images().Generator
        from height in Gen.Choose(0, 3)
        from channels in Gen.Choose(1, 6)
        from filter in Gen.Elements(1, 3, 3, 5)
        from padding in Gen.Elements(Padding.Zero, Padding.Circular, Padding.Valid)
        from stride in Gen.Choose(1, 3)
        from examples in Generators.Sizes().Generator
        from seed in Generators.Seeds().Generator
        select new ConvolutionPlan(image with { Height = image.Height + height }, channels, filter, padding, stride, examples, seed);

    /// <summary>Many channels, of the input or of the output, on a few pixels.</summary>
    static Gen<ConvolutionPlan> Deep =>
        from many in Gen.Elements(ManyChannels)
        from few in Gen.Choose(1, 3)
        from isInput in Gen.Elements(true, false)
        from width in Gen.Choose(1, 4)
        from padding in Gen.Elements(Padding.Zero, Padding.Circular)
        from examples in Gen.Elements(ManyExamples)
        from seed in Generators.Seeds().Generator
        select new ConvolutionPlan(new(isInput ? many : few, 2, width), isInput ? few : many, 3, padding, 1, new(examples), seed);

    bool Fits => Padding != Padding.Valid || (Image.Height >= Filter && Image.Width >= Filter);

    long Work => (long)Image.Pixels * Examples * Image.Channels * Math.Max(Channels * Filter * Filter, Image.Channels);

    public IEnumerable<ConvolutionPlan> Simpler() => ((ConvolutionPlan[])
    [
        .. Laws.Simpler.Count(Examples, 1).Select(examples => this with { Examples = new(examples) }),
        .. Generators.SimplerImages(Image).Select(image => this with { Image = image }),
        .. Laws.Simpler.Count(Channels, 1).Select(channels => this with { Channels = channels }),
        .. Laws.Simpler.Count(Stride, 1).Select(stride => this with { Stride = stride }),
        .. Filter > 1 ? [this with { Filter = Filter - 2 }] : Array.Empty<ConvolutionPlan>(),
        .. Padding != Padding.Zero ? [this with { Padding = Padding.Zero }] : Array.Empty<ConvolutionPlan>(),
    ]).Where(plan => plan.Fits);

    public override string ToString() => $"{Layer} of {Examples} images {Image}, {Seed}";
}
