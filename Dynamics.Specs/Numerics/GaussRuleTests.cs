using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

/// <summary>The rules of Laguerre and Legendre, whose moments are k! and 1 / (k + 1).</summary>
public class GaussRuleTests
{
    const double UnitRoundoff = 1.1102230246251565e-16;

    [Property(Cases = 20)]
    public void Moments_of_a_waiting_time_are_factorials(Size size)
    {
        int n = size;
        var rule = GaussLaguerre.Rule(n);
        double moment = 1;
        for (var degree = 0; degree < Math.Min(2 * n, 30); moment *= ++degree)
            Assert.That(Moment(rule.Nodes, rule.Weights, degree), Is.EqualTo(moment)
                .Within(Allowed(n, degree) * moment), $"degree {degree}");
    }

    [Property(Cases = 20)]
    public void Moments_of_a_uniform_number_are_reciprocals(Size size)
    {
        int n = size;
        var rule = GaussLegendre.Rule(n);
        for (var degree = 0; degree < Math.Min(2 * n, 30); degree++)
            Assert.That(Moment(rule.Nodes, rule.Weights, degree), Is.EqualTo(1.0 / (degree + 1))
                .Within(Allowed(n, degree) / (degree + 1)), $"degree {degree}");
    }

    [Property(Cases = 20)]
    public void Nodes_ascend_inside_the_support(Size n)
    {
        Assert.That(GaussLaguerre.Rule(n).Nodes, Is.Ordered.And.All.Positive);
        Assert.That(GaussLegendre.Rule(n).Nodes, Is.Ordered.And.All.InRange(double.Epsilon, Math.BitDecrement(1)));
    }

    [Test]
    public void A_rule_without_nodes_is_refused()
    {
        Assert.That(() => GaussLaguerre.Rule(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("from 1 to 100"));
        Assert.That(() => GaussLegendre.Rule(101), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("from 1 to 100"));
    }

    /// <summary>
    /// All terms are positive: the documented 20 n u of a weight and of each factor of the power, and the sum's own roundings.
    /// </summary>
    static double Allowed(int n, int degree) => (20 * n * (degree + 1) + n + degree) * UnitRoundoff;

    static double Moment(IReadOnlyList<double> nodes, IReadOnlyList<double> weights, int degree) =>
        nodes.Zip(weights).Sum(pair => pair.Second * Enumerable.Repeat(pair.First, degree).Aggregate(1.0, (power, x) => power * x));
}
