using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;

namespace Dynamics.Specs.Geometry;

/// <summary>
/// The distributions over finitely many outcomes are isometric to a part of a sphere of radius 2: p goes to 2 √p, and the Fisher metric to
/// the Euclidean one.
/// </summary>
[Chapter("Information geometry", Report = "2.1")]
public sealed class SphereLaws : ISubjectsOf<SphereLaws.TwoDistributions>
{
    /// <summary>Two distributions over as many outcomes, by log-odds against the last.</summary>
    public sealed record TwoDistributions(Vector<double> P, Vector<double> Q)
    {
        public double[] ProbabilitiesOfP => Probabilities(P);

        public double[] ProbabilitiesOfQ => Probabilities(Q);

        /// <summary>arccos Σ √(p q).</summary>
        public double Angle => Elementary.Acos(ProbabilitiesOfP.Zip(ProbabilitiesOfQ, (p, q) => Math.Sqrt(p * q)).Sum());

        static double[] Probabilities(Vector<double> logOdds)
        {
            double[] weights = [.. logOdds.Select(Elementary.Exp), 1];
            return [.. weights.Select(weight => weight / weights.Sum())];
        }
    }

    public Subjects<TwoDistributions> Subjects => new(
        from outcomes in Gen.Choose(2, 6)
        from p in Drawn.Vector(outcomes - 1, -2, 2)
        from q in Drawn.Vector(outcomes - 1, -2, 2)
        where (p - q).L2Norm() > .2
        select new TwoDistributions(p, q),
        at => Simpler.Vector(at.P).Where(p => (p - at.Q).L2Norm() > .2).Select(p => at with { P = p }), at =>
            [Trait.Of("outcomes", at.P.Count + 1)]);

    [Law("G28a", LawKind.Identity,
        @"F(p) = J^\top J, \quad J = \frac{\partial \, 2 \sqrt{p}}{\partial p}", Source = "Bhattacharyya 1943; Rao 1945",
        Given = "all probabilities above zero; p in the coordinates of all outcomes but the last; F that of Core's family, J by "
            + "dual numbers",
        Within = nameof(Inverted), RestsOn = ["G2"])]
    public Measurement The_square_root_is_an_isometry_of_the_simplex_into_a_sphere_of_radius_2(TwoDistributions at) => IsTheMetric(at, 2);

    [Mistake(nameof(The_square_root_is_an_isometry_of_the_simplex_into_a_sphere_of_radius_2), "a sphere of radius 1")]
    public Measurement Not_into_a_sphere_of_radius_1(TwoDistributions at) => IsTheMetric(at, 1);

    [Law("G28b", LawKind.Identity, @"\ell(p, q) = 2 \operatorname{arccos} \sum_k \sqrt{p_k q_k}", Source = "Bhattacharyya 1943; Rao 1945",
        Given = "ℓ is the Fisher length of the arc of the great circle between 2 √p and 2 √q, by its speed in Core's metric, the same at "
            + "five times",
        Within = nameof(Speeds), RestsOn = ["G28a"])]
    public Measurement The_great_circle_between_two_distributions_has_the_Fisher_length_of_twice_the_angle(TwoDistributions at) =>
        HasTheLength(at, OnTheCircle);

    [Mistake(nameof(The_great_circle_between_two_distributions_has_the_Fisher_length_of_twice_the_angle),
        "the straight line of the probabilities")]
    public Measurement The_straight_line_of_the_probabilities_is_no_great_circle(TwoDistributions at) => HasTheLength(at, OnTheLine);

    static readonly double[] Times = [0, .25, .5, .75, 1];

    static Rule Inverted => Roundoff.Within(Gamma(40 * N) * Condition
        * new Quantity<TwoDistributions>("|F|", at => SimplexForms.Fisher(at.ProbabilitiesOfP).FrobeniusNorm()))
        .Because("Core's F in natural parameters, inverted");

    static Rule Speeds =>
        Roundoff.Within(Gamma(40 * N) * LargestCondition * (1 + 1 / new Quantity<TwoDistributions>("sin φ", at => Math.Sin(at.Angle)))
        * new Quantity<TwoDistributions>("5 × 2 φ", at => 10 * at.Angle));

    static Quantity<TwoDistributions> N => new("n", at => at.P.Count + 1);

    static Quantity<TwoDistributions> Condition =>
        new("condition of F", at => CompactSvd.Of(SimplexForms.Fisher(at.ProbabilitiesOfP)).ConditionNumber);

    static Quantity<TwoDistributions> LargestCondition => new("largest condition of F on the way", at =>
        Times.Max(t => CompactSvd.Of(SimplexForms.Fisher([.. OnTheCircle(at, new Real(t)).Select(p => p.Value)])).ConditionNumber));

    static Measurement IsTheMetric(TwoDistributions at, double radius)
    {
        var p = at.ProbabilitiesOfP;
        var jacobian = Matrix<double>.Build.Dense(p.Length, p.Length - 1, (k, i) =>
            (Root(new Dual(p[k], k == i ? 1 : k == p.Length - 1 ? -1 : 0)) * radius).Derivative);
        return Measure.Distance("Jᵀ J", jacobian.TransposeThisAndMultiply(jacobian), "F", SimplexForms.Fisher(p));
    }

    static Measurement HasTheLength(TwoDistributions at, Func<TwoDistributions, Dual, Dual[]> path) =>
        Measure.Distance("speeds", Vector<double>.Build.DenseOfEnumerable(Times.Select(t => Speed(path(at, new(t, 1))))),
            "2 arccos Σ √(p q)", Vector<double>.Build.Dense(Times.Length, 2 * at.Angle));

    static double Speed(Dual[] p)
    {
        var velocity = Vector<double>.Build.Dense(p.Length - 1, k => p[k].Derivative);
        return Math.Sqrt(velocity * (SimplexForms.Fisher([.. p.Select(x => x.Value)]) * velocity));
    }

    static T Root<T>(T x)
        where T : struct, IScalar<T> => T.Sqrt(x);

    static T[] OnTheLine<T>(TwoDistributions at, T t)
        where T : struct, IScalar<T> => [.. at.ProbabilitiesOfP.Zip(at.ProbabilitiesOfQ, (p, q) => t * (q - p) + p)];

    /// <summary>(sin((1 − t) φ) √p + sin(t φ) √q)² / sin² φ.</summary>
    static T[] OnTheCircle<T>(TwoDistributions at, T t)
        where T : struct, IScalar<T>
    {
        var (first, second, whole) = (T.Sin((1 - t) * at.Angle), T.Sin(t * at.Angle), Elementary.Sin(at.Angle));
        return [.. at.ProbabilitiesOfP.Zip(at.ProbabilitiesOfQ, (p, q) =>
        {
            var root = (first * Math.Sqrt(p) + second * Math.Sqrt(q)) / whole;
            return root * root;
        })];
    }
}
