using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>Four losses of a network whose outputs are drawn into (-1, 1), at a point of its parameters, with a direction.</summary>
public sealed class LossesAtPoint
{
    static readonly Loss[] Losses = [Loss.Squared, Loss.Logistic, Loss.Exponential, Loss.SoftmaxCrossEntropy];

    readonly Lazy<GradientRoundings[]> _roundings;
    readonly Lazy<Vector<double>> _gradients;
    readonly Lazy<Vector<double>> _curvatures;

    LossesAtPoint(NetworkAtPoint at)
    {
        At = at;
        ScalarObjective[] definitions = [.. Losses.Select(loss => new ScalarObjective(at, loss, Targets(loss)))];
        _roundings = new(() => [.. definitions.Select(definition => GradientRoundings.Of(definition, at.Theta, at.OtherDirection))]);
        _gradients = new(() => EndToEnd(definitions.Select(definition => Differentiate.Gradient(definition, at.Theta))));
        _curvatures = new(() => EndToEnd(definitions.Select(definition =>
            GradientRoundings.HessianTimes(definition, at.Theta, at.OtherDirection))));
    }

    public static Subjects<LossesAtPoint> Of(Subjects<NetworkAtPoint> networks) => new(
        networks.Draw.Select(at => new LossesAtPoint(at)),
        subject => networks.Simpler(subject.At).Select(at => new LossesAtPoint(at)),
        subject => networks.Traits(subject.At));

    public NetworkAtPoint At { get; }

    public IEnumerable<Objective> Sums => Losses.Select(loss => Objective.Sum(At.Bounded, loss, At.Inputs, Targets(loss)));

    public IEnumerable<Objective> Means => Losses.Select(loss => Objective.Mean(At.Bounded, loss, At.Inputs, Targets(loss)));

    /// <summary>The gradients of the sums by dual numbers, end to end.</summary>
    public Vector<double> Gradients => _gradients.Value;

    /// <summary>Their Hessians times the direction by hyper-dual numbers, end to end.</summary>
    public Vector<double> Curvatures => _curvatures.Value;

    /// <summary>The running error of the gradients, in units of u.</summary>
    public double GradientError => EndToEnd(_roundings.Value.Select(found => found.Gradient)).L2Norm();

    /// <summary>The running error of the Hessians times the direction, in units of u.</summary>
    public double CurvatureError => EndToEnd(_roundings.Value.Select(found => found.Curvature)).L2Norm();

    public override string ToString() => $"{At}";

    /// <summary>Signs, and for softmax the first class.</summary>
    Matrix<double> Targets(Loss loss) => Matrix<double>.Build.Dense(At.Inputs.RowCount, At.Network.OutputCount,
        (i, k) => loss == Loss.SoftmaxCrossEntropy ? (k == 0 ? 1 : 0) : Math.Sign(At.Cotangent[i, k]));

    internal static Vector<double> EndToEnd(IEnumerable<Vector<double>> vectors) =>
        Vector<double>.Build.DenseOfEnumerable(vectors.SelectMany(vector => vector));
}
