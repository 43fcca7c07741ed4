using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using NUnit.Framework;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// The tables of dual activations, row by row, and the corners: no variance, tiny and huge ones, covariances that rounding has left too
/// large.
/// </summary>
public class DualActivationTests
{
    const double DigitsOfClosedForms = 1e-12;
    const double DigitsOfExpansions = 1e-10;

    public static IEnumerable<TestCaseData> Rows => DualRow.All.Select(row => row.Row.AsTestCase());

    public static IEnumerable<TestCaseData> Corners =>
        from activation in Activations.All
        from pair in new PairCovariance[]
        {
            new(0, 0, 0), new(0, 1, 0), new(2, 0, 0), new(1, 1, 1), new(1, 1, -1),
                new(.3, .7, Math.Sqrt(.21) * (1 + 4e-16)), new(.3, .7, -Math.Sqrt(.21) * (1 + 4e-16)),
            new(1e-30, 1e-30, 9.9e-31), new(1e-300, 1, 0), new(5e-324, 5e-324, 5e-324),
            new(1e-200, 1e-300, -1e-250), new(20, 3, 1), new(9, 9, -9),
        }
        select new TestCaseData(activation, pair).SetArgDisplayNames($"{activation}", $"{pair}");

    [TestCaseSource(nameof(Rows))]
    public void A_row_of_a_table_is_met(Reference.ReferenceRow reference)
    {
        var row = new DualRow(reference);
        var (computed, expected) = (row.Relative(DualActivation.Of(row.Activation, row.Pair)), row.Expected);
        var digits = row.IsClosed ? DigitsOfClosedForms : DigitsOfExpansions;
        Assert.Multiple(() =>
        {
            Assert.That(computed[0], Is.EqualTo(expected[0]).Within(digits), "E[φ(u) φ(v)]");
            Assert.That(computed[1], Is.EqualTo(expected[1]).Within(digits), "E[φ′(u) φ′(v)]");
        });
    }

    [TestCaseSource(nameof(Corners))]
    public void There_is_a_number_at_every_corner_and_it_is_symmetric(Activation activation, PairCovariance pair)
    {
        var (moments, mirrored) =
            (DualActivation.Of(activation, pair), DualActivation.Of(activation, new(pair.Second, pair.First, pair.Cross)));
        Assert.That(double.IsFinite(moments.Product) && double.IsFinite(moments.DerivativeProduct)
            && double.IsFinite(moments.Error), $"{moments}");
        Assert.That(mirrored, Is.EqualTo(moments));
    }

    [Test]
    public void Without_variance_a_unit_is_its_value_at_zero([ValueSource(typeof(Activations), nameof(Activations.All))] Activation phi)
    {
        var moments = DualActivation.Of(phi, new(0, 0, 0));
        var slope = phi is PiecewiseLinear line ? (line.Above + line.Below) / 2 : phi.Derivative(0);
        Assert.That(moments.Product, Is.EqualTo(phi.Value(0) * phi.Value(0)).Within(1e-13));
        Assert.That(moments.DerivativeProduct, Is.EqualTo(slope * slope).Within(1e-13));
    }

    [Test]
    public void Rectified_units_keep_their_digits_where_they_nearly_exclude_each_other([Values(1e-3, 1e-5, 1e-7)] double angle)
    {
        // cos(π − angle), and the leading terms of sin a − a cos a.
        var cross = -(1 - angle * angle / 2 + angle * angle * angle * angle / 24);
        var exact = Math.Acos(-cross);
        if (exact < 1e-5) exact = Math.Sqrt(2 * (1 + cross));
        var moments = DualActivation.Of(Activations.Relu, new(1, 1, cross));
        Assert.That(moments.Product, Is.EqualTo(exact * exact * exact * (1 - exact * exact / 10) / (6 * Math.PI)).Within(1e-7).Percent);
        Assert.That(moments.DerivativeProduct, Is.EqualTo(exact / (2 * Math.PI)).Within(1e-7).Percent);
    }

    [Test]
    public void Four_angles_at_once_have_the_bits_of_the_scalar_arc_tangent()
    {
        const int Pairs = 20_002;
        var stream = RandomStream.FromSeed(4).Substream("correlations");
        double[] one = [.. Enumerable.Repeat(1.0, Pairs)], slopes = new double[Pairs];
        double[] cross =
            [1, -1, 0, .5, -.5, 1e-30, -1e-30, 1 - 1e-15, -1 + 1e-15, .. Enumerable.Range(0, Pairs - 9)
                .Select(_ => 2 * stream.NextUniform() - 1)];
        ((IClosedFormDual)Activations.Relu).DualMoments(one, one, cross, new double[Pairs], slopes);
        Assert.That(slopes, Is.EqualTo(cross.Select(c => Elementary.Atan2(RootOfOneLessSquare(c), -c) * (1 / (2 * Math.PI)))));

        static double RootOfOneLessSquare(double c) => Math.Sqrt(1 - c * c + Math.FusedMultiplyAdd(-c, c, c * c));
    }

    [Property]
    public void Many_pairs_at_once_have_the_bits_of_one_and_of_its_mirror_image(Size count, Seed seed)
    {
        var (first, second) =
            (seed.Vector(count, "first").PointwiseAbs().ToArray(), seed.Vector(count, "second").PointwiseAbs().ToArray());
        double[] cross = [.. seed.Vector(count, "correlations").Select((c, i) => c / 2 * Math.Sqrt(first[i] * second[i]))],
            product = new double[count], slopes = new double[count];
        foreach (var phi in Activations.All.Where(phi => phi is IClosedFormDual))
        {
            ((IClosedFormDual)phi).DualMoments(first, second, cross, product, slopes);
            for (var i = 0; i < cross.Length; i++)
            {
                Assert.That(new DualMoments(product[i], slopes[i]),
                    Is.EqualTo(DualActivation.Of(phi, new(first[i], second[i], cross[i]))), $"{phi}, pair {i}");
                Assert.That(DualActivation.Of(phi, new(second[i], first[i], cross[i])),
                    Is.EqualTo(new DualMoments(product[i], slopes[i])), $"{phi}, pair {i}");
            }
        }
    }

    [TestCase(-1, 1, 0, "First is -1")]
    [TestCase(1, double.NaN, 0, "Second is NaN")]
    [TestCase(1, 4, 2.1, "from -2 to 2")]
    public void What_is_no_covariance_is_refused(double first, double second, double cross, string message) =>
        Assert.That(() =>
            DualActivation.Of(Activations.Erf, new(first, second, cross)), Throws.ArgumentException.With.Message.Contains(message));

    [Test]
    public void An_expansion_says_how_far_off_it_may_be()
    {
        Assert.That(DualActivation.Of(Activations.Relu, new(1, 1, .5)).Error, Is.Zero);
        Assert.That(DualActivation.Of(Activations.Tanh, new(1, 1, .5)).Error, Is.GreaterThan(0).And.LessThan(1e-11));
        Assert.That(DualActivation.Of(new HardTanh(), new(1, 1, .5)).Error, Is.GreaterThan(1e-6).And.LessThan(.1));
    }

    sealed record HardTanh() : Activation("hard tanh")
    {
        public override T Of<T>(T x) => x.Value > 1 ? T.Constant(1) : x.Value < -1 ? T.Constant(-1) : x;
    }
}
