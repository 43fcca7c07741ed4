using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Geometry;

/// <summary>A distribution over three or four outcomes in natural parameters, and one of its α-connections.</summary>
public sealed class SimplexPoint
{
    const double LargestStep = .25, SmallestStep = 1.0 / 64;

    readonly Categorical _family;
    readonly Vector<double> _theta;
    readonly Lazy<(Vector<double> Tensor, Vector<double> LastChange)> _curvature;

    SimplexPoint(Vector<double> theta, double alpha)
    {
        (_family, _theta, Alpha) = (new(theta.Count + 1), theta, alpha);
        Metric = FisherInformation.ByScore(_family, theta);
        _curvature = new(() => CurvatureOf(alpha));
    }

    public static Subjects<SimplexPoint> Subjects => new(
        from outcomes in Gen.Choose(3, 4)
        from theta in Drawn.Vector(outcomes - 1, -1.5, 1.5)
        from alpha in Gen.Elements(0, .25, .5, .75)
        select new SimplexPoint(theta, alpha), at => Simpler.Vector(at._theta).Select(theta => new SimplexPoint(theta, at.Alpha)),
        at => [Trait.Of("outcomes", at.Size + 1), Trait.Of("α", at.Alpha)]);

    public double Alpha { get; }

    public int Size => _theta.Count;

    /// <summary>g, the Fisher information.</summary>
    public Matrix<double> Metric { get; }

    /// <summary>R_ijkm of Γ(α), all of it.</summary>
    public Vector<double> Curvature => _curvature.Value.Tensor;

    /// <summary>By how much the last difference changed it.</summary>
    public double LastChange => _curvature.Value.LastChange.L2Norm();

    /// <summary>What roundings of Γ, raised by g⁻¹, become over the smallest step, in units of u.</summary>
    public double RoundingsOverTheStep => 4 * CompactSvd.Of(Metric).ConditionNumber * Metric.FrobeniusNorm()
        * Raised(_theta, Alpha).Sum(matrix => matrix.FrobeniusNorm()) / SmallestStep;

    /// <summary>R of another connection.</summary>
    public Vector<double> CurvatureOfAlpha(double alpha) => alpha == Alpha ? Curvature : CurvatureOf(alpha).Tensor;

    /// <summary>κ (g_jk g_im − g_ik g_jm).</summary>
    public Vector<double> Constant(double curvature) => All((i, j, k, m) =>
        curvature * (Metric[j, k] * Metric[i, m] - Metric[i, k] * Metric[j, m]));

    public override string ToString() => $"{_family} at {string.Join(", ", _theta)}, α = {Alpha}";

    /// <summary>
    /// R_ijkm = (∂_i Γ^s_jk − ∂_j Γ^s_ik) g_sm + Γ_ir,m Γ^r_jk − Γ_jr,m Γ^r_ik, the derivatives by extrapolated differences.
    /// </summary>
    (Vector<double> Tensor, Vector<double> LastChange) CurvatureOf(double alpha)
    {
        var (lowered, raised) = (AlphaConnection.Coefficients(_family, _theta, alpha), Raised(_theta, alpha));
        var slopes = Enumerable.Range(0, Size).Select(i => Slope(i, alpha)).ToArray();
        var tensor = All((i, j, k, m) => Derivative(slopes[i].Value, slopes[j].Value, i, j, k, m)
            + Enumerable.Range(0, Size).Sum(r => lowered[m][i, r] * raised[r][j, k] - lowered[m][j, r] * raised[r][i, k]));
        return (tensor, All((i, j, k, m) => Derivative(slopes[i].LastChange, slopes[j].LastChange, i, j, k, m)));

        double Derivative(Matrix<double>[] alongI, Matrix<double>[] alongJ, int i, int j, int k, int m) =>
            Enumerable.Range(0, Size).Sum(s => (alongI[s][j, k] - alongJ[s][i, k]) * Metric[s, m]);
    }

    /// <summary>
    /// ∂_i Γ^s by central differences at halved steps, extrapolated to none, and by how much the last of them changed it.
    /// </summary>
    (Matrix<double>[] Value, Matrix<double>[] LastChange) Slope(int parameter, double alpha)
    {
        var (value, lastChange) = ExtrapolatedDifferences.Of(h =>
        {
            var (up, down) = (Raised(Beside(parameter, h), alpha), Raised(Beside(parameter, -h), alpha));
            return [.. up.Zip(down, (plus, minus) => (plus - minus) / (2 * h)).SelectMany(matrix => matrix.ToColumnMajorArray())];
        }, LargestStep, SmallestStep);
        return (Matrices(value), Matrices(lastChange));

        Matrix<double>[] Matrices(double[] numbers) =>
            [.. numbers.Chunk(Size * Size).Select(one => Matrix<double>.Build.Dense(Size, Size, one))];
    }

    /// <summary>Γ^s_jk = Γ_jk,m g^ms: a matrix for each s.</summary>
    Matrix<double>[] Raised(Vector<double> theta, double alpha)
    {
        var lowered = AlphaConnection.Coefficients(_family, theta, alpha);
        var inverse = FisherInformation.ByScore(_family, theta).Inverse();
        return [.. Enumerable.Range(0, Size)
            .Select(s => lowered.Select((matrix, m) => inverse[s, m] * matrix).Aggregate((a, b) => a + b))];
    }

    Vector<double> Beside(int parameter, double h)
    {
        var theta = _theta.Clone();
        theta[parameter] += h;
        return theta;
    }

    Vector<double> All(Func<int, int, int, int, double> of) => Vector<double>.Build.DenseOfEnumerable(
        from i in Enumerable.Range(0, Size)
        from j in Enumerable.Range(0, Size)
        from k in Enumerable.Range(0, Size)
        from m in Enumerable.Range(0, Size)
        select of(i, j, k, m));
}
