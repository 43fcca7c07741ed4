using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>
/// A network without biases, f(x) = a . relu(W_k ... relu(W_1 x)^q ...)^q: homogeneous in its parameters, f(c w; x) = c^L f(w; x).
/// Parameters are the matrices row by row, the head last. It may be shared between threads.
/// </summary>
public sealed class HomogeneousNetwork
{
    const int MostDegree = 1_000_000;

    readonly int[] _widths;
    readonly int _power;

    /// <summary>A network of given widths.</summary>
    /// <param name="inputs">The dimension of the inputs, at least 1.</param>
    /// <param name="hidden">The widths of the hidden layers, at least one layer.</param>
    /// <param name="power">q: 1 for ReLU, 2 for its square.</param>
    public HomogeneousNetwork(int inputs, IReadOnlyList<int> hidden, int power)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        Require.Size(inputs, nameof(inputs));
        Require.AtLeast(hidden.Count, 1, nameof(hidden));
        if (power is not (1 or 2))
            throw new ArgumentOutOfRangeException(nameof(power), power, $"power is {power}; it needs to be 1 or 2.");
        (_widths, _power) = ([inputs, .. hidden, 1], power);
        for (var layer = 0; layer + 1 < _widths.Length; layer++)
        {
            Require.Size(_widths[layer + 1], nameof(hidden));
            Require.Room(ParameterCount + (long)_widths[layer] * _widths[layer + 1], nameof(hidden));
            ParameterCount += _widths[layer] * _widths[layer + 1];
            Degree = layer == 0 ? 1 : _power * Degree + 1;
            if (Degree > MostDegree)
                throw new ArgumentException(
                    $"hidden has {hidden.Count} layers; with a power of {power} the degree is above {MostDegree:N0}.", nameof(hidden));
        }
    }

    /// <summary>L, the degree of homogeneity.</summary>
    public int Degree { get; }

    /// <summary>P.</summary>
    public int ParameterCount { get; }

    /// <summary>Outputs and, for chosen weights of the examples, the weighted sum of their gradients and the norm of each.</summary>
    /// <param name="parameters">P.</param>
    /// <param name="inputs">N x D.</param>
    /// <param name="weights">From the outputs to the weight of each example's gradient.</param>
    /// <exception cref="ArgumentException">There are no inputs or more than can be held, or a shape does not fit.</exception>
    public HomogeneousPass Pass(double[] parameters, Matrix<double> inputs, Func<double[], double[]> weights)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(weights);
        if (parameters.Length != ParameterCount)
            throw new ArgumentException($"parameters has {parameters.Length} entries; {this} needs {ParameterCount}.", nameof(parameters));
        Require.AtLeast(inputs.RowCount, 1, "inputs.RowCount");
        Require.Shape(inputs, inputs.RowCount, _widths[0], nameof(inputs));
        Require.Room((long)inputs.RowCount * _widths.Max(), nameof(inputs));
        Require.Finite(Vector<double>.Build.Dense(parameters), nameof(parameters));
        Require.Finite(inputs, nameof(inputs));

        var (layers, examples) = (_widths.Length - 1, inputs.RowCount);
        var (values, slopes) = (new double[layers + 1][], new double[layers][]);
        var start = ParameterCount;
        var starts = new int[layers];
        values[0] = MatrixView.Of(inputs) is { Offset: 0 } view ? view.Storage : inputs.ToColumnMajorArray();
        for (var (layer, at) = (0, 0); layer < layers; at += _widths[layer] * _widths[layer + 1], layer++)
        {
            starts[layer] = at;
            values[layer + 1] = new double[examples * _widths[layer + 1]];
            MatrixProduct.Set(
                Examples(values[layer], examples), Weights(parameters, at, layer).Transposed, Examples(values[layer + 1], examples));
            if (layer + 1 < layers) slopes[layer] = Activate(values[layer + 1]);
        }

        var outputs = values[layers];
        var ofExample = Weighted(weights, outputs);
        var (gradient, norms, delta) = (new double[start], new double[examples], new double[examples]);
        Array.Fill(delta, 1);
        for (var layer = layers - 1; layer >= 0; layer--)
        {
            var width = _widths[layer + 1];
            AddNorms(norms, delta, values[layer], examples);
            var weighted = new double[delta.Length];
            for (var i = 0; i < delta.Length; i++) weighted[i] = ofExample[i % examples] * delta[i];
            MatrixProduct.Set(new MatrixView(weighted, 0, examples, width, 1, examples).Transposed,
                Examples(values[layer], examples), Weights(gradient, starts[layer], layer));
            if (layer == 0) break;
            var before = new double[examples * _widths[layer]];
            MatrixProduct.Set(Examples(delta, examples), Weights(parameters, starts[layer], layer), Examples(before, examples));
            for (var i = 0; i < before.Length; i++) before[i] *= slopes[layer - 1][i];
            delta = before;
        }

        return new(outputs, gradient, norms);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{string.Join('-', _widths)} network of relu^{_power}, degree {Degree}";

    static double[] Weighted(Func<double[], double[]> weights, double[] outputs)
    {
        var ofExample = Require.There(weights(outputs), nameof(weights));
        Require.Length(ofExample.Length, outputs.Length, nameof(weights), "a weight for each example");
        return ofExample;
    }

    static MatrixView Examples(double[] storage, int examples) => new(storage, 0, examples, storage.Length / examples, 1, examples);

    MatrixView Weights(double[] storage, int at, int layer) => new(storage, at, _widths[layer + 1], _widths[layer], _widths[layer], 1);

    /// <summary>Activates in place; the slopes.</summary>
    double[] Activate(double[] values)
    {
        var slopes = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var u = Math.Max(0, values[i]);
            (values[i], slopes[i]) = _power == 1 ? (u, u > 0 ? 1 : 0) : (u * u, 2 * u);
        }

        return slopes;
    }

    /// <summary>Adds each example's |delta|^2 |value|^2.</summary>
    static void AddNorms(double[] norms, double[] delta, double[] values, int examples)
    {
        for (var example = 0; example < examples; example++)
        {
            var (a, b) = (0.0, 0.0);
            for (var i = example; i < delta.Length; i += examples) a = Math.FusedMultiplyAdd(delta[i], delta[i], a);
            for (var i = example; i < values.Length; i += examples) b = Math.FusedMultiplyAdd(values[i], values[i], b);
            norms[example] = Math.FusedMultiplyAdd(a, b, norms[example]);
        }
    }
}
