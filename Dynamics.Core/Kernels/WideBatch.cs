using System.Runtime.Intrinsics;
using Dynamics.Architectures;
using Dynamics.Geometry;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Kernels;

/// <summary>Inputs in blocks of lanes, with the variances of all their pre-activations.</summary>
sealed class WideBatch
{
    const int MostLanes = 256;
    const int FewestLanes = 8;
    const int NumbersAtOnce = 1 << 16;

    readonly Shape _shape;
    readonly PixelPairs _pairs;
    readonly double[] _columns;
    readonly double[] _rows;

    WideBatch(Architecture architecture, WideReading reading, Matrix<double> inputs)
    {
        (_shape, _pairs, Examples) = (architecture.Input, reading.InputPairs, inputs.RowCount);
        _columns = inputs.AsColumnMajorArray() ?? inputs.ToColumnMajorArray();
        _rows = RowsTogether();
        var (width, room) = (Vector256<double>.Count, NumbersAtOnce / Math.Max(reading.LargestPairs, Math.Max(_pairs.Count, _shape.Size)));
        Lanes = Math.Min(Math.Clamp(room / width * width, FewestLanes, MostLanes), (Examples + width - 1) / width * width);
        Variances = new(reading.PixelsOfActivations, Blocks * Lanes);
        for (var block = 0; block < Blocks; block++)
        {
            using var input = SelfInput(Panel(block));
            using var output = reading.Layer.Apply(input, new SelfSides(Variances, block * Lanes, Lanes));
        }
    }

    public int Examples { get; }

    /// <summary>Examples in a block; the last one is filled up with zeros.</summary>
    public int Lanes { get; }

    public int Blocks => (Examples + Lanes - 1) / Lanes;

    public Variances Variances { get; }

    public static WideBatch Of(Architecture architecture, WideReading reading, Matrix<double> inputs, string name)
    {
        ArgumentNullException.ThrowIfNull(inputs, name);
        if (inputs.RowCount == 0)
            throw new ArgumentException($"{name} is empty; a kernel needs at least one example on either side.", name);
        Require.Shape(inputs, inputs.RowCount, architecture.Input.Size, name);
        Require.Finite(inputs, name);
        return new(architecture, reading, inputs);
    }

    /// <summary>The inputs of a block: feature by feature, the examples side by side.</summary>
    public double[] Panel(int block)
    {
        var panel = new double[_shape.Size * Lanes];
        var (start, count) = (block * Lanes, Math.Min(Lanes, Examples - block * Lanes));
        for (var feature = 0; feature < _shape.Size; feature++)
            _columns.AsSpan(feature * Examples + start, count).CopyTo(panel.AsSpan(feature * Lanes));
        return panel;
    }

    /// <summary>
    /// K = mean over channels of x[c, p] x'[c, q] and T = 0, between each of <see cref="LaneArithmetic.Rows"/> inputs, or as many as are
    /// left, and those of a panel.
    /// </summary>
    public Covariances[] Inputs(int row, double[] panel, int lanes)
    {
        var x = _rows.AsSpan(row * _shape.Size);
        var inputs = new Covariances[LaneArithmetic.Rows];
        for (var i = 0; i < inputs.Length; i++) inputs[i] = new(_pairs, lanes);
        for (var pair = 0; pair < _pairs.Count; pair++)
        {
            var (p, q) = _pairs[pair];
            LaneArithmetic.MeanProducts(inputs[0].Nngp(pair), inputs[1].Nngp(pair), inputs[2].Nngp(pair), inputs[3].Nngp(pair),
                x[(p * LaneArithmetic.Rows)..], panel.AsSpan(q * lanes), _shape.Channels, _shape.Pixels);
            foreach (var input in inputs) input.Ntk(pair).Clear();
        }
        return inputs;
    }

    /// <summary>Groups of rows, feature by feature, the rows of a group side by side; the last group is filled up with zeros.</summary>
    double[] RowsTogether()
    {
        var together = new double[(Examples + LaneArithmetic.Rows - 1) / LaneArithmetic.Rows * LaneArithmetic.Rows * _shape.Size];
        for (var feature = 0; feature < _shape.Size; feature++)
            for (var row = 0; row < Examples; row++)
                together[(row / LaneArithmetic.Rows * _shape.Size + feature) * LaneArithmetic.Rows + row % LaneArithmetic.Rows] =
                    _columns[feature * Examples + row];
        return together;
    }

    Covariances SelfInput(double[] panel)
    {
        var input = new Covariances(_pairs, Lanes);
        for (var pair = 0; pair < _pairs.Count; pair++)
        {
            var (p, q) = _pairs[pair];
            LaneArithmetic.MeanProductOfLanes(
                input.Nngp(pair), panel.AsSpan(p * Lanes), panel.AsSpan(q * Lanes), _shape.Channels, _shape.Pixels);
            input.Ntk(pair).Clear();
        }
        return input;
    }
}
