using Dynamics.Experiments;
using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

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
        Source = "Rosenbrock 1960; report 3.1",
        Given = "p is N((x, b (y - x²)), I), L = ½[(1-x)² + b² (y-x²)²]",
        Within = nameof(TwoLosses))]
    public Measurement The_loss_is_the_negative_log_likelihood_of_one_observation(ValleyRide ride) =>
        IsTheLikelihood(ride, new ValleyLoss(ride.Curvature));

    [Mistake(nameof(The_loss_is_the_negative_log_likelihood_of_one_observation),
        "the loss whose coefficient is ten times smaller: (1-x)² + b²/10 (y-x²)²")]
    public Measurement The_published_loss_is_not(ValleyRide ride) => IsTheLikelihood(ride, PublishedLoss(ride));

    [Law("P1b", LawKind.Identity, @"G = F_L",
        Source = "report 3.1",
        Given = "F_L is the Fisher information of the likelihood whose loss is L, by its expected Hessian",
        Within = nameof(MetricEntries), RestsOn = ["P1a", "G2"])]
    public Measurement The_metric_is_the_Fisher_information_of_this_loss(ValleyRide ride) =>
        IsTheMetric(ride, FisherInformation.ByScore(new CurvedValleyModel(ride.Curvature), ride.Start));

    [Mistake(nameof(The_metric_is_the_Fisher_information_of_this_loss), "the metric of a loss with another coefficient")]
    public Measurement The_metric_of_another_loss_is_not(ValleyRide ride) =>
        IsTheMetric(ride, FisherInformation.ByScore(new CurvedValleyModel(Math.Sqrt(10) * ride.Curvature), ride.Start));

    [Law("P1c", LawKind.Identity, @"u_{t+1} = (1 - \eta) u_t, \; v_{t+1} = (1 - \eta) v_t - b \eta^2 u_t^2",
        Source = "derived here from report 3.1", Given = "natural gradient descent with a step η in (0, 1]",
        Within = nameof(WholePath), Cases = 20, RestsOn = ["P1b"])]
    public Measurement A_natural_gradient_step_contracts_the_flat_coordinates_but_for_the_bend_of_a_finite_step(ValleyRide ride) =>
        Recurs(ride, bend: 1);

    [Mistake(nameof(A_natural_gradient_step_contracts_the_flat_coordinates_but_for_the_bend_of_a_finite_step),
        "the bend of a finite step left out")]
    public Measurement Without_the_bend_it_does_not(ValleyRide ride) => Recurs(ride, bend: 0);

    [Law("P1d", LawKind.Order, @"\max_t \mathrm{dist}(\theta_t, \text{geodesic}) = O(\eta)",
        Source = "Amari 1998; report 3.1",
        Given = "natural gradient descent with the loss's own metric; the distance is the metric's; the start is not above the minimum",
        Within = nameof(Bend), Cases = 10, RestsOn = ["P1c"])]
    public Measurement Natural_gradient_follows_the_geodesic(ValleyRide ride) =>
        LeavesTheGeodesicByTheStep(ride, new ValleyLoss(ride.Curvature));

    [HypothesisDropped(nameof(Natural_gradient_follows_the_geodesic),
        "a metric that is not the Fisher information of the loss", Catches = 10)]
    public Measurement With_the_metric_of_another_loss_the_path_leaves_it(ValleyRide ride) =>
        LeavesTheGeodesicByTheStep(ride, PublishedLoss(ride));

    static Rule TwoLosses => Roundoff.Within(Gamma(Chain) * new Quantity<ValleyRide>("(L(θ) + L(θ₀) + 2 log 2π)",
        ride => Differentiate.Value(LikelihoodOf(ride), ride.Start) + Differentiate.Value(LikelihoodOf(ride), Reference)));

    static Rule MetricEntries => Roundoff.Within(Gamma(RoundingsOfTheMetric)
        * new Quantity<ValleyRide>("what E[s sᵀ] and E[∇² log p] add up", ride => ride.At.Magnitude));

    static Rule WholePath => Roundoff.Within(Gamma(RoundingsOfTheMetric)
        * new Quantity<ValleyRide>("what a step adds up", ride => ride.LargestTerm)
        / new Quantity<ValleyRide>("η", ride => ride.Step)).Because("the errors of a contraction by 1 − η add up to those of 1/η steps");

    /// <summary>
    /// By the recursion v_t = (1 − η)ᵗ (v₀ − b η u₀² (1 − (1 − η)ᵗ) / (1 − η)): the distance is b |u₀|³ / L η / (1 − η) x (1 − x) at
    /// x = (1 − η)ᵗ, where L is the geodesic's length. Its maximum over whole t is 1/4 to relative η² / (2 − η)². From η = 1/16 to 1/32
    /// its slope is thus 1 + .0473 ± .0015, and nearer to 1 for smaller steps.
    /// </summary>
    static Rule Bend => Order.Exactly(1, .79)
        .Because("the distance is b |u₀|³ / 4 L × η / (1 − η) to relative order η², with the slope 1 + η / (2 log 2)");

    static Quantity<ValleyRide> Chain => new("longest chain of roundings in log p", ride => ride.At.Roundings.LongestChain);

    static Quantity<ValleyRide> RoundingsOfTheMetric =>
        new Quantity<ValleyRide>("outcomes", ride => ride.At.Expectation.Count) + 4 * Chain;

    static Vector<double> Reference { get; } = Vector<double>.Build.Dense([.5, -.25]);

    static NegativeLogLikelihood LikelihoodOf(ValleyRide ride) => new(ride.At.Model, [1, 0]);

    static ValleyLoss PublishedLoss(ValleyRide ride) => new(ride.Curvature / Math.Sqrt(10), Scale: 2);

    static Measurement IsTheLikelihood(ValleyRide ride, ValleyLoss loss)
    {
        var (likelihood, here, there) = (LikelihoodOf(ride), ride.Start, Reference);
        return Measure.Distance("L(θ) − L(θ₀)", Differentiate.Value(loss, here) - Differentiate.Value(loss, there),
                "−log p(θ) + log p(θ₀)", Differentiate.Value(likelihood, here) - Differentiate.Value(likelihood, there));
    }

    static Measurement IsTheMetric(ValleyRide ride, Matrix<double> metric) =>
        Measure.Distance("G", metric, "F of the loss", ride.At.NegativeExpectedHessian);

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
        return Measure.Distance("recursion", Vector<double>.Build.DenseOfEnumerable(expected),
            "(u, v) of the path", Vector<double>.Build.DenseOfEnumerable(found));
    }

    static Measurement LeavesTheGeodesicByTheStep(ValleyRide ride, ValleyLoss loss)
    {
        double[] steps = [1 / 16.0, 1 / 32.0, 1 / 64.0, 1 / 128.0];
        return Measure.Shrinks("largest distance from the geodesic", steps,
            [.. steps.Select(step => ride.Path(step, loss).DeviationFromGeodesic)]);
    }
}
