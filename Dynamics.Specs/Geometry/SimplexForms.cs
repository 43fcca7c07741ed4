using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// A symmetric form on the tangent space of the simplex at each distribution whose probabilities are multiples of 1/N, none of them
/// zero, over
/// 2 to n outcomes. The forms are unknown; that Markov embeddings keep them is a linear equation for each pair of basis vectors. Every
/// embedding
/// is made of splittings of one outcome into two and of exchanges of neighbours.
/// </summary>
/// <param name="denominator">N.</param>
/// <param name="mostOutcomes">n.</param>
public sealed class SimplexForms(int denominator, int mostOutcomes)
{
    /// <summary>Of the largest: a form below it is one that all embeddings keep.</summary>
    const double Zero = 1e-10;

    readonly Dictionary<string, (int[] Counts, int Offset)> _points = Layout(denominator, mostOutcomes);

    /// <summary>Numbers in all forms together.</summary>
    public int Unknowns => _points.Values.Sum(point => Dimension(point.Counts.Length));

    /// <summary>The projector onto the forms that all embeddings keep.</summary>
    /// <param name="splittings">Whether outcomes are split, and not only exchanged.</param>
    public Matrix<double> Invariant(bool splittings = true)
    {
        var (values, vectors) = Modes(splittings);
        var kept = Enumerable.Range(0, Unknowns).Where(i => values[i] <= Zero * values[Unknowns - 1]).Select(vectors.Column);
        return kept.Aggregate(Matrix<double>.Build.Dense(Unknowns, Unknowns), (sum, form) => sum + form.OuterProduct(form));
    }

    /// <summary>The largest eigenvalue of the equations' Gram matrix over the least that is not zero.</summary>
    public double Condition
    {
        get
        {
            var (values, _) = Modes(true);
            return values[Unknowns - 1] / values.First(value => value > Zero * values[Unknowns - 1]);
        }
    }

    /// <summary>The projector onto the multiples of one form.</summary>
    /// <param name="at">Its matrix at a distribution, in the coordinates of all outcomes but the last.</param>
    public Matrix<double> Onto(Func<double[], Matrix<double>> at)
    {
        var form = Vector<double>.Build.Dense(Unknowns);
        foreach (var (counts, offset) in _points.Values)
        {
            var metric = at([.. counts.Select(count => count / (double)denominator)]);
            foreach (var (i, j) in Pairs(counts.Length)) form[offset + Index(i, j)] = metric[i, j];
        }

        return form.OuterProduct(form) / (form * form);
    }

    /// <summary>
    /// F of Core's categorical family, in mean parameters: the inverse of that in natural ones. The last outcome is its class 0.
    /// </summary>
    public static Matrix<double> Fisher(double[] p) => FisherInformation.ByScore(new Categorical(p.Length),
        Vector<double>.Build.Dense(p.Length - 1, i => Elementary.Log(p[i] / p[^1]))).Inverse();

    /// <summary>⟨u, v⟩ of the probabilities.</summary>
    public static Matrix<double> Euclidean(double[] p) => Matrix<double>.Build.Dense(p.Length - 1, p.Length - 1, (i, j) => i == j ? 2 : 1);

    public override string ToString() => $"multiples of 1/{denominator}, 2 to {mostOutcomes} outcomes";

    (double[] Values, Matrix<double> Vectors) Modes(bool splittings)
    {
        var gram = Matrix<double>.Build.Dense(Unknowns, Unknowns);
        foreach (var row in Equations(splittings))
            foreach (var (i, x) in row)
                foreach (var (j, y) in row)
                    gram[i, j] += x * y;
        var modes = gram.Evd(Symmetricity.Symmetric);
        return ([.. modes.EigenValues.Select(value => value.Real)], modes.EigenVectors);
    }

    /// <summary>Each as the coefficients of the unknowns that are in it.</summary>
    IEnumerable<List<(int Unknown, double Coefficient)>> Equations(bool splittings)
    {
        foreach (var (counts, _) in _points.Values)
        {
            for (var i = 0; i + 1 < counts.Length; i++)
                foreach (var row in Kept(counts, Exchanged(counts, i), u => Exchanged(u, i))) yield return row;
            if (!splittings || counts.Length == mostOutcomes) continue;
            for (var i = 0; i < counts.Length; i++)
                for (var part = 1; part < counts[i]; part++)
                {
                    var (outcome, share) = (i, part / (double)counts[i]);
                    foreach (var row in Kept(counts, Split(counts, outcome, part), u => SplitTangent(u, outcome, share))) yield return row;
                }
        }
    }

    /// <summary>g_p(b, c) = g_q(M b, M c) for all pairs of basis vectors at p.</summary>
    IEnumerable<List<(int, double)>> Kept(int[] p, int[] q, Func<double[], double[]> push)
    {
        foreach (var (i, j) in Pairs(p.Length))
        {
            var row = new List<(int, double)>();
            Add(row, p, Basis(p.Length, i), Basis(p.Length, j), 1);
            Add(row, q, push(Basis(p.Length, i)), push(Basis(p.Length, j)), -1);
            yield return row;
        }
    }

    void Add(List<(int, double)> row, int[] at, double[] u, double[] v, double sign)
    {
        var offset = _points[Key(at)].Offset;
        for (var i = 0; i + 1 < at.Length; i++)
            for (var j = 0; j + 1 < at.Length; j++)
                if (u[i] * v[j] != 0)
                    row.Add((offset + Index(Math.Max(i, j), Math.Min(i, j)), sign * u[i] * v[j]));
    }

    static Dictionary<string, (int[], int)> Layout(int denominator, int most)
    {
        var (points, offset) = (new Dictionary<string, (int[], int)>(), 0);
        for (var n = 2; n <= most; n++)
            foreach (var counts in Compositions(denominator, n))
            {
                points.Add(Key(counts), (counts, offset));
                offset += Dimension(n);
            }

        return points;
    }

    static IEnumerable<int[]> Compositions(int total, int parts) => parts == 1 ? [[total]]
        : Enumerable.Range(1, total - parts + 1)
            .SelectMany(first => Compositions(total - first, parts - 1).Select(rest => (int[])[first, .. rest]));

    static IEnumerable<(int, int)> Pairs(int outcomes) =>
        from i in Enumerable.Range(0, outcomes - 1) from j in Enumerable.Range(0, i + 1) select (i, j);

    static int Index(int i, int j) => i * (i + 1) / 2 + j;

    static int Dimension(int outcomes) => outcomes * (outcomes - 1) / 2;

    static string Key(int[] counts) => string.Join(",", counts);

    /// <summary>e_i − e_n.</summary>
    static double[] Basis(int outcomes, int i) =>
        [.. Enumerable.Range(0, outcomes).Select(k => k == i ? 1.0 : k == outcomes - 1 ? -1 : 0)];

    static T[] Exchanged<T>(T[] values, int i) => [.. values[..i], values[i + 1], values[i], .. values[(i + 2)..]];

    static int[] Split(int[] counts, int i, int part) => [.. counts[..i], part, counts[i] - part, .. counts[(i + 1)..]];

    static double[] SplitTangent(double[] u, int i, double share) => [.. u[..i], share * u[i], (1 - share) * u[i], .. u[(i + 1)..]];
}
