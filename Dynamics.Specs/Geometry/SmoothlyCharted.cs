using Dynamics.Geometry;
using Dynamics.Specs.Laws;
using FsCheck;
using MathNet.Numerics.LinearAlgebra;
using static FsCheck.Fluent.Gen;

namespace Dynamics.Specs.Geometry;

/// <summary>A model at a point, seen in the smooth chart θ = A (φ + C sin φ) + b, whose Jacobian changes from point to point.</summary>
public sealed class SmoothlyCharted<TModel>(AtPoint<TModel> at, Matrix<double> a, Vector<double> b, Matrix<double> c)
    where TModel : IStatisticalModel
{
    const double WorstCondition = 30;

    public static Gen<SmoothlyCharted<TModel>> Draw(Gen<AtPoint<TModel>> points) =>
        from at in points
        from a in Drawn.Matrix(at.Theta.Count, at.Theta.Count, -2, 2).Where(a => a.ConditionNumber() < WorstCondition)
        from b in Drawn.Vector(at.Theta.Count, -1, 1)
        from c in Drawn.Matrix(at.Theta.Count, at.Theta.Count, -1, 1)
        select new SmoothlyCharted<TModel>(at, a, b, c);

    public static IEnumerable<SmoothlyCharted<TModel>> Simpler(SmoothlyCharted<TModel> s) =>
    [
        .. ModelSubjects.Simpler(s.At).Select(at => new SmoothlyCharted<TModel>(at, s.A, s.B, s.C)),
        .. Laws.Simpler.Vector(s.B).Select(b => new SmoothlyCharted<TModel>(s.At, s.A, b, s.C)),
    ];

    public AtPoint<TModel> At => at;

    public Matrix<double> A => a;

    public Vector<double> B => b;

    public Matrix<double> C => c;

    public IChart Chart { get; } = new ComposedChart(new AffineChart(a, b), new ShearChart(c));

    public Vector<double> Phi => Chart.Inverse(at.Theta);

    /// <summary>J = ∂θ/∂φ.</summary>
    public Matrix<double> Jacobian => Chart.Jacobian(Phi);

    /// <summary>The model with φ for its parameters.</summary>
    public Reparameterised InTheChart => new(at.Model, Chart);

    /// <summary>F where φ leads, which is the point but for the roundings of the way there and back.</summary>
    public Matrix<double> Metric => FisherInformation.ByScore(at.Model, Chart.Apply(Phi));

    public override string ToString() => $"{at}, chart {Chart}";
}
