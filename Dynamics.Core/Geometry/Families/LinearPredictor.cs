using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// f_k(x) = w_k . x + b_k with plain parameters (no 1 / sqrt(fan-in)): theta = (w_0, b_0, w_1, b_1, ..), P = (D + 1) K.
/// </summary>
public sealed record LinearPredictor : IPredictor
{
    readonly double[][] _rows;

    /// <summary>The predictor on its examples.</summary>
    /// <param name="inputs">N x D, rows are examples; copied.</param>
    /// <param name="outputs">K, at least 1.</param>
    public LinearPredictor(Matrix<double> inputs, int outputs)
    {
        Require.AtLeast(outputs, 1, nameof(outputs));
        ArgumentNullException.ThrowIfNull(inputs);
        Require.AtLeast(inputs.RowCount, 1, $"{nameof(inputs)}.RowCount");
        Require.Finite(inputs, nameof(inputs));
        Require.Room((inputs.ColumnCount + 1L) * outputs, nameof(outputs));
        _rows = [.. inputs.EnumerateRows().Select(row => (double[])[.. row, 1])];
        (InputCount, OutputCount) = (inputs.ColumnCount, outputs);
    }

    /// <summary>D.</summary>
    public int InputCount { get; }

    /// <inheritdoc/>
    public int OutputCount { get; }

    /// <inheritdoc/>
    public int ExampleCount => _rows.Length;

    /// <inheritdoc/>
    public int ParameterCount => (InputCount + 1) * OutputCount;

    /// <inheritdoc/>
    public void Predict<TScalar>(ReadOnlySpan<TScalar> parameters, int example, Span<TScalar> outputs)
        where TScalar : struct, IScalar<TScalar>
    {
        Require.Length(parameters.Length, ParameterCount, nameof(parameters), this);
        Require.Length(outputs.Length, OutputCount, nameof(outputs), this);
        Require.Between(example, 0, ExampleCount - 1, nameof(example));
        for (var k = 0; k < OutputCount; k++)
            outputs[k] = TScalar.Dot(parameters.Slice(k * (InputCount + 1), InputCount + 1), _rows[example]);
    }

    /// <inheritdoc/>
    public bool Equals(LinearPredictor? other) =>
        other is not null && OutputCount == other.OutputCount && _rows.Length == other._rows.Length
        && _rows.Zip(other._rows).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(InputCount, OutputCount, ExampleCount);

    /// <inheritdoc/>
    public override string ToString() => $"Linear({InputCount} -> {OutputCount} on {ExampleCount} examples)";
}
