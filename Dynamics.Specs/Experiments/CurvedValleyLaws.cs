using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Experiments;

/// <summary>
/// Phase 1: a curved valley whose loss is the likelihood of one observation, so that the metric is its own Fisher information.
/// The metric is flat: in (u, v) = (x − 1, b (y − x²)) geodesics are straight lines to the minimum at the origin.
/// </summary>
[Chapter("The three phases", Report = "3.1")]
public sealed class CurvedValleyLaws : ISubjectsOf<ValleyRide>
{
    public Subjects<ValleyRide> Subjects => ValleyRide.Subjects;

    [Law("P1a", LawKind.Identity, @"L(\theta) - L(\theta_0) = \log p(1, 0 \mid \theta_0) - \log p(1, 0 \mid \theta)",
        Source = "Rosenbrock 1960; report 3.1", Given = "p is N((x, b (y - x²)), I), L = ½[(1-x)² + b² (y-x²)²]",
        Within = "roundoff: " + TwoLosses)]
    public Measurement The_loss_is_the_likelihood_of_one_observation(ValleyRide ride) => IsTheLikelihood(ride, new ValleyLoss(ride.Curvature));

    [Mistake(nameof(The_loss_is_the_likelihood_of_one_observation), "the loss whose coefficient is ten times smaller: (1-x)² + b²/10 (y-x²)²")]
    public Measurement The_published_loss_is_not(ValleyRide ride) => IsTheLikelihood(ride, PublishedLoss(ride));

    [Law("P1b", LawKind.Identity, @"G = F_L",
        Source = "report 3.1", Given = "F_L is the Fisher information of the likelihood whose loss is L, by its expected Hessian",
        Within = "roundoff: " + MetricEntries, RestsOn = ["P1a", "G2"])]
    public Measurement The_metric_is_the_Fisher_information_of_this_loss(ValleyRide ride) =>
        IsTheMetric(ride, FisherInformation.ByScore(new CurvedValleyModel(ride.Curvature), ride.Start));

    [Mistake(nameof(The_metric_is_the_Fisher_information_of_this_loss), "the metric of a loss with another coefficient")]
    public Measurement The_metric_of_another_loss_is_not(ValleyRide ride) =>
        IsTheMetric(ride, FisherInformation.ByScore(new CurvedValleyModel(Math.Sqrt(10) * ride.Curvature), ride.Start));

    [Law("P1c", LawKind.Identity, @"u_{t+1} = (1 - \eta) u_t, \; v_{t+1} = (1 - \eta) v_t - b \eta^2 u_t^2",
        Source = "derived here from report 3.1", Given = "natural gradient descent with a step η in (0, 1]",
        Within = "roundoff: " + WholePath, Cases = 20, RestsOn = ["P1b"])]
    public Measurement A_natural_gradient_step_contracts_the_flat_coordinates_but_for_the_bend_of_a_finite_step(ValleyRide ride) =>
        Recurs(ride, bend: 1);

    [Mistake(nameof(A_natural_gradient_step_contracts_the_flat_coordinates_but_for_the_bend_of_a_finite_step), "the bend of a finite step left out")]
    public Measurement Without_the_bend_it_does_not(ValleyRide ride) => HardlyBends(ride) ? Measurement.NoCase("the path hardly bends") : Recurs(ride, bend: 0);

    [Law("P1d", LawKind.Order, @"\max_t \mathrm{dist}(\theta_t, \text{geodesic}) = O(\eta)",
        Source = "Amari 1998; report 3.1", Given = "natural gradient descent with the loss's own metric; the distance is that of the metric",
        Within = "order 1: local slopes within 2 h, " + Bend, Cases = 10, RestsOn = ["P1c"])]
    public Measurement Natural_gradient_follows_the_geodesic(ValleyRide ride) => LeavesTheGeodesicByTheStep(ride, new ValleyLoss(ride.Curvature));

    [Mistake(nameof(Natural_gradient_follows_the_geodesic), "a metric that is not the Fisher information of the loss", Catches = 5)]
    public Measurement With_the_metric_of_another_loss_the_path_leaves_it(ValleyRide ride) => LeavesTheGeodesicByTheStep(ride, PublishedLoss(ride));

    const string TwoLosses = "γ(4 × longest chain of roundings in log p) × (L(θ) + L(θ₀) + 2 log 2π)";
    const string MetricEntries = "γ(outcomes + 4 × longest chain of roundings in log p) × what E[s sᵀ] and E[∇² log p] add up";
    const string WholePath = "γ(roundings of a step) × (what a step adds up) / η, the sum of a contraction";
    const string Bend = "the deviation is b η u₀² sin/4 to relative order η";

    static ValleyLoss PublishedLoss(ValleyRide ride) => new(ride.Curvature / Math.Sqrt(10), Scale: 2);

    static Measurement IsTheLikelihood(ValleyRide ride, ValleyLoss loss)
    {
        var likelihood = new NegativeLogLikelihood(new CurvedValleyModel(ride.Curvature), [1, 0]);
        var (here, there) = (ride.Start, Vector<double>.Build.Dense([.5, -.25]));
        return Measure.Distance("L(θ) − L(θ₀)", Differentiate.Value(loss, here) - Differentiate.Value(loss, there),
                "−log p(θ) + log p(θ₀)", Differentiate.Value(likelihood, here) - Differentiate.Value(likelihood, there))
            .Within(LegacyRoundoff.Of(4 * ride.At.Roundings.LongestChain, Differentiate.Value(likelihood, here) + Differentiate.Value(likelihood, there), TwoLosses));
    }

    static Measurement IsTheMetric(ValleyRide ride, Matrix<double> metric) =>
        Measure.Distance("G", metric, "F of the loss", ride.At.NegativeExpectedHessian).Within(LegacyRoundoff.Of(ride.At.Operations, ride.At.Magnitude, MetricEntries));

    static Measurement Recurs(ValleyRide ride, double bend)
    {
        var path = ride.Path(ride.Step, new ValleyLoss(ride.Curvature)).Points;
        var (u, v) = path[0].Flatten(ride.Curvature);
        var expected = new List<double>();
        foreach (var _ in path)
        {
            expected.AddRange([u, v]);
            (u, v) = ((1 - ride.Step) * u, (1 - ride.Step) * v - bend * ride.Curvature * ride.Step * ride.Step * u * u);
        }
        var found = path.Select(point => point.Flatten(ride.Curvature)).SelectMany(point => new[] { point.U, point.V });
        return Measure.Distance("recursion", Vector<double>.Build.DenseOfEnumerable(expected), "(u, v) of the path", Vector<double>.Build.DenseOfEnumerable(found))
            .Within(LegacyRoundoff.Of(ride.At.Operations, ride.LargestTerm / ride.Step, WholePath));
    }

    /// <summary>It bends with u₀², and not at all above the minimum.</summary>
    static bool HardlyBends(ValleyRide ride) => Math.Abs(ride.Start[0] - 1) < .2;

    static Measurement LeavesTheGeodesicByTheStep(ValleyRide ride, ValleyLoss loss)
    {
        if (HardlyBends(ride)) return Measurement.NoCase("the path hardly bends");
        double[] steps = [1 / 16.0, 1 / 32.0, 1 / 64.0, 1 / 128.0];
        return Measure.Shrinks("largest distance from the geodesic", steps, [.. steps.Select(step => ride.Path(step, loss).DeviationFromGeodesic)], LegacyOrder.Exactly(1, 2, Bend));
    }
}
