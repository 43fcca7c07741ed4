namespace Dynamics.Numerics;

/// <summary>A part of the entries of C.</summary>
readonly record struct TileRange(int Row, int RowEnd, int Column, int ColumnEnd)
{
    public static TileRange All(MatrixView c) => new(0, c.Rows, 0, c.Columns);

    /// <summary>Parts of about equal work, one a thread, whose borders are borders of tiles.</summary>
    public static TileRange[] Split(MatrixView c, MicroKernel kernel, int parts, bool lower)
    {
        if (lower)
            return [.. Borders(c.Columns, kernel.Columns, parts, share => 1 - Math.Sqrt(1 - share))
                .Select(it => new TileRange(it.From / kernel.Rows * kernel.Rows, c.Rows, it.From, it.To))];
        var across = Enumerable.Range(1, parts).Where(n => parts % n == 0)
            .MinBy(n => Math.Abs((double)c.Rows / (parts / n) - (double)c.Columns / n));
        return
        [
            .. from rows in Borders(c.Rows, kernel.Rows, parts / across, share => share)
               from columns in Borders(c.Columns, kernel.Columns, across, share => share)
               select new TileRange(rows.From, rows.To, columns.From, columns.To),
        ];
    }

    static IEnumerable<(int From, int To)> Borders(int size, int step, int parts, Func<double, double> at)
    {
        int Border(int part) => part == parts ? size : Math.Min(size, (int)Math.Round(at(part / (double)parts) * size / step) * step);
        return Enumerable.Range(0, parts).Select(part => (Border(part), Border(part + 1))).Where(it => it.Item1 < it.Item2);
    }
}
