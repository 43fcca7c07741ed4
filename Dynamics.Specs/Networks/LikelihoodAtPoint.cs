using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>A differentiable model at a point, with a head, labels that it did not draw, and a damping.</summary>
public sealed class LikelihoodAtPoint
{
    readonly Lazy<Matrix<double>> _scoreCovariance;

    public LikelihoodAtPoint(ModelAtPoint at, IStatisticalModel head, double share)
    {
        (At, Head, Share) = (at, head, share);
        Sum = Likelihood.Sum(at.Model, head, at.Inputs);
        Mean = Likelihood.Mean(at.Model, head, at.Inputs);
        Outputs = at.Model.Outputs(at.Theta, at.Inputs);
        Labels = head is GaussianMean ? at.Cotangent : Matrix<double>.Build.Dense(at.Inputs.RowCount, 1, (i, _) => at.Cotangent[i, 0] > 0 ? 1 : 0);
        _scoreCovariance = new(AverageOverLabels);
    }

    /// <summary>Each with a Gaussian head, or a Bernoulli head for one output and a softmax for more.</summary>
    public static Subjects<LikelihoodAtPoint> Of<TAt>(Subjects<TAt> models)
        where TAt : ModelAtPoint => new(
        from at in models.Draw
        from gaussian in Gen.Elements(true, false)
        from share in Drawn.Number(.01, 1)
        let outputs = at.Model.OutputCount
        select new LikelihoodAtPoint(at, gaussian ? new GaussianMean(outputs) : outputs == 1 ? new Bernoulli() : new Softmax(outputs), share),
        subject => [.. models.Simpler((TAt)subject.At).Where(at => at.Model.OutputCount == subject.At.Model.OutputCount).Select(at => new LikelihoodAtPoint(at, subject.Head, subject.Share)),
            .. Simpler.Number(subject.Share).Where(share => share > 0).Select(share => new LikelihoodAtPoint(subject.At, subject.Head, share))],
        subject => [.. models.Traits((TAt)subject.At), Trait.Of("head", subject.Head.GetType().Name), Trait.Of("λ", subject.Damping)]);

    public ModelAtPoint At { get; }

    public IStatisticalModel Head { get; }

    /// <summary>Of the mean eigenvalue of J Jᵀ.</summary>
    public double Share { get; }

    /// <summary>λ.</summary>
    public double Damping => Share * (At.WholeJacobian.FrobeniusNorm() is var size and not 0 ? size * size / At.WholeJacobian.RowCount : 1);

    public Likelihood Sum { get; }

    public Likelihood Mean { get; }

    /// <summary>f(x), N × K.</summary>
    public Matrix<double> Outputs { get; }

    /// <summary>y, one outcome of the head a row.</summary>
    public Matrix<double> Labels { get; }

    public int Examples => At.Inputs.RowCount;

    /// <summary>E[s sᵀ] of one example, drawn uniformly, and its label, which follows the model: s by a pull-back of the head's score.</summary>
    public Matrix<double> ScoreCovariance => _scoreCovariance.Value;

    /// <summary>Labels over which the head takes its expectation.</summary>
    public int LabelCount => Head.Expectation(Outputs.Row(0)).Count;

    /// <summary>The loss of training that is −log p of the head, but for a constant, with its targets.</summary>
    public Objective Objective => Head switch
    {
        GaussianMean => Objective.Mean(At.Model, Loss.Squared, At.Inputs, Labels),
        Bernoulli => Objective.Mean(At.Model, Loss.Logistic, At.Inputs, Labels.Map(y => 2 * y - 1, Zeros.Include)),
        _ => Objective.Mean(At.Model, Loss.SoftmaxCrossEntropy, At.Inputs, Matrix<double>.Build.Dense(Examples, At.Model.OutputCount, (i, k) => k == Labels[i, 0] ? 1 : 0)),
    };

    /// <summary>
    /// Whether the first example's gradients of the outputs span as many dimensions as there are outputs, none of them a millionth of what is added up: a
    /// difference in the space of its outputs is then one in that of the parameters.
    /// </summary>
    public bool MovesAllOutputs
    {
        get
        {
            var ofFirst = At.WholeJacobian.SubMatrix(0, At.Model.OutputCount, 0, At.Theta.Count);
            return ofFirst.TransposeAndMultiply(ofFirst).Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum() > 1e-6 * At.JacobianMagnitude * At.JacobianMagnitude;
        }
    }

    public override string ToString() => $"{At}, {Head} head, λ = {Damping}";

    Matrix<double> AverageOverLabels()
    {
        var sum = Matrix<double>.Build.Dense(At.Theta.Count, At.Theta.Count);
        for (var i = 0; i < Examples; i++)
        {
            var (example, labels) = (At.Inputs.SubMatrix(i, 1, 0, At.Inputs.ColumnCount), Head.Expectation(Outputs.Row(i)));
            for (var label = 0; label < labels.Count; label++)
            {
                var inOutputs = Score.Of(Head, Outputs.Row(i), labels.Outcome(label));
                var score = At.Model.TransposedJacobianVectorProduct(At.Theta, example, inOutputs.ToRowMatrix());
                sum += labels.Weight(label) / Examples * score.OuterProduct(score);
            }
        }
        return sum;
    }
}
