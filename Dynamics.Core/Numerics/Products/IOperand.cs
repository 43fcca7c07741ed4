namespace Dynamics.Numerics;

/// <summary>One side of a product: rows, each a sequence of numbers along the depth that is summed over.</summary>
interface IOperand
{
    int Rows { get; }

    int Depth { get; }

    /// <summary>
    /// Writes so many rows from one on, over a part of the depth, as panels of a width, one after another: number r of step k of a
    /// panel goes to panel[k width + r], and zeros fill the last one.
    /// </summary>
    unsafe void Pack(int row, int rows, int start, int depth, int width, double* panels);
}
