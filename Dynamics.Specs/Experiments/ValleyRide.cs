using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Geometry;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Experiments;

/// <summary>A valley of some curvature, a start in it that is not above its minimum, and a step size.</summary>
public sealed class ValleyRide(double curvature, Vector<double> start, double step)
{
    public static Subjects<ValleyRide> Subjects => new(
        from curvature in Drawn.Number(1, 10)
        from x in Drawn.Number(-2, 2).Where(IsAside)
        from y in Drawn.Number(-1, 3)
        from step in Drawn.Number(.05, 1)
        select new ValleyRide(curvature, Vector<double>.Build.Dense([x, y]), step),
        ride => [.. Simpler.Number(ride.Curvature).Where(b => b >= 1).Select(b => new ValleyRide(b, ride.Start, ride.Step)),
            .. Simpler.Vector(ride.Start).Where(start => IsAside(start[0]))
                .Select(start => new ValleyRide(ride.Curvature, start, ride.Step)),
            .. Simpler.Number(ride.Step).Where(step => step is >= .05 and <= 1)
                .Select(step => new ValleyRide(ride.Curvature, ride.Start, step))],
        ride => [Trait.Of("b", ride.Curvature), Trait.Of("x", ride.Start[0]), Trait.Of("y", ride.Start[1]), Trait.Of("η", ride.Step)]);

    public double Curvature => curvature;

    public Vector<double> Start => start;

    public double Step => step;

    /// <summary>The valley's likelihood at the start.</summary>
    public AtPoint<CurvedValleyModel> At { get; } = new(new(curvature), start, Vector<double>.Build.Dense([1, 1]));

    /// <summary>What a step adds up in flat coordinates: positions before they cancel, times the condition of the metric.</summary>
    public double LargestTerm => LargestCondition
        * (1 + curvature * (Math.Abs(start[1]) + Math.Pow(Math.Abs(start[0] - 1) + 1, 2)));

    /// <summary>Of the metric along the path: it grows with |x|.</summary>
    double LargestCondition
    {
        get
        {
            var furthest = Path(step, new ValleyLoss(curvature)).Points.Max(point => Math.Abs(point.X));
            return CompactSvd.Of(FisherInformation.ByScore(At.Model, Vector<double>.Build.Dense([furthest, 0]))).ConditionNumber;
        }
    }

    /// <summary>Natural gradient descent on a loss in the metric of this valley.</summary>
    public ValleyPath Path(double eta, ValleyLoss loss) => CurvedValley.Follow("natural gradient", new(eta, 20_000), loss,
        theta => CurvedValley.NaturalGradientStep(loss, theta, eta, at => FisherInformation.ByScore(At.Model, at)),
        new() { Start = (start[0], start[1]), Curvature = curvature });

    static bool IsAside(double x) => Math.Abs(x - 1) >= .2;

    public override string ToString() => $"valley with b = {curvature} from ({start[0]}, {start[1]}), η = {step}";
}
