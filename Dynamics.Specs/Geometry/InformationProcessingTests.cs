using Dynamics.Geometry;
using Dynamics.Geometry.Families;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.Geometry;

public class InformationProcessingTests
{
    static readonly MarkovMap Blur = new(Matrix(2, 3, .2, .5, .9, .8, .5, .1));

    [Test]
    public void A_map_that_is_not_stochastic_is_refused()
    {
        Assert.That(() => new MarkovMap(Matrix(2, 2, .2, .5, .9, .5)), Throws.ArgumentException.With.Message.StartsWith("Column 0 of probabilities adds up to 1 + 0.1;"));
        Assert.That(() => new MarkovMap(Matrix(2, 2, -.2, .5, 1.2, .5)), Throws.ArgumentException.With.Message.StartsWith("probabilities has a negative entry in column 0"));
        Assert.That(() => new MarkovMap(Matrix(1, 1, double.NaN)), Throws.ArgumentException.With.Message.Contains("finite"));
        Assert.That(() => MarkovMap.Merging(0, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void A_map_keeps_the_whole_probability() =>
        Assert.That(Blur.Apply(Vector(.3, .3, .4)).Sum(), Is.EqualTo(1).Within(2).Ulps);

    [Test]
    public void Merging_undoes_a_split()
    {
        var fine = MarkovMap.Splitting(Vector(.25, .75), Vector(1)).Apply(Vector(.4, .6));
        Assert.That(MarkovMap.Merging(0, 0, 1).Apply(fine), Is.EqualTo(Vector(.4, .6)));
    }

    [Test]
    public void A_map_that_does_not_fit_its_model_is_refused() => Assert.That(
        () => new SeenThrough(new Categorical(4), Blur), Throws.ArgumentException.With.Message.StartsWith("map takes 3 outcomes; Categorical(4) has 4."));

    [Test]
    public void A_model_whose_outcomes_move_is_refused() => Assert.That(
        () => new SeenThrough(new Gaussian(3), Blur).Expectation(Vector(.5, 0)), Throws.InvalidOperationException.With.Message.Contains("move with its parameters"));

    [Test]
    public void An_outcome_that_cannot_be_seen_is_left_out_and_refused()
    {
        var seen = new SeenThrough(new Bernoulli(), MarkovMap.Merging(0, 2));
        Assert.That(seen.Expectation(Vector(.3)).Count, Is.EqualTo(2));
        Assert.That(() => Score.Of(seen, Vector(.3), [1]), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("probability 0"));
        Assert.That(() => new GivenSeen(seen, 3), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new GivenSeen(seen, 1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("probability 0"));
        Assert.That(() => Score.Of(new GivenSeen(seen, 2), Vector(.3), [0]), Throws.ArgumentException.With.Message.StartsWith("The outcome (0) of Bernoulli does not lead to 2."));
        Assert.That(() => Score.Of(new GivenSeen(seen, 2), Vector(.3), [.5]), Throws.ArgumentException.With.Message.StartsWith("The outcome (0.5) is none of the 2"));
    }

    static Matrix<double> Matrix(int rows, int columns, params double[] entries) => Matrix<double>.Build.DenseOfRowMajor(rows, columns, entries);

    static Vector<double> Vector(params double[] entries) => Vector<double>.Build.Dense(entries);
}
