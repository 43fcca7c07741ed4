using Dynamics.Architectures;
using Dynamics.Kernels;
using Dynamics.Specs.Reference;
using NUnit.Framework;

namespace Dynamics.Specs.Kernels;

/// <summary>
/// The error that a dual moment states is no less than the one it has, for variances from 10^-12 to 10^12, against a table to 30 digits.
/// </summary>
public class StatedErrorTests
{
    /// <summary>Rounding of a moment, of sums that lose nothing to cancellation over its scale.</summary>
    const double Rounding = 64 / 9007199254740992.0;

    static readonly string[] Columns = ["activation", "parameter", "q11", "q22", "q12", "expected_product", "expected_derivative_product"];

    static readonly DualRow[] Rows =
        [.. ReferenceTable.Read("dual-activations-scales.csv", Columns).Select(row => new DualRow(row))];

    static IEnumerable<Activation> Activations => Rows.Select(row => row.Activation).Distinct();

    [TestCaseSource(nameof(Activations))]
    public void The_stated_error_is_a_bound_at_every_scale(Activation activation) => Assert.Multiple(() =>
    {
        foreach (var row in Rows.Where(row => row.Activation == activation))
        {
            var (pair, moments) = (row.Pair, DualActivation.Of(activation, row.Pair));
            var (product, slopes) = Expected(row);
            Assert.That(Math.Abs(moments.Product - product) / Scale(row, moment => moment.Product),
                Is.LessThanOrEqualTo(moments.Error + Rounding), $"E[φ(u) φ(v)] of {activation} at {pair}");
            Assert.That(Math.Abs(moments.DerivativeProduct - slopes) / Scale(row, moment => moment.Slopes),
                Is.LessThanOrEqualTo(moments.Error + Rounding), $"E[φ'(u) φ'(v)] of {activation} at {pair}");
        }
    });

    [Test]
    public void It_is_small_where_the_variables_are_one_or_independent_or_their_variance_is_moderate() => Assert.Multiple(() =>
    {
        foreach (var row in Rows)
            Assert.That(DualActivation.Of(row.Activation, row.Pair).Error, Is.LessThan(1e-11), $"{row.Activation} at {row.Pair}");
    });

    static (double Product, double Slopes) Expected(DualRow row) =>
        (row.Row.Double("expected_product"), row.Row.Double("expected_derivative_product"));

    /// <summary>sqrt(E[f(u)²] E[f(v)²]), from the table's own rows of one variable.</summary>
    static double Scale(DualRow row, Func<(double Product, double Slopes), double> moment)
    {
        return Math.Sqrt(Square(row.Pair.First)) * Math.Sqrt(Square(row.Pair.Second));

        double Square(double variance) => moment(Expected(
            Rows.First(other => other.Activation == row.Activation && other.Pair == new PairCovariance(variance, variance, variance))));
    }
}
