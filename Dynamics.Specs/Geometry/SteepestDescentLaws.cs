using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Among all distributions at the same small divergence from this one, the loss is least against the natural gradient, but for an angle
/// of the order of their distance: the steepest descent when distance is measured between distributions, not between parameters.
/// </summary>
public abstract partial class StatisticalModelLaws<TModel>
{
    [Law("G12", LawKind.Order, @"\operatorname{argmin}_d \{ L(\theta + d) : \mathrm{KL}(\theta, \theta + d) = \tfrac{1}{2} r^2 \} "
            + @"\propto -F^{-1} \nabla L + O(r)",
        Source = "Amari 1998",
        Given = "log p is three times differentiable, and the support does not move with θ; " + Dominated + "; F is not singular; the "
            + "gradient is not zero; the term of order r does not vanish; unit vectors in the metric F and their distance, the larger "
            + "one of least and largest loss",
        Within = nameof(LeastAndLargest), Cases = 10, NoCaseWhere = [typeof(SingularMetricException)], RestsOn = ["G7"])]
    public Measurement The_natural_gradient_is_the_steepest_descent_on_small_spheres_of_divergence(AtPoint<TModel> at) =>
        PointsTo(at, NaturalGradient.Direction(at.ScoreCovariance, LossGradient(at)));

    [Mistake(nameof(The_natural_gradient_is_the_steepest_descent_on_small_spheres_of_divergence), "the plain gradient", Catches = 5)]
    public Measurement The_plain_gradient_is_not(AtPoint<TModel> at) => PointsTo(at, LossGradient(at));

    [Mistake(nameof(The_natural_gradient_is_the_steepest_descent_on_small_spheres_of_divergence), "uphill for downhill", Catches = 5)]
    public Measurement The_natural_gradient_uphill_is_not(AtPoint<TModel> at) =>
        PointsTo(at, -NaturalGradient.Direction(at.ScoreCovariance, LossGradient(at)));

    [Law("G12b", LawKind.Bound,
        @"0 < \lambda_{\min}(Z^\top (\nabla^2 L + \mu \nabla^2 \mathrm{KL}) Z), \quad Z^\top \nabla \mathrm{KL} = 0", Catalogue = "G12",
        Source = "the second-order condition of a constrained minimum; Nocedal and Wright 2006, theorem 12.6",
        Given = "as in G12, at the stationary point of the loss on KL = r²/2 that Newton's method finds from the natural-gradient step, "
            + "r = 1/128; μ its multiplier; two parameters or more",
        Within = nameof(OfTheBorderedHessian), Cases = 10, NoCaseWhere = [typeof(SingularMetricException)], RestsOn = ["G12"])]
    public Measurement The_stationary_point_next_to_the_natural_gradient_step_is_a_strict_local_minimum_on_the_sphere(
        AtPoint<TModel> at) => IsLeast(at, Radii[0]);

    [Mistake(nameof(The_stationary_point_next_to_the_natural_gradient_step_is_a_strict_local_minimum_on_the_sphere),
        "uphill, where the loss is largest", Catches = 5)]
    public Measurement The_stationary_point_uphill_is_not(AtPoint<TModel> at) => IsLeast(at, -Radii[0]);

    protected static Rule OfTheBorderedHessian => Roundoff.Within(RoundoffOfTheBorderedHessian)
        .Because("it is added to the left side twice, so that λ_min exceeds it");

    static Quantity<AtPoint<TModel>> RoundoffOfTheBorderedHessian =>
        Quantity.Gamma(new Quantity<AtPoint<TModel>>("operations", at => at.Operations))
        * new Quantity<AtPoint<TModel>>("|∇²L + μ ∇²KL|", at => SizeOfTheBorderedHessian(at));

    protected static Rule LeastAndLargest => Order.AtLeast(1, new Quantity<AtPoint<TModel>>(
        "C from the terms in r³ and r⁴ beside those in r and r²", at => NextTerms.Constant(
            [r => Beside(at, NaturalGradient.Direction(at.ScoreCovariance, LossGradient(at)), r)], 1, Radii,
            16 * Quantity.UnitRoundoff * CompactSvd.Of(at.ScoreCovariance).ConditionNumber / Radii[^1])));

    const int NewtonSteps = 12;

    /// <summary>Roundings reach the angle through the condition of F and over the radius: below this they may be seen.</summary>
    const double SmallestAngle = 1e-6;

    static readonly double[] Radii = [.. Enumerable.Range(7, 4).Select(k => Math.Pow(2, -k))];

    static Vector<double> LossGradient(AtPoint<TModel> at) =>
        Differentiate.Gradient(new CrossEntropy(at.Model, at.ExpectationElsewhere), at.Theta);

