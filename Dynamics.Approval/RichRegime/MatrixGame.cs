namespace Dynamics.Approval;

/// <summary>A game of two players with finitely many choices each, by the simplex method on the linear program of the one who wants
/// much (Dantzig 1951).</summary>
static class MatrixGame
{
    /// <summary>What the game is worth, and how often the player who wants little makes each of his choices.</summary>
    /// <param name="payoffs">For each choice of the one who wants much, what he gets at each choice of the other.</param>
    public static (double Value, double[] Shares) Solve(IReadOnlyList<double[]> payoffs)
    {
        var (rows, columns) = (payoffs[0].Length, payoffs.Count);
        var shift = payoffs.Max(payoff => payoff.Max(Math.Abs)) + 1;

        // Costs shift - payoff are positive: maximise Σ p with Σ p (shift - payoff) ≤ 1 in each row; then the value is shift - 1 / Σ p.
        // The last row holds reduced costs, the last column the right-hand side.
        var table = new double[rows + 1, columns + rows + 1];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++) table[row, column] = shift - payoffs[column][row];
            table[row, columns + row] = 1;
            table[row, columns + rows] = 1;
        }

        for (var column = 0; column < columns; column++) table[rows, column] = -1;
        while (Entering() is { } entering) Pivot(Leaving(entering), entering);
        var total = table[rows, columns + rows];
        return (shift - 1 / total, [.. Enumerable.Range(columns, rows).Select(slack => table[rows, slack] / total)]);

        int? Entering()
        {
            var best = Enumerable.Range(0, columns + rows).MinBy(column => table[rows, column]);
            return table[rows, best] < -1e-13 ? best : null;
        }

        int Leaving(int column) =>
            Enumerable.Range(0, rows).Where(row => table[row, column] > 1e-13)
                .MinBy(row => table[row, columns + rows] / table[row, column]);

        void Pivot(int at, int column)
        {
            var pivot = table[at, column];
            for (var k = 0; k <= columns + rows; k++) table[at, k] /= pivot;
            for (var row = 0; row <= rows; row++)
            {
                if (row == at || table[row, column] is not (not 0 and var factor)) continue;
                for (var k = 0; k <= columns + rows; k++) table[row, k] -= factor * table[at, k];
            }
        }
    }
}
