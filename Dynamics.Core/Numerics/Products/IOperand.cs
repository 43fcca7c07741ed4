namespace Dynamics.Numerics;

/// <summary>One side of a product: rows, each a sequence of numbers along the depth that is summed over.</summary>
interface IOperand
{
    /// <summary>The array in which the numbers lie.</summary>
    double[] Storage { get; }

    int Rows { get; }

    int Depth { get; }

    /// <summary>
    /// Writes so many rows from one on, over a part of the depth, as panels of a width, one after another: number r of step k of a
    /// panel goes to panel[k width + r], and zeros fill the last one.
    /// </summary>
    unsafe void Pack(int row, int rows, int start, int depth, int width, double* panels);

    /// <summary>
    /// Where so many rows from one on lie side by side at each step of a part of the depth, how far from the first number of the storage:
    /// number r of step k is steps[k] + r from there. False where they do not lie so.
    /// </summary>
    unsafe bool TryPlace(int row, int rows, int start, int depth, nint* steps);
}