    static Measurement PointsTo(AtPoint<TModel> at, Vector<double> direction)
    {
        if (at.DivergenceFromElsewhere < .05) return Measurement.NoCase("the gradient is nearly zero");
        double[] angles = [.. Radii.Select(r => Math.Max(Angle(r), Angle(-r)))];
        return angles[^1] < SmallestAngle ? Measurement.NoCase("spheres and loss are round along the natural gradient")
            : Measure.Shrinks("distance to the true minimiser", Radii, angles);

        double Angle(double r) => Beside(at, direction, r).L2Norm();
    }

    /// <summary>
    /// The unit vector to the extreme less that against a direction (for r below zero along it, and both turned round), in coordinates in
    /// which F is 1: its length is twice the sine of half their angle.
    /// </summary>
    static Vector<double> Beside(AtPoint<TModel> at, Vector<double> direction, double r)
    {
        var root = at.ScoreCovariance.Cholesky().Factor.Transpose();
        return Math.Sign(r) * (root * ExtremeOnTheSphere(at, r)).Normalize(2) + (root * direction).Normalize(2);
    }

    /// <summary>
    /// Where the loss is least (for r below zero largest) at divergence r²/2: Newton's method for ∇L + λ ∇KL = 0, KL = r²/2 in d and
    /// λ, from the natural gradient's own step.
    /// </summary>
    static Vector<double> ExtremeOnTheSphere(AtPoint<TModel> at, double r) => WithItsMultiplier(at, r).SubVector(0, at.Theta.Count);

    /// <summary>d, and λ in its last place.</summary>
    static Vector<double> WithItsMultiplier(AtPoint<TModel> at, double r)
    {
        var (loss, divergence) = (new CrossEntropy(at.Model, at.ExpectationElsewhere), new CrossEntropy(at.Model, at.Expectation));
        var size = at.Theta.Count;
        var natural = NaturalGradient.Direction(at.ScoreCovariance, LossGradient(at));
        var length = Math.Sqrt(natural * LossGradient(at));
        var unknowns = Vector<double>.Build.DenseOfEnumerable([.. -r / length * natural, length / r]);
        for (var step = 0; step < NewtonSteps; step++)
        {
            var (here, multiplier) = (at.Theta + unknowns.SubVector(0, size), unknowns[size]);
            var normal = Differentiate.Gradient(divergence, here);
            var mismatch = Differentiate.Gradient(loss, here) + multiplier * normal;
            var excess = Divergence.KullbackLeibler(at.Model, at.Theta, here) - r * r / 2;
            var jacobian = Matrix<double>.Build.Dense(size + 1, size + 1);
            jacobian.SetSubMatrix(0, 0, Differentiate.Hessian(loss, here) + multiplier * Differentiate.Hessian(divergence, here));
            jacobian.SetSubMatrix(0, size, normal.ToColumnMatrix());
            jacobian.SetSubMatrix(size, 0, normal.ToRowMatrix());
            var change = jacobian.Solve(Vector<double>.Build.DenseOfEnumerable([.. mismatch, excess]));
            unknowns -= change;
            if (change.SubVector(0, size).L2Norm() < 1e-13 * unknowns.SubVector(0, size).L2Norm()) break;
        }
        return unknowns;
    }

    /// <summary>The curvature of the loss on the sphere, at its extreme: ∇²L + λ ∇²KL on what is at a right angle to ∇KL.</summary>
    static Measurement IsLeast(AtPoint<TModel> at, double r)
    {
        if (at.DivergenceFromElsewhere < .05) return Measurement.NoCase("the gradient is nearly zero");
        if (at.Theta.Count == 1) return Measurement.NoCase("there is one direction, and a sphere of two points");
        var (curvature, normal) = BorderedHessian(at, r);
        var tangents = normal.ToColumnMatrix().QR(QRMethod.Full).Q.SubMatrix(0, normal.Count, 1, normal.Count - 1);
        var along = (tangents.Transpose() * curvature * tangents).Evd(Symmetricity.Symmetric).EigenValues.Min(value => value.Real);
        return Measure.AtMost("2 × roundoff − λ_min", 2 * RoundoffOfTheBorderedHessian.Of(at) - along, "0", 0)
            .OfSize(SizeOfTheBorderedHessian(at));
    }

    static (Matrix<double> Curvature, Vector<double> Normal) BorderedHessian(AtPoint<TModel> at, double r)
    {
        var (loss, divergence) = (new CrossEntropy(at.Model, at.ExpectationElsewhere), new CrossEntropy(at.Model, at.Expectation));
        var found = WithItsMultiplier(at, r);
        var (here, multiplier) = (at.Theta + found.SubVector(0, at.Theta.Count), found[at.Theta.Count]);
        return (Differentiate.Hessian(loss, here) + multiplier * Differentiate.Hessian(divergence, here),
            Differentiate.Gradient(divergence, here));
    }

    static double SizeOfTheBorderedHessian(AtPoint<TModel> at) => BorderedHessian(at, Radii[0]).Curvature.FrobeniusNorm();
}
