using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// Which parameters a transposed product forgets or distorts: (Jᵀv)_i against ⟨v, J e_i⟩. Of many parameters the stretch in which the two
/// disagree most is found first, by forward products along random signs, and looked at again until it is short.
/// </summary>
sealed class AdjointMismatch(ModelAtPoint at)
{
    const int Short = 256;
    const int Parts = 16;
    const int Shown = 6;

    readonly Lazy<Vector<double>> _backward =
        new(() => at.Model.TransposedJacobianVectorProduct(at.Theta, at.Inputs, at.Cotangent));

    public override string ToString()
    {
        var (first, count) = (0, at.Theta.Count);
        while (count > Short)
        {
            var (part, start, end) = ((count + Parts - 1) / Parts, first, first + count);
            (first, count) = Enumerable.Range(0, Parts)
                .Select(i => (First: start + i * part, Count: Math.Min(part, end - start - i * part)))
                .Where(range => range.Count > 0).MaxBy(range => Math.Abs(Backward(range) - Forward(range)));
        }

        var apart = Enumerable.Range(first, count).Select(
            i => (Index: i, Backward: _backward.Value[i], Forward: Forward((i, 1)) * Sign(i)))
            .OrderByDescending(found => double.IsNaN(found.Backward - found.Forward) ? double.PositiveInfinity
                : Math.Abs(found.Backward - found.Forward)).Take(Shown);
        return "(Jᵀv)_i against ⟨v, J e_i⟩, the furthest apart: " + string.Join(", ", apart.Select(found => string.Create(
            CultureInfo.InvariantCulture, $"{at.Coordinate(found.Index)}: {found.Backward:G6} against {found.Forward:G6}")));
    }

    double Sign(int i) => at.Direction[i] < 0 ? -1 : 1;

    double Backward((int First, int Count) range) =>
        Enumerable.Range(range.First, range.Count).Sum(i => _backward.Value[i] * Sign(i));

    double Forward((int First, int Count) range)
    {
        var direction = Vector<double>.Build.Dense(at.Theta.Count, i => i >= range.First && i < range.First + range.Count ? Sign(i) : 0);
        return at.Model.JacobianVectorProduct(at.Theta, at.Inputs, direction).PointwiseMultiply(at.Cotangent).Enumerate().Sum();
    }
}
