using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>
/// The Fisher information F(theta) = E[s s^T], P x P, of one outcome, where s is the score and z ~ p(. | theta): the
/// true one, its expectation taken under the model itself. The ways to it are separate computations that a theorem
/// makes equal.
/// </summary>
public static class FisherInformation
{
    /// <summary>E[s s^T] (Fisher 1925): exactly symmetric, positive semi-definite up to roundoff.</summary>
    /// <exception cref="ArgumentException">theta does not fit the model or is not finite, or F(theta) is beyond doubles.</exception>
    public static Matrix<double> ByScore(IStatisticalModel model, Vector<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Parameters(model, parameters);
        var fisher = ScoreSecondMoment(model, parameters, model.Expectation(parameters));
        return fisher.AsColumnMajorArray() is { } entries && Require.AreFinite(entries) ? fisher
            : throw Beyond(model, parameters, "Fisher information");
    }

    /// <summary>
    /// -E[Hessian of log p], as the Hessian of the cross-entropy whose outcomes and weights are frozen at theta:
    /// exactly symmetric.
    /// </summary>
    /// <exception cref="ArgumentException">theta does not fit the model or is not finite, or F(theta) is beyond doubles.</exception>
    public static Matrix<double> ByHessian(IStatisticalModel model, Vector<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Parameters(model, parameters);
        Require.Room((long)parameters.Count * parameters.Count, nameof(parameters));
        var fisher = Differentiate.Hessian(new CrossEntropy(model, model.Expectation(parameters)), parameters);
        return fisher.Enumerate(Zeros.Include).Any(double.IsNaN) ? throw Beyond(model, parameters, "Fisher information") : fisher;
    }

    /// <summary>
    /// E_i[J_i^T F_z J_i], with J_i the Jacobian of the outputs for example i and F_z the head's own Fisher information there, in
    /// closed form where the head has one.
    /// </summary>
    /// <exception cref="ArgumentException">theta does not fit the model or is not finite.</exception>
    public static Matrix<double> ByGaussNewton(IConditionalModel model, Vector<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(model);
        return GaussNewton.With(model, parameters, (_, outputs) => OfHead(model.Head, outputs));
    }

    /// <summary>
    /// E_q[s s^T] for outcomes that follow another distribution q than the model's at theta. This is the Fisher
    /// information if and only if q gives the same second moment; with the data for q it is the 'empirical Fisher',
    /// which is not (Kunstner et al. 2019).
    /// </summary>
    /// <exception cref="ArgumentException">theta does not fit the model or is not finite.</exception>
    public static Matrix<double> ScoreSecondMoment(
        IStatisticalModel model, Vector<double> parameters, ExpectationRule under)
    {
        ArgumentNullException.ThrowIfNull(model);
        Require.Parameters(model, parameters);
        ArgumentNullException.ThrowIfNull(under);
        Require.Room((long)parameters.Count * parameters.Count, nameof(parameters));
        return under.MeanOuterProduct(outcome => Score.Of(model, parameters, outcome));
    }

    internal static ArgumentException Beyond(IStatisticalModel model, Vector<double> parameters, string what) => new(
        $"parameters is {Require.Show(parameters)}; the {what} of {model} is beyond what a double holds there.", nameof(parameters));

    internal static Matrix<double> OfHead(IStatisticalModel head, Vector<double> outputs) =>
        head is IClosedFormFisher textbook ? textbook.ClosedFormFisher(outputs) : ByScore(head, outputs);
}
