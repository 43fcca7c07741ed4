using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Networks;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Kernels;

/// <summary>An architecture that has kernels at infinite width, and some inputs.</summary>
public sealed class KernelAtInputs
{
    readonly ArchitecturePlan _plan;
    readonly int _seed;
    readonly Lazy<AnalyticKernels> _kernels;
    readonly Lazy<TextbookKernels[]> _textbook;

    KernelAtInputs(ArchitecturePlan plan, int examples, int seed)
    {
        (_plan, _seed, Architecture) = (plan, seed, plan.Build());
        Inputs = RandomStream.FromSeed((ulong)seed).Substream("inputs").NormalMatrix(examples, Architecture.Input.Size);
        _kernels = new(() => AnalyticKernels.Of(Architecture, Inputs));
        _textbook = new(() => [.. PairsOf(examples).Select(pair => TextbookOf(pair, KernelMistake.None))]);
    }

    /// <summary>
    /// Those with a closed form, so that both sides have the same moments but for rounding; without e^x and x³, which are
    /// ill-conditioned. An image meets a convolution for certain.
    /// </summary>
    public static Subjects<KernelAtInputs> Subjects => new(
        from plan in ArchitecturePlan.Draw(Closed)
        from channels in Gen.Choose(1, 3)
        from activation in Gen.Elements<Activation>(Closed)
        from examples in Gen.Choose(3, 4)
        from seed in Gen.Choose(0, int.MaxValue)
        select new KernelAtInputs(WithAConvolution(WithKernels(plan), channels, activation), examples, seed),
        at => [.. at._plan.Simpler().Select(plan => new KernelAtInputs(plan, at.Inputs.RowCount, at._seed)),
            .. Simpler.Count(at.Inputs.RowCount, 3).Select(n => new KernelAtInputs(at._plan, n, at._seed))],
        at => [.. at._plan.Traits, Trait.Of("N", at.Inputs.RowCount)]);

    public Architecture Architecture { get; }

    /// <summary>N x D.</summary>
    public Matrix<double> Inputs { get; }

    public AnalyticKernels Kernels => _kernels.Value;

    /// <summary>Roundings on the longest path, on both sides, over all pairs of inputs.</summary>
    public int Operations => 2 * _textbook.Value.Max(textbook => textbook.Operations);

    public double Condition => _textbook.Value.Max(textbook => textbook.Condition);

    /// <summary>Both kernels of all pairs by the textbook's loops, each over the roots of what is on its diagonals.</summary>
    public double[] Textbook => [.. _textbook.Value.SelectMany(Relative)];

    /// <summary>The same with a mistake.</summary>
    public double[] Mistaken(KernelMistake mistake) => [.. PairsOf(Inputs.RowCount).Zip(_textbook.Value)
        .SelectMany(pair => Relative(TextbookOf(pair.First, mistake), pair.Second))];

    /// <summary>What Core computes.</summary>
    public double[] Computed =>
        [.. PairsOf(Inputs.RowCount).Zip(_textbook.Value).SelectMany(pair => Computations(pair.First, pair.Second))];

    public override string ToString() => $"{Architecture}, N = {Inputs.RowCount}, seed {_seed}";

    static Activation[] Closed => [.. NetworkAtPoint.SomeOfEachKind.Where(phi => phi is IClosedFormDual)];

    static IEnumerable<(int I, int J)> PairsOf(int examples) =>
        Enumerable.Range(0, examples).SelectMany(j => Enumerable.Range(0, j).Select(i => (i, j)));

    /// <summary>K and Θ of a pair of inputs, three entries each, over the roots of what is on their diagonals.</summary>
    internal static double[] Relative(double[] nngp, double[] ntk, TextbookKernels scale) =>
        [.. Over(nngp, scale.Nngp), .. Over(ntk, scale.Ntk)];

    internal static double[] Entries(Matrix<double> kernel, (int I, int J) pair) =>
        [kernel[pair.I, pair.I], kernel[pair.I, pair.J], kernel[pair.J, pair.J]];

    static double[] Relative(TextbookKernels kernels) => Relative(kernels, kernels);

    static double[] Relative(TextbookKernels kernels, TextbookKernels scale) => Relative(kernels.Nngp, kernels.Ntk, scale);

    static IEnumerable<double> Over(double[] entries, double[] scale) =>
        [entries[0] / scale[0], entries[1] / Math.Sqrt(scale[0] * scale[2]), entries[2] / scale[2]];

    static ArchitecturePlan WithAConvolution(ArchitecturePlan plan, int channels, Activation activation) =>
        plan.Input.IsVector || plan.Image.Any(step => !step.Pool) ? plan
        : plan with { Image = [new(false, channels, Padding.Zero, 1, activation), .. plan.Image] };

    static ArchitecturePlan WithKernels(ArchitecturePlan plan) =>
        plan with { Hidden = [.. plan.Hidden.Select(WithAKernel)] };

    static HiddenStep WithAKernel(HiddenStep step) =>
        step.Kind == HiddenKind.WeightNormalised ? step with { Kind = HiddenKind.Dense } : step;

    IEnumerable<double> Computations((int, int) pair, TextbookKernels scale) =>
        Relative(Entries(Kernels.NngpKernel, pair), Entries(Kernels.NeuralTangentKernel, pair), scale);

    TextbookKernels TextbookOf((int I, int J) pair, KernelMistake mistake) =>
        TextbookKernels.Of(Architecture, Inputs.Row(pair.I), Inputs.Row(pair.J), mistake);
}
