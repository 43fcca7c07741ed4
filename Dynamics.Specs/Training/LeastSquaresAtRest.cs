using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>
/// Least squares on a few examples, one of them at each step, and the second moments of the parameters where these no longer change.
/// </summary>
public sealed class LeastSquaresAtRest
{
    readonly (int Dimension, int Extra, double Share, int Seed) _drawn;
    readonly Vector<double>[] _inputs;
    readonly Vector<double>[] _residuals;

    LeastSquaresAtRest(int dimension, int extra, double share, int seed)
    {
        _drawn = (dimension, extra, share, seed);
        var stream = RandomStream.FromSeed((ulong)seed);
        var inputs = stream.Substream("inputs").NormalMatrix(dimension + extra, dimension);
        var targets = stream.Substream("targets").NormalVector(dimension + extra);
        _inputs = [.. inputs.EnumerateRows().Select(row => With(row, 0))];
        _residuals = [.. inputs.EnumerateRows().Select((row, i) => With(row, -targets[i]))];
        Rate = share / _inputs.Max(input => input * input);
        (Moments, Eliminated) = AtRest();
    }

    public static Subjects<LeastSquaresAtRest> Subjects => new(
        from dimension in Gen.Choose(1, 3)
        from extra in Gen.Choose(1, 4)
        from share in Drawn.Number(.1, .9)
        from seed in Gen.Choose(0, int.MaxValue)
        select new LeastSquaresAtRest(dimension, extra, share, seed),
        at => Simpler.Count(at.Dimension, 1).Select(d => new LeastSquaresAtRest(d, at._drawn.Extra, at._drawn.Share, at._drawn.Seed)),
        at => [Trait.Of("d", at._drawn.Dimension), Trait.Of("N", at._inputs.Length), Trait.Of("η max |x|²", at._drawn.Share)]);

    /// <summary>η.</summary>
    public double Rate { get; }

    /// <summary>E[z zᵀ] at rest, z = (θ, 1).</summary>
    public Matrix<double> Moments { get; }

    /// <summary>| |L| |U| |M| |, and the same of the products that the equations are made of: what rounds when they are solved.</summary>
    public double Eliminated { get; }

    public int Dimension => _drawn.Dimension;

    public int Examples => _inputs.Length;

    public int Equations => Moments.RowCount * Moments.RowCount;

    /// <summary>E⟨θ, g⟩.</summary>
    public double Along => Enumerable.Range(0, _inputs.Length).Average(i => _inputs[i] * Moments * _residuals[i]);

    /// <summary>E|g|².</summary>
    public double Squares =>
        Enumerable.Range(0, _inputs.Length).Average(i => _inputs[i] * _inputs[i] * (_residuals[i] * Moments * _residuals[i]));

    /// <summary>What E⟨θ, g⟩ and η/2 E|g|² add up, by absolute value.</summary>
    public double AddedUp => Enumerable.Range(0, _inputs.Length).Average(i =>
    {
        var (input, moved) = (_inputs[i].PointwiseAbs(), Moments.PointwiseAbs() * _residuals[i].PointwiseAbs());
        return input * moved + Rate / 2 * (input * input) * (_residuals[i].PointwiseAbs() * moved);
    });

    public override string ToString() =>
        $"least squares, {_inputs.Length} examples in {_drawn.Dimension} dimensions, η max |x|² = {_drawn.Share}, seed {_drawn.Seed}";

    /// <summary>M = mean of T_i M T_iᵀ over the steps z' = T_i z, with 1 in its last place.</summary>
    (Matrix<double>, double) AtRest()
    {
        var size = _drawn.Dimension + 1;
        var equations = Matrix<double>.Build.DenseIdentity(size * size);
        var products = equations.Clone();
        for (var i = 0; i < _inputs.Length; i++)
        {
            var step = Matrix<double>.Build.DenseIdentity(size) - Rate * _inputs[i].OuterProduct(_residuals[i]);
            equations -= step.KroneckerProduct(step) / _inputs.Length;
            products += step.PointwiseAbs().KroneckerProduct(step.PointwiseAbs()) / _inputs.Length;
        }

        var one = Vector<double>.Build.Dense(size * size, k => k == size * size - 1 ? 1 : 0);
        equations.SetRow(size * size - 1, one);
        var factors = equations.LU();
        var moments = factors.Solve(one);
        var sizes = moments.PointwiseAbs();
        return (Matrix<double>.Build.Dense(size, size, moments.ToArray()),
            (products * sizes).L2Norm() + (factors.L.PointwiseAbs() * (factors.U.PointwiseAbs() * sizes)).L2Norm());
    }

    static Vector<double> With(Vector<double> row, double last) => Vector<double>.Build.DenseOfEnumerable([.. row, last]);
}
