using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A recipe that always gives an architecture that fits: an input, image layers while there are pixels, then dense ones. It shrinks
/// towards one dense layer of width one.
/// </summary>
/// <param name="Input">The shape of the input.</param>
/// <param name="Image">Layers on the image; none for a vector.</param>
/// <param name="Global">Whether the pixels are averaged, or flattened.</param>
/// <param name="Hidden">Dense hidden layers.</param>
/// <param name="Outputs">The width of the last layer.</param>
/// <param name="BiasVariance">Of every layer.</param>
public sealed record ArchitecturePlan(
    Shape Input, IReadOnlyList<ImageStep> Image, bool Global, IReadOnlyList<HiddenStep> Hidden, int Outputs, double BiasVariance)
{
    /// <summary>What the analysis of roundings, one parameter after the other, is paid for.</summary>
    public const int MostParameters = 300;

    public Architecture Build()
    {
        var layers = new List<Layer>();
        var shape = Input;
        foreach (var step in Image.Where(step => step.Fits(shape)))
        {
            layers.AddRange(step.Layers(BiasVariance));
            shape = new Architecture(Input, layers).Output;
        }
        if (!shape.IsVector) layers.Add(Global ? new GlobalAveragePooling() : new Flatten());
        foreach (var step in Hidden) layers.AddRange(step.Layers(BiasVariance));
        layers.Add(new Dense(Outputs, 1.5, BiasVariance));
        return new(Input, layers);
    }

    public IEnumerable<Trait> Traits =>
    [
        Trait.Of("depth", Hidden.Count + Image.Count + 1),
        Trait.Of("input", Input.IsVector ? "vector" : "image"),
        .. Hidden.Select(step => Trait.Of("width", step.Width)),
        .. Hidden.Select(step => Trait.Of("dense layers", $"{step.Kind}")),
        .. Image.Select(step => Trait.Of("image layers", step.Pool ? "pooling" : $"{step.Padding}, stride {step.Stride}")),
        .. Hidden.Select(step => step.Activation).Concat(Image.Select(step => step.Activation))
            .Select(phi => Trait.Of("activation", phi.Name)),
    ];

    public static Gen<ArchitecturePlan> Draw(IReadOnlyList<Activation> activations) =>
        from isImage in Gen.Elements(true, false)
        from input in isImage ? DrawnImage : Gen.Choose(1, 4).Select(Shape.Vector)
        from image in isImage ? DrawnSome(2, ImageStep.Draw(activations)) : Gen.Constant(Array.Empty<ImageStep>())
        from global in Gen.Elements(true, false)
        from hidden in DrawnSome(isImage ? 2 : 4, HiddenStep.Draw(activations))
        from outputs in Gen.Choose(1, 3)
        from bias in Gen.Elements(0, .1, 1)
        let plan = new ArchitecturePlan(input, image, global, hidden, outputs, bias)
        where new Network(plan.Build()).ParameterCount <= MostParameters
        select plan;

    /// <summary>Dense layers alone, none of them normalised.</summary>
    public static Gen<ArchitecturePlan> DrawPlainDense(IReadOnlyList<Activation> activations) =>
        from plan in Draw(activations)
        where plan.Input.IsVector && plan.Hidden.All(step => step.Kind != HiddenKind.WeightNormalised)
        select plan;

    public IEnumerable<ArchitecturePlan> Simpler() =>
    [
        .. Image.Count > 0 ? [this with { Input = Shape.Vector(1), Image = [] }] : Array.Empty<ArchitecturePlan>(),
        .. Without(Hidden).Select(hidden => this with { Hidden = hidden }),
        .. Without(Image).Select(image => this with { Image = image }),
        .. Input.IsVector ? Laws.Simpler.Count(Input.Channels, 1).Select(d => this with { Input = Shape.Vector(d) }) : [],
        .. Laws.Simpler.Count(Outputs, 1).Select(k => this with { Outputs = k }),
        .. BiasVariance > 0 ? [this with { BiasVariance = 0 }] : Array.Empty<ArchitecturePlan>(),
        .. Hidden.SelectMany((step, i) => step.Simpler()
            .Select(simpler => this with { Hidden = [.. Hidden.Take(i), simpler, .. Hidden.Skip(i + 1)] })),
    ];

    public override string ToString() => $"{Build()}";

    static Gen<Shape> DrawnImage =>
        from channels in Gen.Choose(1, 2)
        from height in Gen.Choose(3, 5)
        from width in Gen.Choose(3, 4)
        select Shape.Image(channels, height, width);

    static Gen<T[]> DrawnSome<T>(int most, Gen<T> one) => Gen.Choose(0, most).SelectMany(count => one.ArrayOf(count));

    static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> items) =>
        items.Select((_, i) => (IReadOnlyList<T>)[.. items.Where((_, j) => j != i)]);
}

/// <summary>How a hidden dense layer stands in the network.</summary>
public enum HiddenKind
{
    Dense,
    Residual,
    WeightNormalised,
}

/// <summary>A dense layer of some kind and its activation.</summary>
public sealed record HiddenStep(int Width, HiddenKind Kind, Activation Activation)
{
    public static Gen<HiddenStep> Draw(IReadOnlyList<Activation> activations) =>
        from width in Gen.Frequency((5, Gen.Choose(1, 6)), (1, Gen.Choose(7, 32)))
        from kind in Gen.Elements(HiddenKind.Dense, HiddenKind.Dense, HiddenKind.Residual, HiddenKind.WeightNormalised)
        from activation in Gen.Elements<Activation>([.. activations])
        select new HiddenStep(width, kind, activation);

    public IEnumerable<Layer> Layers(double bias) => Kind switch
    {
        HiddenKind.WeightNormalised => [new WeightNormalisedDense(Width), new Activated(Activation)],
        HiddenKind.Residual => [new Dense(Width, 1.2, bias), Residual.Of(new Activated(Activation), new Dense(Width, 1.5, bias))],
        _ => [new Dense(Width, 1.5, bias), new Activated(Activation)],
    };

    public IEnumerable<HiddenStep> Simpler() =>
    [
        .. Kind != HiddenKind.Dense ? [this with { Kind = HiddenKind.Dense }] : Array.Empty<HiddenStep>(),
        .. Activation != Activations.Identity ? [this with { Activation = Activations.Identity }] : Array.Empty<HiddenStep>(),
        .. Laws.Simpler.Count(Width, 1).Select(width => this with { Width = width }),
    ];
}

/// <summary>A convolution with its activation, or a pooling.</summary>
public sealed record ImageStep(bool Pool, int Channels, Padding Padding, int Stride, Activation Activation)
{
    const int Filter = 3;
    const int PoolSize = 2;

    public static Gen<ImageStep> Draw(IReadOnlyList<Activation> activations) =>
        from pool in Gen.Elements(true, false, false)
        from channels in Gen.Choose(1, 3)
        from padding in Gen.Elements(Padding.Zero, Padding.Circular, Padding.Valid)
        from stride in Gen.Elements(1, 1, 2)
        from activation in Gen.Elements<Activation>([.. activations])
        select new ImageStep(pool, channels, padding, stride, activation);

    public bool Fits(Shape shape) => Pool
        ? shape.Height % PoolSize == 0 && shape.Width % PoolSize == 0
        : Padding != Padding.Valid || (shape.Height >= Filter && shape.Width >= Filter);

    public IEnumerable<Layer> Layers(double bias) => Pool
        ? [new AveragePooling(PoolSize)]
        : [new Convolution(Channels, Filter, Padding, Stride, 1.5, bias), new Activated(Activation)];
}
