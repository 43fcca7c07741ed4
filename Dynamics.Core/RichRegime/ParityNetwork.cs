using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>
/// f(x) = sum a_j relu(w_j x) / m, both layers trained, each neuron with its own step: mean-field. Not for several threads at once.
/// </summary>
public sealed class ParityNetwork
{
    readonly XorParitySettings _settings;
    readonly Matrix<double> _incoming;
    readonly double[] _outgoing;

    /// <summary>A network that is drawn.</summary>
    /// <param name="settings">Its sizes and its training.</param>
    /// <param name="stream">Where its weights come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more weights than can be held.</exception>
    public ParityNetwork(XorParitySettings settings, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stream);
        Require.Room((long)settings.Width * settings.Dimension, "settings.Width x settings.Dimension");
        _settings = settings;
        _incoming = settings.InitialScale / Math.Sqrt(settings.Dimension) * stream.NormalMatrix(settings.Width, settings.Dimension);
        if (settings.OutputScale != 1)
            for (var neuron = 1; neuron < settings.Width; neuron += 2) _incoming.SetRow(neuron, _incoming.Row(neuron - 1));
        _outgoing = [.. Enumerable.Range(0, settings.Width).Select(neuron => (neuron % 2 == 0 ? 1 : -1) * _incoming.Row(neuron).L2Norm())];
    }

    /// <summary>alpha f, N.</summary>
    /// <param name="inputs">N x d.</param>
    public double[] Outputs(Matrix<double> inputs)
    {
        RequireInputs(inputs);
        return Outputs(inputs, out _);
    }

    /// <summary>One step on the mean loss of some examples.</summary>
    /// <param name="inputs">B x d.</param>
    /// <param name="labels">B, each 1 or -1.</param>
    /// <exception cref="ArgumentException">There are no inputs, a shape does not fit, a number is not finite, or a label is neither 1 nor
    /// -1.</exception>
    public void Step(Matrix<double> inputs, double[] labels)
    {
        RequireInputs(inputs);
        Require.AtLeast(inputs.RowCount, 1, "inputs.RowCount");
        ArgumentNullException.ThrowIfNull(labels);
        Require.Length(labels.Length, inputs.RowCount, nameof(labels), "inputs");
        for (var i = 0; i < labels.Length; i++)
            if (labels[i] is not (1 or -1))
                throw new ArgumentException($"labels[{i}] is {labels[i]}; it needs to be 1 or -1.", nameof(labels));
        var outputs = Outputs(inputs, out var preActivations);
        var rate = _settings.LearningRate / (_settings.OutputScale * labels.Length);
        var pulls = labels.Select((label, i) => rate * label / (1 + Elementary.Exp(label * outputs[i]))).ToArray();
        var coefficients = Matrix<double>.Build.Dense(labels.Length, _settings.Width);
        for (var neuron = 0; neuron < _settings.Width; neuron++)
        {
            var seen = ColumnOf(preActivations, neuron);
            var column = ColumnOf(coefficients, neuron);
            var moved = _outgoing[neuron];
            for (var i = 0; i < labels.Length; i++)
                if (seen[i] > 0)
                {
                    column[i] = pulls[i] * _outgoing[neuron];
                    moved = Math.FusedMultiplyAdd(pulls[i], seen[i], moved);
                }

            _outgoing[neuron] = moved;
        }

        MatrixProduct.Add(MatrixView.Of(coefficients).Transposed, MatrixView.Of(inputs), MatrixView.Of(_incoming));
    }

    /// <summary>The incoming weights, m x d.</summary>
    public Matrix<double> Incoming => _incoming.Clone();

    /// <summary>The outgoing weights, m.</summary>
    public IReadOnlyList<double> Outgoing => _outgoing;

    /// <summary>The weight of each neuron along the direction that grows.</summary>
    public double[] SignalWeights() =>
        [.. Enumerable.Range(0, _settings.Width).Select(
            neuron => (_incoming[neuron, 0] - Math.Sign(_outgoing[neuron]) * _incoming[neuron, 1]) / Math.Sqrt(2))];

    /// <summary>
    /// eta |a| / (2 sqrt(2 pi) |w_perp|), to first order in the signal weights and in f what a step adds to the signal weight, over it.
    /// </summary>
    public double[] GrowthRates() => [.. PerpendicularSquares().Zip(_outgoing, (square, outgoing) =>
        _settings.LearningRate * Math.Abs(outgoing) / (2 * Math.Sqrt(2 * Math.PI) * Math.Sqrt(square)))];

    /// <summary>The mean growth rate in the weights of the squared signals.</summary>
    public double GrowthRate()
    {
        var (weights, rates) = (SignalWeights(), GrowthRates());
        return weights.Zip(rates).Sum(pair => pair.First * pair.First * pair.Second) / weights.Sum(weight => weight * weight);
    }

    /// <summary>The weights in three numbers.</summary>
    public ParityWeights Weights()
    {
        var perpendicular = PerpendicularSquares().Sum();
        var plane = Enumerable.Range(0, _settings.Width)
            .Sum(neuron => _incoming[neuron, 0] * _incoming[neuron, 0] + _incoming[neuron, 1] * _incoming[neuron, 1]);
        return new(plane / (plane + perpendicular), Math.Sqrt(SignalWeights().Average(weight => weight * weight)),
            Math.Sqrt(perpendicular / (_settings.Width * (_settings.Dimension - 2.0))));
    }

    void RequireInputs(Matrix<double> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Require.Shape(inputs, inputs.RowCount, _settings.Dimension, nameof(inputs));
        Require.Finite(inputs, nameof(inputs));
        Require.Room((long)inputs.RowCount * _settings.Width, nameof(inputs));
    }

    /// <summary>|w_perp|^2 of each neuron: without the two coordinates that matter.</summary>
    double[] PerpendicularSquares()
    {
        var squares = new double[_settings.Width];
        for (var k = 2; k < _settings.Dimension; k++)
        {
            var weights = ColumnOf(_incoming, k);
            for (var neuron = 0; neuron < squares.Length; neuron++)
                squares[neuron] = Math.FusedMultiplyAdd(weights[neuron], weights[neuron], squares[neuron]);
        }

        return squares;
    }

    double[] Outputs(Matrix<double> inputs, out Matrix<double> preActivations)
    {
        preActivations = MatrixProduct.WithTransposed(inputs, _incoming);
        var (outputs, scale) = (new double[inputs.RowCount], _settings.OutputScale / _settings.Width);
        for (var neuron = 0; neuron < _settings.Width; neuron++)
        {
            var seen = ColumnOf(preActivations, neuron);
            for (var i = 0; i < outputs.Length; i++)
                outputs[i] = Math.FusedMultiplyAdd(scale * _outgoing[neuron], Math.Max(0, seen[i]), outputs[i]);
        }

        return outputs;
    }

    static Span<double> ColumnOf(Matrix<double> matrix, int column) =>
        matrix.AsColumnMajorArray().AsSpan(column * matrix.RowCount, matrix.RowCount);
}
