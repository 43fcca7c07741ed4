using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>A Gaussian prior, and observations that come one by one: y = f(x; θ) + unit noise, with f linear in θ.</summary>
public sealed record GaussianStream(Vector<double> Mean, Matrix<double> Covariance, Matrix<double> Inputs, Matrix<double> Observed)
{
    public static Subjects<GaussianStream> Subjects => new(Draw, Simpler, s =>
    [
        Trait.Of("P", s.Mean.Count), Trait.Of("observations", s.Count), Trait.Of("outputs", s.Observed.ColumnCount),
        Trait.Of("condition of the accumulated Fisher information", CompactSvd.Of(s.Information(s.Count)).ConditionNumber),
    ]);

    static Gen<GaussianStream> Draw =>
        from features in Gen.Choose(1, 2)
        from outputs in Gen.Choose(1, 2)
        from count in Gen.Choose(1, 5)
        let p = (features + 1) * outputs
        from mean in Drawn.Vector(p, -2, 2)
        from root in Drawn.Matrix(p, p, -1, 1)
        from inputs in Drawn.Matrix(count, features, -2, 2)
        from observed in Drawn.Matrix(count, outputs, -3, 3)
        select new GaussianStream(mean, root.TransposeAndMultiply(root) + Matrix<double>.Build.DenseDiagonal(p, .25), inputs, observed);

    static IEnumerable<GaussianStream> Simpler(GaussianStream s) =>
    [
        .. Laws.Simpler.Count(s.Count, 1).Select(n => s with { Inputs = First(n, s.Inputs), Observed = First(n, s.Observed) }),
        .. Laws.Simpler.Vector(s.Mean).Select(mean => s with { Mean = mean }),
    ];

    /// <summary>How many observations there are.</summary>
    public int Count => Inputs.RowCount;

    /// <summary>The model of observation t, from one on.</summary>
    public Conditional Model(int t) =>
        new(new LinearPredictor(Inputs.SubMatrix(t - 1, 1, 0, Inputs.ColumnCount), Observed.ColumnCount),
            new GaussianMean(Observed.ColumnCount));

    /// <summary>-log p of observation t.</summary>
    public NegativeLogLikelihood Loss(int t) => new(Model(t), [0, .. Observed.Row(t - 1)]);

    /// <summary>H of observation t: K × P.</summary>
    public Matrix<double> Observation(int t) => Model(t).Predictor.Jacobian(Mean);

    /// <summary>The prior's information and that of the first t observations.</summary>
    public Matrix<double> Information(int t) => Enumerable.Range(1, t).Select(Observation)
        .Aggregate(Covariance.Inverse(), (sum, h) => sum + h.TransposeThisAndMultiply(h));

    /// <summary>The mean after 0, 1, .. observations.</summary>
    public IReadOnlyList<Vector<double>> KalmanMeans() => [.. Kalman().Select(filter => filter.Mean)];

    /// <summary>The filter after 0, 1, .. observations.</summary>
    public IReadOnlyList<KalmanFilter> Kalman()
    {
        List<KalmanFilter> filters = [new(Mean, Covariance)];
        for (var t = 1; t <= Count; t++)
            filters.Add(filters[^1].Observe(
                Observed.Row(t - 1), Observation(t), Matrix<double>.Build.DenseIdentity(Observed.ColumnCount)));
        return filters;
    }

    public override string ToString() =>
        $"prior mean ({string.Join(", ", Mean)}), covariance [{Rows(Covariance)}], x = [{Rows(Inputs)}], y = [{Rows(Observed)}]";

    static Matrix<double> First(int rows, Matrix<double> matrix) => matrix.SubMatrix(0, rows, 0, matrix.ColumnCount);

    static string Rows(Matrix<double> matrix) => string.Join("; ", matrix.EnumerateRows().Select(row => string.Join(" ", row)));
}
