using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Tolerances;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The eigenvalues of the Fisher information tell the sharp directions of a chart from the flat ones: a small step along an
/// eigenvector of unit length changes the distribution by half its eigenvalue times the step squared.
/// </summary>
public abstract partial class StatisticalModelLaws<TModel>
{
    static readonly double[] SmallSteps = [.. Enumerable.Range(5, 4).Select(k => Math.Pow(2, -k))];

    [Law("G8a", LawKind.Order, @"F v = \lambda v, \; \lVert v \rVert = 1: \; \mathrm{KL}(\theta, \theta + t v) = \tfrac{1}{2} \lambda t^2 + O(t^3)",
        Source = "Kullback 1959; report 2.1",
        Given = "log p is three times differentiable; v runs through all eigenvectors, and the error is the sum over them of the larger at t and -t",
        Within = "order at least 3: local slopes within 1 h, " + BothSigns, Cases = 30, RestsOn = ["G7"])]
    public Evidence An_eigenvalue_tells_how_sharp_its_direction_is(AtPoint<TModel> at) =>
        TellSharpFromFlat(at, Eigenvalues(at.ScoreCovariance));

    [Falsifier(nameof(An_eigenvalue_tells_how_sharp_its_direction_is), "eigenvalues of another point")]
    public Evidence Eigenvalues_of_another_point_do_not_tell(AtPoint<TModel> at)
    {
        var (here, there) = (Eigenvalues(at.ScoreCovariance), Eigenvalues(FisherInformation.ByScore(at.Model, at.Elsewhere)));
        return (here - there).L1Norm() < .05 * here.L1Norm() ? Evidence.NoCase("the two points are as sharp as each other")
            : TellSharpFromFlat(at, there);
    }

    static Evidence TellSharpFromFlat(AtPoint<TModel> at, Vector<double> eigenvalues)
    {
        var directions = at.ScoreCovariance.Evd(Symmetricity.Symmetric).EigenVectors;
        double[] errors = [.. SmallSteps.Select(t => Enumerable.Range(0, eigenvalues.Count).Sum(i => Math.Max(Error(i, t), Error(i, -t))))];
        return errors[^1] < SmallestMeasurable ? Evidence.NoCase("the divergence is exactly quadratic along every eigenvector")
            : Measure.Shrinks("KL − ½ λ t²", SmallSteps, errors, Order.AtLeast(3, 1, BothSigns));

        double Error(int i, double t) =>
            Math.Abs(Divergence.KullbackLeibler(at.Model, at.Theta, at.Theta + t * directions.Column(i)) - .5 * eigenvalues[i] * t * t);
    }

    /// <summary>From the smallest to the largest.</summary>
    static Vector<double> Eigenvalues(Matrix<double> f) => f.Evd(Symmetricity.Symmetric).EigenValues.Map(value => value.Real);
}
