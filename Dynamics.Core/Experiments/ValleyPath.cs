namespace Dynamics.Experiments;

/// <summary>The path of one optimiser through the valley.</summary>
/// <param name="Method">The optimiser's name.</param>
/// <param name="Step">Its step size.</param>
/// <param name="Points">The start, then one point for each step.</param>
public sealed record ValleyPath(string Method, double Step, IReadOnlyList<ValleyPoint> Points)
{
    const int FirstSteps = 30;

    /// <summary>b, which gives the metric of lengths and geodesics.</summary>
    public double Curvature { get; init; } = 10;

    /// <summary>The loss at which the run stops.</summary>
    public double TargetLoss { get; init; } = 1e-8;

    /// <summary>The number of steps taken.</summary>
    public int Steps => Points.Count - 1;

    /// <summary>Whether the last point has the target loss.</summary>
    public bool Arrived => Points[^1].Loss <= TargetLoss;

    /// <summary>
    /// The length in the Fisher metric when consecutive points are joined by geodesics: straight in (u, v), so parabolas in
    /// (x, y).
    /// </summary>
    public double FisherLength
    {
        get
        {
            double length = 0;
            for (var i = 1; i < Points.Count; i++)
            {
                (var u0, var v0) = Points[i - 1].Flatten(Curvature);
                (var u1, var v1) = Points[i].Flatten(Curvature);
                length += Norm(u1 - u0, v1 - v0);
            }
            return length;
        }
    }

    /// <summary>The Fisher length over that of the geodesic from the start to the minimum at (1, 1).</summary>
    public double LengthOverGeodesic => FisherLength / GeodesicLength;

    /// <summary>The largest Fisher distance of a point from the geodesic from the start to the minimum.</summary>
    public double DeviationFromGeodesic
    {
        get
        {
            (var u0, var v0) = Points[0].Flatten(Curvature);
            return Points.Max(point =>
            {
                (var u, var v) = point.Flatten(Curvature);
                return Math.Abs(u * v0 - v * u0) / GeodesicLength;
            });
        }
    }

    /// <summary>
    /// The zig-zag in the first 30 steps: how often v = b (y - x^2) changes sign between consecutive ones of the points from
    /// which they depart, as a share of those 29 pairs (of all pairs where there are fewer; 0 where there is none). For gradient
    /// descent these are the changes of sign of the steps' y components.
    /// </summary>
    public double SignFlips
    {
        get
        {
            int departures = Math.Min(FirstSteps, Steps), flips = 0;
            for (var i = 1; i < departures; i++)
                if (Points[i - 1].Flatten(Curvature).V * Points[i].Flatten(Curvature).V < 0)
                    flips++;
            return departures < 2 ? 0 : flips / (double)(departures - 1);
        }
    }

    double GeodesicLength
    {
        get
        {
            (var u, var v) = Points[0].Flatten(Curvature);
            return Norm(u, v);
        }
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Method}, step {Step}: {Steps} steps to a loss of {Points[^1].Loss:g3}, length / geodesic {LengthOverGeodesic:g5}";

    static double Norm(double u, double v) => Math.Sqrt(u * u + v * v);
}
