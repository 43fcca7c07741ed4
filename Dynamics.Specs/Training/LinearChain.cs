using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>
/// A deep linear network f(x) = x W_1 W_2 .. on some examples with the squared loss, at any weights or at balanced ones.
/// </summary>
public sealed class LinearChain
{
    readonly (int Depth, int Width, int Examples, bool Balanced, int Seed) _drawn;
    readonly Network _network;
    readonly Matrix<double> _inputs;
    readonly Matrix<double> _targets;

    LinearChain(int depth, int width, int examples, bool balanced, int seed)
    {
        _drawn = (depth, width, examples, balanced, seed);
        _network = new(new(Shape.Vector(width), [.. Enumerable.Range(0, depth).Select(_ => new Dense(width))]), Parameterization.Standard);
        var stream = RandomStream.FromSeed((ulong)seed);
        _inputs = stream.Substream("inputs").NormalMatrix(examples, width);
        _targets = stream.Substream("targets").NormalMatrix(examples, width);
        Theta = balanced ? Balanced(stream) : _network.DrawParameters(stream.Substream("theta"));
        Gradient = Objective.Mean(_network, Loss.Squared, _inputs, _targets).Gradient(Theta);
    }

    public static Subjects<LinearChain> Subjects(bool balanced, int deepest) => new(
        from depth in Gen.Choose(2, deepest)
        from width in Gen.Choose(1, 4)
        from examples in Gen.Choose(1, 6)
        from seed in Gen.Choose(0, int.MaxValue)
        select new LinearChain(depth, width, examples, balanced, seed),
        at =>
        [
            .. Simpler.Count(at.Depth, 2).Select(depth => new LinearChain(depth, at.Width, at._drawn.Examples, balanced, at._drawn.Seed)),
            .. Simpler.Count(at.Width, 1).Select(width => new LinearChain(at.Depth, width, at._drawn.Examples, balanced, at._drawn.Seed)),
            .. Simpler.Count(at._drawn.Examples, 1).Select(n => new LinearChain(at.Depth, at.Width, n, balanced, at._drawn.Seed)),
        ],
        at => [Trait.Of("layers", at.Depth), Trait.Of("width", at.Width), Trait.Of("N", at._drawn.Examples)]);

    public int Depth => _drawn.Depth;

    public int Width => _drawn.Width;

    public Vector<double> Theta { get; }

    /// <summary>Of the mean squared loss at θ.</summary>
    public Vector<double> Gradient { get; }

    /// <summary>The matrix of a layer in a vector of the length of θ.</summary>
    public Matrix<double> Layer(Vector<double> vector, int layer) =>
        Matrix<double>.Build.Dense(Width, Width, vector.SubVector(_network.Blocks[layer].Offset, Width * Width).ToArray());

    /// <summary>W_1 W_2 .. of all layers from one on, and before another.</summary>
    public Matrix<double> Product(int from, int before) =>
        Enumerable.Range(from, before - from)
            .Aggregate(Matrix<double>.Build.DenseIdentity(Width), (product, layer) => product * Layer(Theta, layer));

    /// <summary>∇L at the product of all layers, as of one layer.</summary>
    public Matrix<double> GradientOfTheProduct
    {
        get
        {
            var shallow = new Network(new(Shape.Vector(Width), new Dense(Width)), Parameterization.Standard);
            var gradient = Objective.Mean(shallow, Loss.Squared, _inputs, _targets)
                .Gradient(Vector<double>.Build.DenseOfArray(Product(0, Depth).ToColumnMajorArray()));
            return Matrix<double>.Build.Dense(Width, Width, gradient.ToArray());
        }
    }

    /// <summary>The same chain with everything by its absolute value: its derivatives are what those of this one add up.</summary>
    public LinearChain AddedUp => new(this, _inputs.PointwiseAbs(), -_targets.PointwiseAbs(), Theta.PointwiseAbs());

    /// <summary>What a gradient of a layer adds up, as a product of norms.</summary>
    public double GradientMagnitude
    {
        get
        {
            var norms = Enumerable.Range(0, Depth).Select(layer => Layer(Theta, layer).FrobeniusNorm()).ToArray();
            var product = norms.Aggregate(1.0, (all, norm) => all * norm);
            var size = _inputs.FrobeniusNorm();
            return size * (size * product + _targets.FrobeniusNorm()) / _drawn.Examples * product / norms.Min();
        }
    }

    /// <summary>The same parameters with the first layer doubled and the second halved: the same function.</summary>
    public LinearChain Unbalanced => new(this, _inputs, _targets,
        Vector<double>.Build.Dense(Theta.Count, i => i < Width * Width ? 2 * Theta[i] : i < 2 * Width * Width ? Theta[i] / 2 : Theta[i]));

    public override string ToString() =>
        $"{Depth} linear layers of {Width}, {(_drawn.Balanced ? "balanced, " : "")}N = {_drawn.Examples}, seed {_drawn.Seed}";

    LinearChain(LinearChain other, Matrix<double> inputs, Matrix<double> targets, Vector<double> theta)
    {
        (_drawn, _network, _inputs, _targets, Theta) = (other._drawn, other._network, inputs, targets, theta);
        Gradient = Objective.Mean(_network, Loss.Squared, inputs, targets).Gradient(Theta);
    }

    /// <summary>W_j = U_(j-1) D U_jᵀ with rotations U and one diagonal D, from 3/4 to 5/4.</summary>
    Vector<double> Balanced(RandomStream stream)
    {
        var rotations = Enumerable.Range(0, Depth + 1)
            .Select(layer => stream.Substream($"rotation {layer}").NormalMatrix(Width, Width).QR().Q).ToArray();
        var diagonal = Matrix<double>.Build.DenseDiagonal(Width, Width, i => .75 + .5 * (i + .5) / Width);
        return Vector<double>.Build.DenseOfEnumerable(Enumerable.Range(0, Depth)
            .SelectMany(layer => (rotations[layer] * diagonal * rotations[layer + 1].Transpose()).ToColumnMajorArray()));
    }
}
