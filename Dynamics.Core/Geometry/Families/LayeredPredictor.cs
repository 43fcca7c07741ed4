using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// f(x) = W_L phi(W_(L-1) .. phi(W_1 x)) without biases and with plain parameters (no 1 / sqrt(fan-in)), phi the identity or tanh:
/// theta = (vec W_1, .., vec W_L), each stacked column by column.
/// </summary>
public sealed class LayeredPredictor : IPredictor
{
    readonly double[][] _rows;
    readonly int[] _widths;
    readonly bool _isTanh;

    LayeredPredictor(Matrix<double> inputs, IReadOnlyList<int> widths, bool isTanh)
    {
        Require.Finite(inputs, nameof(inputs));
        Require.AtLeast(widths.Count, 1, $"{nameof(widths)}.Count");
        foreach (var width in widths)
            Require.AtLeast(width, 1, nameof(widths));
        (_rows, _widths, _isTanh) = (inputs.ToRowArrays(), [inputs.ColumnCount, .. widths], isTanh);
    }

    /// <summary>L, the number of layers.</summary>
    public int LayerCount => _widths.Length - 1;

    /// <inheritdoc/>
    public int OutputCount => _widths[^1];

    /// <inheritdoc/>
    public int ExampleCount => _rows.Length;

    /// <inheritdoc/>
    public int ParameterCount => Offset(LayerCount + 1);

    /// <summary>A deep linear network.</summary>
    /// <param name="inputs">N x D, rows are examples; copied.</param>
    /// <param name="widths">The outputs of each layer, the last of them K.</param>
    public static LayeredPredictor Linear(Matrix<double> inputs, params IReadOnlyList<int> widths) => new(inputs, widths, false);

    /// <summary>A network with tanh between its layers.</summary>
    /// <param name="inputs">N x D, rows are examples; copied.</param>
    /// <param name="widths">The outputs of each layer, the last of them K.</param>
    public static LayeredPredictor Tanh(Matrix<double> inputs, params IReadOnlyList<int> widths) => new(inputs, widths, true);

    /// <inheritdoc/>
    public void Predict<TScalar>(ReadOnlySpan<TScalar> parameters, int example, Span<TScalar> outputs)
        where TScalar : struct, IScalar<TScalar>
    {
        TScalar[] activation = [.. _rows[example].Select(TScalar.Constant)];
        for (var layer = 1; layer <= LayerCount; layer++)
        {
            var next = new TScalar[_widths[layer]];
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = TScalar.Constant(0);
                for (var j = 0; j < activation.Length; j++)
                    next[i] += parameters[Offset(layer) + j * next.Length + i] * activation[j];
                if (_isTanh && layer < LayerCount)
                    next[i] = TScalar.Tanh(next[i]);
            }
            activation = next;
        }
        activation.CopyTo(outputs);
    }

    /// <summary>Where the parameters of a layer start.</summary>
    /// <param name="layer">From 1 to L; L + 1 gives P.</param>
    public int Offset(int layer)
    {
        var offset = 0;
        for (var l = 1; l < layer; l++)
            offset += _widths[l] * _widths[l - 1];
        return offset;
    }

    /// <summary>K-FAC's factors of one layer.</summary>
    /// <param name="parameters">theta, length P.</param>
    /// <param name="head">A family with K parameters.</param>
    /// <param name="layer">From 1 to L.</param>
    /// <exception cref="ArgumentException">theta or the head does not fit, or there is no such layer.</exception>
    public KroneckerFactors Factors(Vector<double> parameters, IStatisticalModel head, int layer)
    {
        Require.Length(parameters, ParameterCount, nameof(parameters), this);
        if (layer < 1 || layer > LayerCount)
            throw new ArgumentOutOfRangeException(nameof(layer), layer, $"layer is {layer}; {this} has the layers 1 to {LayerCount}.");
        var activations = Enumerable.Range(0, ExampleCount).Select(i => Activations(parameters, i)).ToArray();
        return new(
            Matrix<double>.Build.DenseOfRowVectors(activations.Select(a => a[layer - 1])),
            [.. activations.Select(a => PreactivationFisher(parameters, head, a, layer))]);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{(_isTanh ? "Tanh" : "Linear")}({string.Join(" -> ", _widths)} on {ExampleCount} examples)";

    /// <summary>B^T F_z B with B = d f / d s, K x outputs of the layer.</summary>
    Matrix<double> PreactivationFisher(Vector<double> parameters, IStatisticalModel head, Vector<double>[] activations, int layer)
    {
        var backpropagated = Matrix<double>.Build.DenseIdentity(OutputCount);
        for (var l = LayerCount; l > layer; l--)
        {
            backpropagated *= Weights(parameters, l);
            if (_isTanh)
                backpropagated *= Matrix<double>.Build.DenseOfDiagonalVector(activations[l - 1].Map(a => 1 - a * a, Zeros.Include));
        }
        return backpropagated.TransposeThisAndMultiply(FisherInformation.OfHead(head, activations[LayerCount]) * backpropagated);
    }

    /// <summary>What enters each layer, and the outputs.</summary>
    Vector<double>[] Activations(Vector<double> parameters, int example)
    {
        var activations = new Vector<double>[_widths.Length];
        activations[0] = Vector<double>.Build.Dense([.. _rows[example]]);
        for (var layer = 1; layer <= LayerCount; layer++)
        {
            activations[layer] = Weights(parameters, layer) * activations[layer - 1];
            if (_isTanh && layer < LayerCount)
                activations[layer].MapInplace(Elementary.Tanh, Zeros.Include);
        }
        return activations;
    }

    Matrix<double> Weights(Vector<double> parameters, int layer) => Matrix<double>.Build.Dense(
        _widths[layer], _widths[layer - 1], parameters.SubVector(Offset(layer), _widths[layer] * _widths[layer - 1]).ToArray());
}
