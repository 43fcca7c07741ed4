using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rounding;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>A differentiable model at a point, with a head, labels that it did not draw, and a damping.</summary>
public sealed class LikelihoodAtPoint : IHasPrecision
{
    /// <summary>Up to so many parameters the Fisher information is formed; beyond, it is probed along a direction.</summary>
    public const int MostForTheWhole = 300;

    readonly Lazy<double> _damping;
    readonly Lazy<Matrix<double>> _outputs, _expectation;

    /// <param name="share">λ over the mean eigenvalue of J Jᵀ in the directions of the cotangent.</param>
    public LikelihoodAtPoint(ModelAtPoint at, IStatisticalModel head, double share)
        : this(at, head, new Lazy<double>(() => share * SizeOfTheKernel(at))) => Share = share;

    LikelihoodAtPoint(ModelAtPoint at, IStatisticalModel head, Lazy<double> damping)
    {
        (At, Head, _damping) = (at, head, damping);
        Sum = Likelihood.Sum(at.Model, head, at.Inputs);
        Mean = Likelihood.Mean(at.Model, head, at.Inputs);
        _outputs = new(() => at.Model.Outputs(at.Theta, at.Inputs));
        Labels = head is GaussianMean ? at.Cotangent
            : Matrix<double>.Build.Dense(at.Inputs.RowCount, 1, (i, _) => at.Cotangent[i, 0] > 0 ? 1 : 0);
        _expectation = new(() => Probed(ScoresOfTheModel));
    }

    /// <summary>Each with a Gaussian head, or a Bernoulli head for one output and a softmax for more.</summary>
    public static Subjects<LikelihoodAtPoint> Of<TAt>(Subjects<TAt> models)
        where TAt : ModelAtPoint => new(
        from at in models.Draw
        from gaussian in Gen.Elements(true, false)
        from share in Drawn.Number(.01, 1)
        let outputs = at.Model.OutputCount
        select new LikelihoodAtPoint(at, gaussian ? GaussianMean.WithCubature(outputs) : ClassesOf(outputs), share),
        subject =>
        [
            .. models.Simpler((TAt)subject.At).Where(at => at.Model.OutputCount == subject.At.Model.OutputCount)
                .Select(at => new LikelihoodAtPoint(at, subject.Head, subject.Share)),
            .. Simpler.Number(subject.Share).Where(share => share > 0)
                .Select(share => new LikelihoodAtPoint(subject.At, subject.Head, share)),
        ],
        subject => [.. models.Traits((TAt)subject.At), Trait.Of("head", subject.Head.GetType().Name), Trait.Of("λ", subject.Damping)])
        {
            AtMost = models.AtMost,
        };

    public ModelAtPoint At { get; }

    public IStatisticalModel Head { get; }

    public double Share { get; }

    /// <summary>λ.</summary>
    public double Damping => _damping.Value;

    public Likelihood Sum { get; }

    public Likelihood Mean { get; }

    /// <summary>f(x), N × K.</summary>
    public Matrix<double> Outputs => _outputs.Value;

    /// <summary>y, one outcome of the head a row.</summary>
    public Matrix<double> Labels { get; }

    public double UnitRoundoff => At.UnitRoundoff;

    public int Examples => At.Inputs.RowCount;

    /// <summary>Labels over which the head takes its expectation.</summary>
    public int LabelCount => Head.Expectation(Outputs.Row(0)).Count;

    public bool IsFormed => At.Theta.Count <= MostForTheWhole;

    /// <summary>
    /// E[s sᵀ] of one example, drawn uniformly, and its label, which follows the model: s by a pull-back of the head's score. The whole
    /// of it, or its product with the direction where that is too large.
    /// </summary>
    public Matrix<double> ScoreCovariance => _expectation.Value;

    /// <summary>The loss of training that is −log p of the head, but for a constant, with its targets.</summary>
    public Objective Objective => Head switch
    {
        GaussianMean => Objective.Mean(At.Model, Loss.Squared, At.Inputs, Labels),
        Bernoulli => Objective.Mean(At.Model, Loss.Logistic, At.Inputs, Labels.Map(y => 2 * y - 1, Zeros.Include)),
        _ => Objective.Mean(At.Model, Loss.SoftmaxCrossEntropy, At.Inputs,
            Matrix<double>.Build.Dense(Examples, At.Model.OutputCount, (i, k) => k == Labels[i, 0] ? 1 : 0)),
    };

    /// <summary>The scores of all labels that the model may draw, a transposed product for each, with their probabilities.</summary>
    public IEnumerable<(double Weight, Vector<double> Score)> ScoresOfTheModel =>
        from i in Enumerable.Range(0, Examples)
        let labels = Head.Expectation(Outputs.Row(i))
        from label in Enumerable.Range(0, labels.Count)
        select (labels.Weight(label) / Examples, ScoreOf(i, labels.Outcome(label).ToArray()));

    /// <summary>The scores of the labels that there are.</summary>
    public IEnumerable<(double Weight, Vector<double> Score)> ScoresOfTheLabels =>
        from i in Enumerable.Range(0, Examples)
        select (1.0 / Examples, ScoreOf(i, Labels.Row(i).ToArray()));

    /// <summary>Σ w s sᵀ, or its product with the direction.</summary>
    public Matrix<double> Probed(IEnumerable<(double Weight, Vector<double> Score)> scores)
    {
        if (!IsFormed) return Along(scores).ToColumnMatrix();
        var rows = Matrix<double>.Build.DenseOfRowVectors(scores.Select(term => Math.Sqrt(term.Weight) * term.Score));
        return MatrixProduct.Transposed(rows, rows);
    }

    /// <summary>Σ w s sᵀ u.</summary>
    public Vector<double> Along(IEnumerable<(double Weight, Vector<double> Score)> scores)
    {
        var sum = new double[At.Theta.Count];
        foreach (var (weight, score) in scores)
        {
            var (along, values) = (weight * (score * At.Direction), score.AsArray() ?? score.ToArray());
            for (var i = 0; i < sum.Length; i++) sum[i] += along * values[i];
        }
        return Vector<double>.Build.Dense(sum);
    }

    /// <summary>The noise of what is computed where θ, the directions and real labels move; λ stays.</summary>
    public NoiseLevel NoiseOf(Func<LikelihoodAtPoint, Vector<double>> computed) =>
        At.NoiseOf(at => computed(new(at, Head, _damping)));

    public NoiseLevel NoiseOf(Func<LikelihoodAtPoint, Matrix<double>> computed) =>
        At.NoiseOf(at => computed(new(at, Head, _damping)));

    /// <summary>An entry of a matrix or a product, by the names of its parameters.</summary>
    public string Coordinate(int i) =>
        IsFormed ? $"[{At.Coordinate(i / At.Theta.Count)}, {At.Coordinate(i % At.Theta.Count)}]" : At.Coordinate(i);

    public override string ToString() => $"{At}, {Head} head, λ = {Share} |Jᵀv|² / |v|²";

    static double SizeOfTheKernel(ModelAtPoint at)
    {
        var size = at.Model.TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent).L2Norm() / at.Cotangent.FrobeniusNorm();
        return size > 0 ? size * size : 1;
    }

    static IStatisticalModel ClassesOf(int outputs) => outputs == 1 ? new Bernoulli() : new Softmax(outputs);

    Vector<double> ScoreOf(int example, double[] label) => At.Model.TransposedJacobianVectorProduct(
        At.Theta, At.Inputs.SubMatrix(example, 1, 0, At.Inputs.ColumnCount), Score.Of(Head, Outputs.Row(example), label).ToRowMatrix());
}
