using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>How the eigenvalues of the Fisher information are held against the divergence: the same for regular and singular models.</summary>
static class Sharpness
{
    public const string Statement = @"F v = \lambda v, \; \lVert v \rVert = 1: \; \mathrm{KL}(\theta, \theta + t v) = \tfrac{1}{2} \lambda t^2 + O(t^3)";
    public const string Source = "Kullback 1959; report 2.1";
    public const string Given = "log p is three times differentiable; v runs through all eigenvectors, and the error is the sum over them of the larger at t and -t";
    public const string Within = "order at least 3: local slopes within 1 h, " + BothSigns;

    const string BothSigns = "the larger error of both signs is |a| t³ + |b| t⁴ to relative order t²";

    /// <summary>Below this the error is roundoff of the divergence, not its Taylor remainder.</summary>
    const double SmallestMeasurable = 1e-11;

    static readonly double[] Steps = [.. Enumerable.Range(5, 4).Select(k => Math.Pow(2, -k))];

    /// <summary>Along each eigenvector of F, with the eigenvalues that it is claimed to have.</summary>
    public static Measurement IsToldBy<TModel>(AtPoint<TModel> at, Vector<double> eigenvalues)
        where TModel : IStatisticalModel
    {
        var directions = at.ScoreCovariance.Evd(Symmetricity.Symmetric).EigenVectors;
        double[] errors = [.. Steps.Select(t => Enumerable.Range(0, eigenvalues.Count).Sum(i => Math.Max(Error(i, t), Error(i, -t))))];
        return errors[^1] < SmallestMeasurable ? Measurement.NoCase("the divergence is exactly quadratic along every eigenvector")
            : Measure.Shrinks("KL − ½ λ t²", Steps, errors, LegacyOrder.AtLeast(3, 1, BothSigns));

        double Error(int i, double t) =>
            Math.Abs(Divergence.KullbackLeibler(at.Model, at.Theta, at.Theta + t * directions.Column(i)) - .5 * eigenvalues[i] * t * t);
    }

    /// <summary>The mistake: each eigenvector with the eigenvalue that its like has at the point elsewhere.</summary>
    public static Measurement IsToldFromElsewhere<TModel>(AtPoint<TModel> at)
        where TModel : IStatisticalModel
    {
        var (here, there) = (Eigenvalues(at.ScoreCovariance), Eigenvalues(FisherInformation.ByScore(at.Model, at.Elsewhere)));
        return (here - there).L1Norm() < .05 * here.L1Norm() ? Measurement.NoCase("the two points are as sharp as each other") : IsToldBy(at, there);
    }

    /// <summary>From the smallest to the largest.</summary>
    public static Vector<double> Eigenvalues(Matrix<double> f) => f.Evd(Symmetricity.Symmetric).EigenValues.Map(value => value.Real);
}
