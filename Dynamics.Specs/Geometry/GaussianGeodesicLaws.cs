using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The Gaussians with their Fisher metric are a half-plane of constant negative curvature, whose shortest paths are half circles: they
/// swing out to larger scales, where distance is cheap.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
[Subject("Gaussian")]
public sealed class GaussianGeodesicLaws : ISubjectsOf<PathOfGaussians>
{
    public Subjects<PathOfGaussians> Subjects => PathOfGaussians.Subjects;

    [Law("G23a", LawKind.Bound, @"d(p, q) \le \int \sqrt{\dot{\theta}^\top F \dot{\theta}} \, d t", Catalogue = "G4",
        Source = "Rao 1945; Atkinson and Mitchell 1981",
        Given = "a path from p to q of pieces that are straight in mean and scale: along the geodesic or a natural gradient flow, or moved aside from them",
        Within = "roundoff: " + Pieces, Cases = 60)]
    public Measurement No_path_is_shorter_than_the_geodesic(PathOfGaussians path) => IsNotLonger(path, path.Geodesic.Length);

    [Mistake(nameof(No_path_is_shorter_than_the_geodesic), "the line straight in mean and scale for the geodesic")]
    public Measurement The_straight_line_is_longer_than_some(PathOfGaussians path) =>
        !path.IsInscribedInTheGeodesic || !path.Swings ? Measurement.NoCase("the path is no geodesic, or the geodesic hardly swings out")
        : IsNotLonger(path, path.StraightLength);

    [Law("G23b", LawKind.Order, @"\sum_i \ell(\gamma(i h), \gamma(i h + h)) = d(p, q) + O(h^2)", Catalogue = "G4",
        Source = "Rao 1945; Atkinson and Mitchell 1981",
        Given = "γ is the geodesic at constant speed, ℓ the length of a piece straight in mean and scale",
        Within = "order 2: local slopes within 1 h, " + Inscribed, Cases = 30, RestsOn = ["G23a"])]
    public Measurement A_path_inscribed_in_the_geodesic_is_as_short_in_the_limit(PathOfGaussians path) =>
        Approaches(path, path.Geodesic.Length);

    [Mistake(nameof(A_path_inscribed_in_the_geodesic_is_as_short_in_the_limit), "the line straight in mean and scale for the geodesic")]
    public Measurement It_is_shorter_than_the_straight_line(PathOfGaussians path) => Approaches(path, path.StraightLength);

    const string Pieces = "γ(10 × pieces) × (length of the path + the largest (1 + |μ|) / σ on it)";
    const string Inscribed = "the excess of a piece is c h³ by the geodesic's curvature on the page, to relative order h²";

    static Measurement IsNotLonger(PathOfGaussians path, double length)
    {
        var points = path.Points;
        return Measure.AtMost("d(p, q)", length, "length of the path", PathOfGaussians.Length(points))
            .Within(LegacyRoundoff.Of(10 * path.Count, PathOfGaussians.Length(points) + points.Max(p => (1 + Math.Abs(p.Mean)) / p.Scale), Pieces));
    }

    static Measurement Approaches(PathOfGaussians path, double length)
    {
        if (!path.Swings) return Measurement.NoCase("the geodesic hardly swings out");
        int[] pieces = [32, 64, 128, 256];
        return Measure.Shrinks("length of the inscribed path", [.. pieces.Select(n => 1.0 / n)],
            [.. pieces.Select(n => Math.Abs(PathOfGaussians.Length(path.Inscribed(n)) - length))], LegacyOrder.Exactly(2, 1, Inscribed));
    }
}
