namespace Dynamics.Networks;

/// <summary>A named part of the flat vector of parameters: a matrix, stored column by column.</summary>
/// <param name="Name">As in 3.weights: the number of the layer, and what it is there.</param>
/// <param name="Offset">Where it starts in the vector.</param>
/// <param name="Rows">Inputs of the layer; 1 for a bias.</param>
/// <param name="Columns">Outputs of the layer.</param>
/// <param name="Multiplier">What the layer multiplies it by.</param>
/// <param name="StandardDeviation">Of its entries when they are drawn.</param>
public sealed record ParameterBlock(string Name, int Offset, int Rows, int Columns, double Multiplier, double StandardDeviation)
{
    /// <summary>The number of parameters in it.</summary>
    public int Count => Rows * Columns;

    /// <summary>What the learning rate of gradient descent is multiplied by here.</summary>
    public double DescentFactor { get; init; } = 1;

    /// <summary>What the learning rate of Adam is multiplied by here.</summary>
    public double AdamFactor { get; init; } = 1;

    /// <summary>Whether the gradient of one example is kept as it is, because it is no product of two vectors.</summary>
    internal bool IsFilter { get; init; }

    /// <summary>Numbers that an example's gradients of so many outputs take in the empirical kernel.</summary>
    internal long NumbersOfAnExample(int outputs) => IsFilter ? (long)outputs * Count : Rows + (long)outputs * Columns;

    internal Block In(double[] storage) => new(storage, Offset, Rows, Columns);
}
