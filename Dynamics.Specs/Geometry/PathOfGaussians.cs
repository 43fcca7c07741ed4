using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;

namespace Dynamics.Specs.Geometry;

/// <summary>Two Gaussians, and a path between them in pieces that are straight in mean and scale.</summary>
public sealed class PathOfGaussians(
    (double Mean, double Scale) from, (double Mean, double Scale) to, int count, string along, double aside)
{
    /// <summary>The paths of natural gradient flows of the forward and the reverse divergence are straight in η and in θ.</summary>
    const string Geodesical = "the geodesic", StraightInEta = "straight in η", StraightInTheta = "straight in θ";

    static readonly GaussianNatural Family = new();

    public static Subjects<PathOfGaussians> Subjects => new(
        from means in Drawn.Vector(2, -2, 2)
        from scales in Drawn.Vector(2, .3, 2)
        from count in Gen.Choose(32, 64)
        from along in Gen.Elements(Geodesical, Geodesical, StraightInEta, StraightInTheta)
        from isAside in Gen.Elements(true, false)
        from aside in Drawn.Number(.01, .5)
        select new PathOfGaussians((means[0], scales[0]), (means[1], scales[1]), count, along, isAside ? aside : 0),
        path => [.. Simpler.Number(path.From.Mean).Select(
            mean => new PathOfGaussians((mean, path.From.Scale), path.To, path.Count, path.Along, path.Aside)),
            .. Simpler.Number(path.To.Mean).Select(
                mean => new PathOfGaussians(path.From, (mean, path.To.Scale), path.Count, path.Along, path.Aside)),
            .. Simpler.Number(path.Aside).Where(aside => aside < .5)
                .Select(aside => new PathOfGaussians(path.From, path.To, path.Count, path.Along, aside))],
        path => [Trait.Of("distance", path.Geodesic.Length), Trait.Of("along", path.Along),
            Trait.Of("aside", path.Aside), Trait.Of("pieces", path.Count)]);

    public (double Mean, double Scale) From => from;

    public (double Mean, double Scale) To => to;

    public int Count => count;

    public string Along => along;

    /// <summary>By how much of their scale the points are moved up and down.</summary>
    public double Aside => aside;

    public GaussianGeodesic Geodesic => GaussianGeodesic.Between(from, to);

    public bool IsInscribedInTheGeodesic => along == Geodesical && aside == 0;

    /// <summary>The means are a scale apart or more: the geodesic is no upright line.</summary>
    public bool Swings => Math.Abs(to.Mean - from.Mean) > Math.Max(from.Scale, to.Scale);

    public double StraightLength => Length([from, to]);

    /// <summary>The path's corners.</summary>
    public (double Mean, double Scale)[] Points =>
    [
        from,
        .. Enumerable.Range(1, count - 1).Select(i =>
        {
            var (mean, scale) = At(i / (double)count);
            return (mean, scale * (1 + aside * Math.Sin(2 * Math.PI * i / count)));
        }),
        to,
    ];

    /// <summary>The corners of a path inscribed in the geodesic.</summary>
    public (double Mean, double Scale)[] Inscribed(int pieces) => new PathOfGaussians(from, to, pieces, Geodesical, 0).Points;

    /// <summary>The length in (dμ² + 2 dσ²) / σ² of straight pieces: along one σ is linear, and ∫ ds / σ is a logarithm.</summary>
    public static double Length((double Mean, double Scale)[] points) => points.Zip(points.Skip(1), (p, q) =>
    {
        var (across, up) = (q.Mean - p.Mean, q.Scale - p.Scale);
        return Math.Sqrt(across * across + 2 * up * up) / p.Scale * MeanReciprocal(up / p.Scale);
    }).Sum();

    public override string ToString() =>
        $"N({from.Mean}, {from.Scale}²) to N({to.Mean}, {to.Scale}²) along {along} in {count} pieces, {aside} aside";

    (double Mean, double Scale) At(double s)
    {
        if (along == Geodesical) return Geodesic.At(s);
        var (start, end) = (GaussianNatural.FromMeanAndScale(from.Mean, from.Scale), GaussianNatural.FromMeanAndScale(to.Mean, to.Scale));
        return Family.MeanAndScale(
            along == StraightInEta ? Family.MixtureGeodesic(start, end, s) : DualCoordinates.ExponentialGeodesic(start, end, s));
    }

    /// <summary>log(1 + x) / x.</summary>
    static double MeanReciprocal(double x) => x == 0 ? 1 : Elementary.Log1p(x) / x;
}
