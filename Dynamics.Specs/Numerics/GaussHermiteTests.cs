using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using NUnit.Framework;

namespace Dynamics.Specs.Numerics;

public class GaussHermiteTests
{
    const double Ulp = 2.220446049250313e-16;

    [Property(Cases = 20)]
    public void Moments_are_exact_up_to_degree_2n_minus_1(Size size)
    {
        int n = size;
        var rule = GaussHermite.Rule(n);
        double moment = 1;
        for (var degree = 0; degree < Math.Min(2 * n, 40); degree += 2)
        {
            double sum = 0;
            for (var i = 0; i < n; i++)
                sum += rule.Weights[i] * Power(rule.Nodes[i], degree);
            Assert.That(sum, Is.EqualTo(moment).Within((n + degree * degree + 8) * Ulp * moment), $"degree {degree}");
            moment *= degree + 1;
        }
    }

    [Property(Cases = 20)]
    public void The_rule_is_symmetric_to_the_bit(Size n)
    {
        var rule = GaussHermite.Rule(n);
        Assert.That(rule.Nodes.Reverse().Select(node => -node), Is.EqualTo(rule.Nodes));
        Assert.That(rule.Weights.Reverse(), Is.EqualTo(rule.Weights));
    }

    [Test]
    public void A_rule_without_nodes_is_refused() => Assert.That(
        () => GaussHermite.Rule(0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("from 1 to 300"));

    static double Power(double x, int exponent)
    {
        double power = 1;
        for (var i = 0; i < exponent; i++)
            power *= x;
        return power;
    }
}
