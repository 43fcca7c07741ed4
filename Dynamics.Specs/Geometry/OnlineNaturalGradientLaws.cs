using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Natural gradient over a stream, with the mean of all Fisher informations so far for its metric and the rate 1/(t + 1): where the model
/// is linear and Gaussian, it has the means of the Kalman filter of a state that does not move, and its metric their covariances.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class OnlineNaturalGradientLaws : ISubjectsOf<GaussianStream>
{
    public Subjects<GaussianStream> Subjects => GaussianStream.Subjects;

    [Law("G19", LawKind.Identity, @"\theta_t = \theta_{t-1} - \tfrac{1}{t+1} J_t^{-1} \nabla L_t = \theta_t^{\text{Kalman}}, "
            + @"\; (t+1) J_t = F_0 + \sum_{s \le t} F_s",
        Source = "Ollivier 2018",
        Given = "y_t = H_t θ + unit Gaussian noise; F_0 is the inverse of the prior's covariance",
        Within = nameof(EveryObservation), Cases = 60, RestsOn = ["G2"])]
    public Measurement Online_natural_gradient_on_a_linear_Gaussian_model_is_the_Kalman_filter(GaussianStream stream) =>
        IsTheKalmanFilter(stream, stream.Covariance.Inverse(), lag: 0);

    [Mistake(nameof(Online_natural_gradient_on_a_linear_Gaussian_model_is_the_Kalman_filter), "the rate off by one: 1/(t + 2)")]
    public Measurement With_the_rate_off_by_one_it_is_not(GaussianStream stream) =>
        IsTheKalmanFilter(stream, stream.Covariance.Inverse(), lag: 1);

    [Mistake(nameof(Online_natural_gradient_on_a_linear_Gaussian_model_is_the_Kalman_filter),
        "the prior's covariance for its information")]
    public Measurement With_the_covariance_of_the_prior_for_its_information_it_is_not(GaussianStream stream) =>
        IsTheKalmanFilter(stream, stream.Covariance, lag: 0);

    [Law("G19b", LawKind.Identity, @"(t + 1) J_t P_t = I", Source = "Ollivier 2018",
        Given = "as in G19; P_t is the filter's covariance after t observations, at the last of them",
        Within = nameof(Accumulated), Cases = 60, RestsOn = ["G19"])]
    public Measurement The_accumulated_metric_of_online_natural_gradient_is_the_inverse_of_the_Kalman_filters_covariance(
        GaussianStream stream) => InvertsTheCovariance(stream, stream.Count + 1);

    [Mistake(nameof(The_accumulated_metric_of_online_natural_gradient_is_the_inverse_of_the_Kalman_filters_covariance),
        "the prior not counted: t J_t")]
    public Measurement Without_the_prior_counted_it_does_not(GaussianStream stream) => InvertsTheCovariance(stream, stream.Count);

    [Mistake(nameof(The_accumulated_metric_of_online_natural_gradient_is_the_inverse_of_the_Kalman_filters_covariance), "2 % more of J_t")]
    public Measurement Two_percent_more_does_not(GaussianStream stream) => InvertsTheCovariance(stream, 1.02 * (stream.Count + 1));

    static Rule Accumulated => Roundoff.Within(Gamma(8 + 4 * P + 3 * K + 2 * T) * new Quantity<GaussianStream>(
        "(|Λ_t| |P_t| + |Λ_0| |P_t| (condition of P_0) + Σ_s |Λ_s| |P_s−1| (1 + condition of S_s) |Λ_s P_t|)", Accumulation))
        .Because("Λ_t = (t + 1) J_t; a rounding of P_s goes on as P_t Λ_s δP_s Λ_s P_t, and S_s is the covariance of observation s");

    static Rule EveryObservation => Roundoff.Within(Gamma(8 + 4 * P + 3 * K + 2 * T)
        * new Quantity<GaussianStream>("|(F_0 + .. + F_t)⁻¹| × what observations 1 .. t add up, over all t", AddedUp))
        .Because("a rounding of either recursion goes on through the accumulated Fisher information; entry by entry");

    static Quantity<GaussianStream> P => new("P", stream => stream.Mean.Count);

    static Quantity<GaussianStream> K => new("K", stream => stream.Observed.ColumnCount);

    static Quantity<GaussianStream> T => new("T", stream => stream.Count);

    static Measurement IsTheKalmanFilter(GaussianStream stream, Matrix<double> priorInformation, int lag)
    {
        var means = Online(stream, priorInformation, lag).SelectMany(online => online.Theta);
        var kalman = stream.KalmanMeans().Skip(1).SelectMany(mean => mean);
        return Measure.Distance("online natural gradient", Vector<double>.Build.DenseOfEnumerable(means),
            "Kalman filter", Vector<double>.Build.DenseOfEnumerable(kalman));
    }

    static Measurement InvertsTheCovariance(GaussianStream stream, double observations) => Measure.Distance("(t + 1) J_t P_t",
        observations * Online(stream, stream.Covariance.Inverse(), lag: 0).Last().Metric * stream.Kalman()[^1].Covariance,
        "I", Matrix<double>.Build.DenseIdentity(stream.Mean.Count));

    /// <summary>After 1, 2, .. observations.</summary>
    static IEnumerable<OnlineNaturalGradient> Online(GaussianStream stream, Matrix<double> priorInformation, int lag)
    {
        var online = OnlineNaturalGradient.From(stream.Mean, priorInformation);
        for (var t = 1; t <= stream.Count; t++)
        {
            var metric = FisherInformation.ByGaussNewton(stream.Model(t), online.Theta);
            var gradient = Differentiate.Gradient(stream.Loss(t), online.Theta);
            online = online.Next(metric, gradient, online.NextRate, 1.0 / (t + 1 + lag));
            yield return online;
        }
    }

    static double Accumulation(GaussianStream stream)
    {
        var (first, last) = (stream.Information(0), stream.Information(stream.Count));
        var covariance = last.Inverse();
        var sum = covariance.FrobeniusNorm()
            * (last.FrobeniusNorm() + first.FrobeniusNorm() * CompactSvd.Of(first).ConditionNumber);
        for (var t = 1; t <= stream.Count; t++)
        {
            var (h, information, before) = (stream.Observation(t), stream.Information(t), stream.Information(t - 1).Inverse());
            var s = h * before * h.Transpose() + Matrix<double>.Build.DenseIdentity(h.RowCount);
            sum += information.FrobeniusNorm() * before.FrobeniusNorm() * (1 + CompactSvd.Of(s).ConditionNumber)
                * (information * covariance).FrobeniusNorm();
        }
        return sum;
    }

    /// <summary>
    /// A rounding at observation s leaves Λ_t⁻¹ Λ_s of itself at t, where Λ is the accumulated information. Of the metric it weighs
    /// √Λ_ii √Λ_jj times the step, of the gradient and the innovation what they add up, of the innovation's covariance S √S_ii √S_jj times
    /// the surprise, and of the filter's covariance C √C_ii √C_jj, between two Λ_s, times all steps after it.
    /// </summary>
    static double AddedUp(GaussianStream stream)
    {
        var means = stream.KalmanMeans();
        var steps = means.Zip(means.Skip(1), (before, after) => (after - before).PointwiseAbs()).ToArray();
        var added = Vector<double>.Build.Dense(stream.Mean.Count);
        var square = 0.0;
        for (var t = 1; t <= stream.Count; t++)
        {
            var (h, information, covariance) = (stream.Observation(t), stream.Information(t), stream.Information(t - 1).Inverse());
            var s = h * covariance * h.Transpose() + Matrix<double>.Build.DenseIdentity(h.RowCount);
            var (root, rootOfS) = (information.Diagonal().PointwiseSqrt(), s.Diagonal().PointwiseSqrt());
            var (absolute, observed) = (h.PointwiseAbs(), stream.Observed.Row(t - 1));
            var surprise = s.Solve(observed - h * means[t - 1]).PointwiseAbs();
            added += root * (root * steps[t - 1]);
            var innovation = absolute * means[t - 1].PointwiseAbs() + observed.PointwiseAbs() + rootOfS * (rootOfS * surprise);
            var gain = covariance.PointwiseAbs() * absolute.TransposeThisAndMultiply(surprise);
            added += absolute.TransposeThisAndMultiply(innovation) + information.PointwiseAbs() * (means[t].PointwiseAbs() + gain);
            for (var earlier = 0; earlier < t; earlier++)
                added += Through(stream.Information(earlier), stream.Information(earlier).Inverse().Diagonal(), steps[t - 1]);
            square += Squared((information.Inverse().PointwiseAbs() * added).L2Norm());
        }
        return Math.Sqrt(square);
    }

    /// <summary>|Λ| √c √cᵀ |Λ| v.</summary>
    static Vector<double> Through(Matrix<double> information, Vector<double> variances, Vector<double> v)
    {
        var scaled = information.PointwiseAbs() * variances.PointwiseSqrt();
        return scaled * (scaled * v);
    }

    static double Squared(double x) => x * x;
}
