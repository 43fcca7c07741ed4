using Dynamics.Geometry;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>Three members p, q and r of an exponential family, and the size of a step from the first towards the second.</summary>
public sealed class DualPoint<TModel>(AtPoint<TModel> at, Vector<double> third, double step)
    where TModel : IExponentialFamily
{
    readonly Lazy<DualRoundings> _roundings = new(() => DualRoundings.Of(at.Model, at.Theta));
    readonly Lazy<Matrix<double>> _inverse = new(() =>
        Differentiate.Hessian(new NegativeEntropy(at.Model), at.Model.MeanParameters(at.Theta)));
    readonly Lazy<TwoRuns> _forward = new(() => TwoRuns.Of(DualFlow.Forward(at), Start(at, step)));
    readonly Lazy<TwoRuns> _reverse = new(() => TwoRuns.Of(DualFlow.Reverse(at), Start(at, step)));

    public static Gen<DualPoint<TModel>> Draw(Gen<AtPoint<TModel>> points, Func<TModel, Gen<Vector<double>>> parameters) =>
        from at in points
        from third in parameters(at.Model)
        from step in Drawn.Number(.05, 1)
        select new DualPoint<TModel>(at, third, step);

    public static IEnumerable<DualPoint<TModel>> Simpler(DualPoint<TModel> d) =>
    [
        .. ModelSubjects.Simpler(d.At).Select(at => new DualPoint<TModel>(at, d.R, d.Step)),
        .. ModelSubjects.SimplerParameters(d.Model, d.R).Select(third => new DualPoint<TModel>(d.At, third, d.Step)),
        .. Laws.Simpler.Number(d.Step).Where(step => step is >= .05 and <= 1).Select(step => new DualPoint<TModel>(d.At, d.R, step)),
    ];

    public AtPoint<TModel> At => at;

    public TModel Model => at.Model;

    /// <summary>The natural parameters of the first.</summary>
    public Vector<double> P => at.Theta;

    /// <summary>The natural parameters of the second, the target of what descends.</summary>
    public Vector<double> Q => at.Elsewhere;

    /// <summary>The natural parameters of the third.</summary>
    public Vector<double> R => third;

    public double Step => step;

    /// <summary>η at the first.</summary>
    public Vector<double> Eta => Model.MeanParameters(P);

    /// <summary>η at the second.</summary>
    public Vector<double> EtaOfQ => Model.MeanParameters(Q);

    /// <summary>F in natural parameters, E[s sᵀ].</summary>
    public Matrix<double> Fisher => at.ScoreCovariance;

    /// <summary>J = ∂θ/∂η = ∇²φ(η).</summary>
    public Matrix<double> Inverse => _inverse.Value;

    /// <summary>∇_θ of the cross-entropy to the second, at any point.</summary>
    public Vector<double> GradientAt(Vector<double> theta) =>
        Differentiate.Gradient(new CrossEntropy(Model, at.ExpectationElsewhere), theta);

    public DualRoundings Roundings => _roundings.Value;

    /// <summary>Where the flows towards the second start: on the e-geodesic from the second to the first, at the step's share.</summary>
    public Vector<double> FlowStart => Start(at, step);

    /// <summary>The flow of KL(q, ·).</summary>
    public TwoRuns Forward => _forward.Value;

    /// <summary>The flow of KL(·, q).</summary>
    public TwoRuns Reverse => _reverse.Value;

    public override string ToString() => $"{at}, third ({string.Join(", ", third)}), step {step}";

    static Vector<double> Start(AtPoint<TModel> at, double share) => DualCoordinates.ExponentialGeodesic(at.Elsewhere, at.Theta, share);
}
