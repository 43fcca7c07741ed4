using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// Two numbers estimated at once from n draws of three classes, n = 10 to 100: T = A f + B (f ∘ f), f the shares of two classes. The
/// counts are
/// enough, so that the sum over all of them is exact.
/// </summary>
public sealed class MultinomialEstimation
{
    static readonly Categorical Model = new(3);

    readonly Vector<double> _theta;
    readonly Matrix<double> _linear, _quadratic;
    readonly Lazy<(double[] Counts, double Coefficient)[]> _outcomes;

    MultinomialEstimation(int count, Vector<double> theta, Matrix<double> linear, Matrix<double> quadratic)
    {
        (Count, _theta, _linear, _quadratic) = (count, theta, linear, quadratic);
        _outcomes = new(() => [.. from a in Enumerable.Range(0, count + 1) from b in Enumerable.Range(0, count - a + 1)
            select ((double[])[count - a - b, a, b], Binomial(count, a) * Binomial(count - a, b))]);
    }

    public static Subjects<MultinomialEstimation> Subjects => new(
        from count in Gen.Choose(10, 100)
        from theta in Drawn.Vector(2, -1, 1)
        from linear in Drawn.Matrix(2, 2, -1, 1).Where(a => Math.Abs(a.Determinant()) > .1)
        from bend in Gen.Elements(0, 1)
        from quadratic in Drawn.Matrix(2, 2, -1, 1)
        select new MultinomialEstimation(count, theta, linear, bend * quadratic),
        at => Simpler.Count(at.Count, 10).Select(n => new MultinomialEstimation(n, at._theta, at._linear, at._quadratic)),
        at => [Trait.Of("n", at.Count), Trait.Of("estimator", at.IsLinear ? "linear" : "quadratic")]);

    /// <summary>n.</summary>
    public int Count { get; }

    public bool IsLinear => _quadratic.FrobeniusNorm() == 0;

    /// <summary>Outcomes, a count of each class.</summary>
    public int Outcomes => _outcomes.Value.Length;

    /// <summary>F of one draw.</summary>
    public Matrix<double> Information => FisherInformation.ByScore(Model, _theta);

    /// <summary>∂E[T]/∂θ, by dual numbers through the moments of shares, E[f] = p and E[f²] = p² + p (1 − p) / n: no score.</summary>
    public Matrix<double> Sensitivity => Matrix<double>.Build.DenseOfRowVectors(
        Enumerable.Range(0, 2).Select(i => Differentiate.Gradient(new Expected(this, i), _theta)));

    /// <summary>E|T|².</summary>
    public double SecondMoment => Weighted().Sum(outcome => outcome.Weight * (outcome.T * outcome.T));

    /// <summary>Cov(T).</summary>
    public Matrix<double> Covariance
    {
        get
        {
            var outcomes = Weighted().ToArray();
            var mean = outcomes.Aggregate(Vector<double>.Build.Dense(2), (sum, outcome) => sum + outcome.Weight * outcome.T);
            return outcomes.Aggregate(Matrix<double>.Build.Dense(2, 2), (sum, outcome) =>
                sum + outcome.Weight * (outcome.T - mean).OuterProduct(outcome.T - mean));
        }
    }

    public override string ToString() =>
        $"T = {(IsLinear ? "A f" : "A f + B f²")} from {Count} draws of {Model} at ({string.Join(", ", _theta)})";

    IEnumerable<(Vector<double> T, double Weight)> Weighted()
    {
        double[] logs = [.. Enumerable.Range(0, 3).Select(k => Model.LogDensity<Real>([.. _theta.Select(Real.Constant)], [k]).Value)];
        return _outcomes.Value
            .Select(outcome => (T(outcome.Counts), outcome.Coefficient * Math.Exp(outcome.Counts.Zip(logs, (c, l) => c * l).Sum())));
    }

    Vector<double> T(double[] counts)
    {
        var shares = Vector<double>.Build.Dense([counts[1] / Count, counts[2] / Count]);
        return _linear * shares + _quadratic * shares.PointwisePower(2);
    }

    static double Binomial(int n, int k) => k == 0 ? 1 : Binomial(n - 1, k - 1) * n / k;

    sealed class Expected(MultinomialEstimation at, int component) : IScalarFunction
    {
        public TScalar Evaluate<TScalar>(ReadOnlySpan<TScalar> x)
            where TScalar : struct, IScalar<TScalar>
        {
            var sum = TScalar.Constant(0);
            for (var k = 0; k < 2; k++)
            {
                var p = TScalar.Exp(Model.LogDensity(x, [k + 1]));
                sum += p * at._linear[component, k] + (p * p + p * (1 - p) * (1.0 / at.Count)) * at._quadratic[component, k];
            }
            return sum;
        }
    }
}
