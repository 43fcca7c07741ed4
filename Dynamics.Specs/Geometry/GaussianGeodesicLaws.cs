using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The Gaussians with their Fisher metric are isometric to a half-plane, whose shortest paths are half circles and upright lines: they
/// swing out to larger scales, where distance is cheap.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
[Subject("Gaussian")]
public sealed class GaussianGeodesicLaws : ISubjectsOf<PathOfGaussians>
{
    public Subjects<PathOfGaussians> Subjects => PathOfGaussians.Subjects;

    [Law("G23a", LawKind.Bound, @"d(p, q) \le \int \sqrt{\dot{\theta}^\top F \dot{\theta}} \, d t", Catalogue = "G4",
        Source = "Rao 1945; Atkinson and Mitchell 1981",
        Given = "a path from p to q of pieces that are straight in mean and scale: along the Fisher-Rao geodesic, the m-geodesic or the "
            + "e-geodesic, or moved aside; the metric is (dμ² + 2 dσ²) / σ²",
        Within = nameof(Pieces), Cases = 60)]
    public Measurement No_path_is_shorter_than_the_geodesic(PathOfGaussians path) => IsNotLonger(path, path.Geodesic.Length);

    [Mistake(nameof(No_path_is_shorter_than_the_geodesic), "the line straight in mean and scale for the geodesic", CatchRate = .4)]
    public Measurement The_straight_line_is_longer_than_some(PathOfGaussians path) =>
        IsNotLonger(path, path.StraightLength);

    [Law("G23b", LawKind.Order, @"\sum_i \ell(\gamma(i h), \gamma(i h + h)) = d(p, q) + O(h^2)", Catalogue = "G4",
        Source = "Rao 1945; Atkinson and Mitchell 1981",
        Given = "γ is the geodesic at constant speed between means that are a scale apart or more, ℓ the length of a piece straight in "
            + "mean and scale",
        Within = nameof(Inscribed), Cases = 30, RestsOn = ["G23a"])]
    public Measurement The_length_of_inscribed_paths_converges_to_the_Fisher_Rao_distance(PathOfGaussians path) =>
        Approaches(path, path.Geodesic.Length);

    [Mistake(nameof(The_length_of_inscribed_paths_converges_to_the_Fisher_Rao_distance),
        "the line straight in mean and scale for the geodesic")]
    public Measurement It_is_shorter_than_the_straight_line(PathOfGaussians path) => Approaches(path, path.StraightLength);

    static Rule Pieces => Roundoff.Within(Gamma(10 * N) * (Length + new Quantity<PathOfGaussians>(
        "the largest (1 + |μ|) / σ on it", path => path.Points.Max(p => (1 + Math.Abs(p.Mean)) / p.Scale))));

    static Quantity<PathOfGaussians> N => new("pieces", path => path.Count);

    static Quantity<PathOfGaussians> Length => new("length of the path", path => PathOfGaussians.Length(path.Points));

    static Rule Inscribed => Order.Exactly(2, new Quantity<PathOfGaussians>("C from the term in h⁴ beside that in h²", NextTerm))
        .Because("by symmetry of the pieces the excess is a series in h²");

    static readonly int[] Counts = [32, 64, 128, 256];

    static Measurement IsNotLonger(PathOfGaussians path, double length) =>
        Measure.AtMost("d(p, q)", length, "length of the path", PathOfGaussians.Length(path.Points));

    static Measurement Approaches(PathOfGaussians path, double length) =>
        !path.Swings ? Measurement.NoCase("the means are less than a scale apart")
        : Measure.Shrinks("length of the inscribed path", [.. Counts.Select(n => 1.0 / n)],
            [.. Counts.Select(n => Math.Abs(Excess(path, n, length)))]);

    static double Excess(PathOfGaussians path, int pieces, double length) => PathOfGaussians.Length(path.Inscribed(pieces)) - length;

    /// <summary>a h² + b h⁴, from coarser paths than the law's; roundings of all pieces reach the smallest excess.</summary>
    static double NextTerm(PathOfGaussians path)
    {
        var (length, h) = (path.Geodesic.Length, 1.0 / Counts[0]);
        var (coarse, fine) = (Excess(path, Counts[0] / 2, length) / (4 * h * h), Excess(path, Counts[0], length) / (h * h));
        var (a, b) = ((4 * fine - coarse) / 3, (coarse - fine) / (3 * h * h));
        var share = 2 * Math.Abs(b / a) * h * h;
        var roundoff = Gamma(10) * Math.Sqrt(Counts[^1]) * length / Math.Abs(a) * Counts[^1] * Counts[^1];
        return (Math.Log2(1 + share) - Math.Log2(Math.Max(1 - share, 0))) / h + 2 * roundoff / Math.Log(2) * Counts[^2];
    }
}
