using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Natural gradient over a stream, with the mean of all Fisher informations so far for its metric and the rate 1/(t + 1), is Bayesian
/// inference: where the model is linear and Gaussian, it is the Kalman filter, observation by observation.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class OnlineNaturalGradientLaws : ISubjectsOf<GaussianStream>
{
    public Subjects<GaussianStream> Subjects => GaussianStream.Subjects;

    [Law("G19", LawKind.Identity, @"\theta_t = \theta_{t-1} - \tfrac{1}{t+1} J_t^{-1} \nabla L_t = \theta_t^{\text{Kalman}}, \; (t+1) J_t = F_0 + \sum_{s \le t} F_s",
        Source = "Ollivier 2018",
        Given = "y_t = H_t θ + unit Gaussian noise; F_0 is the inverse of the prior's covariance",
        Within = nameof(EveryObservation), Cases = 60, RestsOn = ["G2"])]
    public Measurement Online_natural_gradient_is_the_Kalman_filter(GaussianStream stream) =>
        IsTheKalmanFilter(stream, stream.Covariance.Inverse(), lag: 0);

    [Mistake(nameof(Online_natural_gradient_is_the_Kalman_filter), "the rate off by one: 1/(t + 2)")]
    public Measurement With_the_rate_off_by_one_it_is_not(GaussianStream stream) =>
        IsTheKalmanFilter(stream, stream.Covariance.Inverse(), lag: 1);

    [Mistake(nameof(Online_natural_gradient_is_the_Kalman_filter), "the prior's covariance for its information")]
    public Measurement With_the_covariance_of_the_prior_for_its_information_it_is_not(GaussianStream stream) =>
        IsTheKalmanFilter(stream, stream.Covariance, lag: 0);

    static Rule EveryObservation => Roundoff.Within(Gamma(6 + 4 * P + 3 * P.Squared + 3 * K.Squared)
        * new Quantity<GaussianStream>("|(F_0 + .. + F_t)⁻¹| × what observations 1 .. t add up, over all t", AddedUp))
        .Because("a rounding of either recursion goes on through the accumulated Fisher information");

    static Quantity<GaussianStream> P => new("P", stream => stream.Mean.Count);

    static Quantity<GaussianStream> K => new("K", stream => stream.Observed.ColumnCount);

    static Measurement IsTheKalmanFilter(GaussianStream stream, Matrix<double> priorInformation, int lag)
    {
        var online = OnlineNaturalGradient.From(stream.Mean, priorInformation);
        var means = new List<double>();
        for (var t = 1; t <= stream.Count; t++)
        {
            var (metric, gradient) = (FisherInformation.ByGaussNewton(stream.Model(t), online.Theta), Differentiate.Gradient(stream.Loss(t), online.Theta));
            online = online.Next(metric, gradient, online.NextRate, 1.0 / (t + 1 + lag));
            means.AddRange(online.Theta);
        }
        var kalman = stream.KalmanMeans().Skip(1).SelectMany(mean => mean);
        return Measure.Distance("online natural gradient", Vector<double>.Build.DenseOfEnumerable(means),
            "Kalman filter", Vector<double>.Build.DenseOfEnumerable(kalman));
    }

    /// <summary>
    /// A rounding at observation s leaves Λ_t⁻¹ Λ_s of itself at t, where Λ is the accumulated information. One of the metric weighs
    /// |Λ_s| |step|, one of the filter's covariance |Λ_s|² |P| (1 + |H|² |P|) with all steps after it, one of the gradient what it adds up.
    /// </summary>
    static double AddedUp(GaussianStream stream)
    {
        var means = stream.KalmanMeans();
        var steps = means.Zip(means.Skip(1), (before, after) => (after - before).L2Norm()).ToArray();
        var square = 0.0;
        for (var t = 1; t <= stream.Count; t++)
        {
            var added = Squared(stream.Information(0).L2Norm()) * stream.Covariance.L2Norm() * steps.Take(t).Sum();
            for (var s = 1; s <= t; s++)
            {
                var (h, information) = (stream.Observation(s).L2Norm(), stream.Information(s).L2Norm());
                var covariance = stream.Information(s - 1).Inverse().L2Norm();
                added += information * (steps[s - 1] + means[s].L2Norm()) + h * (h * means[s - 1].L2Norm() + stream.Observed.Row(s - 1).L2Norm())
                    + Squared(information) * covariance * (1 + h * h * covariance) * steps[(s - 1)..t].Sum();
            }
            square += Squared(stream.Information(t).Inverse().L2Norm() * added);
        }
        return Math.Sqrt(square);
    }

    static double Squared(double x) => x * x;
}
