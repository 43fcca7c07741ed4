using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using Dynamics.Numerics;
using Dynamics.Specs.Properties;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

public class InformationProcessingTests
{
    static readonly MarkovMap Blur = new(Matrix(2, 3, .2, .5, .9, .8, .5, .1));

    [Test]
    public void A_map_that_is_not_stochastic_is_refused()
    {
        Assert.That(() => new MarkovMap(Matrix(2, 2, .2, .5, .9, .5)),
            Throws.ArgumentException.With.Message.StartsWith("Column 0 of probabilities adds up to 1 + 0.1;"));
        Assert.That(() => new MarkovMap(Matrix(2, 2, -.2, .5, 1.2, .5)),
            Throws.ArgumentException.With.Message.StartsWith("probabilities has a negative entry in column 0"));
        Assert.That(() => new MarkovMap(Matrix(1, 1, double.NaN)), Throws.ArgumentException.With.Message.Contains("finite"));
        Assert.That(() => MarkovMap.Merging(0, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Property]
    public void A_map_keeps_the_whole_probability(Size outcomes, Size seen, Seed seed)
    {
        var map = new MarkovMap(
            MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfColumnVectors(
                Enumerable.Range(0, outcomes).Select(x => Distribution(seen, seed, $"map {x}"))));
        Assert.That(map.Apply(Distribution(outcomes, seed, "outcomes")).Sum(), Is.EqualTo(1).Within(4 * (outcomes + seen)).Ulps);
    }

    [Property]
    public void Merging_undoes_a_split(Size pieces, Size more, double odds, Seed seed)
    {
        var coarse = Vector(1 / (1 + Elementary.Exp(odds)), 1 / (1 + Elementary.Exp(-odds)));
        var fine = MarkovMap.Splitting(Distribution(pieces, seed, "first"), Distribution(more, seed, "second")).Apply(coarse);
        var merged = MarkovMap.Merging([.. Enumerable.Repeat(0, pieces), .. Enumerable.Repeat(1, more)]).Apply(fine);
        Assert.That(merged[0], Is.EqualTo(coarse[0]).Within(4 * (pieces + more)).Ulps);
        Assert.That(merged[1], Is.EqualTo(coarse[1]).Within(4 * (pieces + more)).Ulps);
    }

    [Test]
    public void A_map_that_does_not_fit_its_model_is_refused() => Assert.That(
        () => new SeenThrough(new Categorical(4), Blur),
        Throws.ArgumentException.With.Message.StartsWith("map takes 3 outcomes; Categorical(4) has 4."));

    [Test]
    public void A_model_whose_outcomes_move_is_refused() => Assert.That(
        () => new SeenThrough(new Gaussian(3), Blur).Expectation(Vector(.5, 0)),
        Throws.InvalidOperationException.With.Message.Contains("move with its parameters"));

    [Test]
    public void An_outcome_that_cannot_be_seen_is_left_out_and_refused()
    {
        var seen = new SeenThrough(new Bernoulli(), MarkovMap.Merging(0, 2));
        Assert.That(seen.Expectation(Vector(.3)).Count, Is.EqualTo(2));
        Assert.That(() =>
            Score.Of(seen, Vector(.3), [1]), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("probability 0"));
        Assert.That(() => new GivenSeen(seen, 3), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new GivenSeen(seen, 1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("probability 0"));
        Assert.That(() => Score.Of(new GivenSeen(seen, 2), Vector(.3), [0]),
            Throws.ArgumentException.With.Message.StartsWith("The outcome (0) of Bernoulli does not lead to 2."));
        Assert.That(() => Score.Of(new GivenSeen(seen, 2), Vector(.3), [.5]),
            Throws.ArgumentException.With.Message.StartsWith("The outcome (0.5) is none of the 2"));
    }

    static Vector<double> Distribution(int count, Seed seed, string name) => (seed.Vector(count, name).PointwiseAbs() + .1).Normalize(1);

    static Matrix<double> Matrix(int rows, int columns, params double[] entries) =>
        Matrix<double>.Build.DenseOfRowMajor(rows, columns, entries);

    static Vector<double> Vector(params double[] entries) => Vector<double>.Build.Dense(entries);
}
