using System.Collections.Immutable;
using Dynamics.Geometry;

namespace Dynamics.Architectures;

/// <summary>An input shape and a list of layers that fit: data, read as a finite network and as a kernel at infinite width.</summary>
public sealed record Architecture
{
    /// <summary>Layers that are checked against each other.</summary>
    /// <param name="input">The shape of one example.</param>
    /// <param name="layers">From the input to the output.</param>
    /// <exception cref="ArgumentException">A layer does not fit what comes before it; the message shows the layer, what it gets and what
    /// it needs.</exception>
    public Architecture(Shape input, params IEnumerable<Layer> layers)
    {
        if (input.Channels < 1 || input.Height < 1 || input.Width < 1)
            throw new ArgumentException($"input is {input}; each of its sizes needs to be at least 1.", nameof(input));
        if ((long)input.Channels * input.Height > int.MaxValue || (long)input.Channels * input.Height * input.Width > int.MaxValue)
            throw new ArgumentException($"input is {input}; it needs to have at most {int.MaxValue} numbers.", nameof(input));
        ArgumentNullException.ThrowIfNull(layers);
        Input = input;
        Layers = [.. layers];
        for (var i = 0; i < Layers.Length; i++)
            if (Layers[i] is null) throw new ArgumentException($"layers[{i}] is null; each needs to be a layer.", nameof(layers));
        Output = OutputOf(input, Layers);
    }

    /// <summary>The shape of one example.</summary>
    public Shape Input { get; }

    /// <summary>From the input to the output.</summary>
    public ImmutableArray<Layer> Layers { get; }

    /// <summary>The shape of what it gives for one example.</summary>
    public Shape Output { get; }

    /// <summary>The same layers with other activations.</summary>
    /// <param name="replacement">What to put in an activation's place.</param>
    public Architecture Map(Func<Activation, Activation> replacement)
    {
        ArgumentNullException.ThrowIfNull(replacement);
        return new(Input, Layers.Select(Mapped));

        Layer Mapped(Layer layer) => layer switch
        {
            Activated activated => new Activated(Require.There(replacement(activated.Activation), nameof(replacement))),
            Residual residual => new Residual([.. residual.Branches.Select(branch => branch.Select(Mapped).ToImmutableArray())]),
            _ => layer,
        };
    }

    /// <inheritdoc/>
    public bool Equals(Architecture? other) => other is not null && Input == other.Input && Layers.SequenceEqual(other.Layers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Input, Layers.Length);

    /// <summary>One readable line.</summary>
    public override string ToString() => $"{Input} | {string.Join(" | ", Layers)}";

    internal static Shape OutputOf(Shape input, ImmutableArray<Layer> layers)
    {
        var shape = input;
        for (var i = 0; i < layers.Length; i++)
        {
            shape = layers[i].Output(shape, out var need) ?? throw new ArgumentException(
                $"layer {i + 1}, {layers[i]}, gets {shape}; it needs {need}. The layers before it: "
                    + $"{input}{string.Concat(layers[..i].Select(layer => $" | {layer}"))}.", nameof(layers));
        }
        return shape;
    }
}
