using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Approval;

/// <summary>
/// The largest normalised margin, min y f / |w|², of a network in space with one hidden ReLU layer, f(x) = Σ aⱼ (uⱼ · x)₊, that has at
/// least as many neurons as examples. |w|² is at
/// least 2 Σ |aⱼ| |uⱼ|, so it is half the value of a game: neurons of length 1 are mixed to make the least y f large, examples to make
/// it small. Neurons are added until none is better against
/// the mixed examples, among all: there a neuron's value is linear on each face of the arrangement of planes that the examples span,
/// and largest where the face's own gradient points.
/// </summary>
static class LargestShallowMargin
{
    const double Gap = 1e-9;

    /// <param name="inputs">N x 3, no two on one line, N at least 2.</param>
    /// <param name="labels">N, of ±1.</param>
    public static double Of(Matrix<double> inputs, double[] labels)
    {
        Example[] examples = [.. labels.Select((label, i) => new Example(new(inputs[i, 0], inputs[i, 1], inputs[i, 2]), label))];
        Corner[] corners = [.. Corners(examples)];
        List<double[]> payoffs = [];
        var shares = Enumerable.Repeat(1.0 / examples.Length, examples.Length).ToArray();
        var value = double.NegativeInfinity;
        while (true)
        {
            var best = corners.SelectMany(corner => Candidates(examples, corner, shares)).Select(direction => direction.Unit)
                .MaxBy(neuron => Math.Abs(Mean(examples, neuron, shares)));
            if (Math.Abs(Mean(examples, best, shares)) <= value + Gap) return value / 2;
            payoffs.Add([.. examples.Select(example => example.Gain(best))]);
            payoffs.Add([.. examples.Select(example => -example.Gain(best))]);
            (value, shares) = MatrixGame.Solve(payoffs);
        }
    }

    static double Mean(Example[] examples, Direction neuron, double[] shares)
    {
        var mean = 0.0;
        for (var i = 0; i < examples.Length; i++) mean += shares[i] * examples[i].Gain(neuron);
        return mean;
    }

    /// <summary>For each two examples, the two directions on the planes of both.</summary>
    static IEnumerable<Corner> Corners(Example[] examples) =>
        from first in Enumerable.Range(0, examples.Length)
        from second in Enumerable.Range(first + 1, examples.Length - first - 1)
        let at = examples[first].Input.Cross(examples[second].Input).Unit
        from sign in new[] { 1, -1 }
        select new Corner(first, second, sign * at);

    /// <summary>A corner, and the directions in which the value grows and falls fastest on the arcs and in the cells that meet
    /// there.</summary>
    static IEnumerable<Direction> Candidates(Example[] examples, Corner corner, double[] shares)
    {
        yield return corner.At;
        var others = default(Direction);
        for (var i = 0; i < examples.Length; i++)
            if (i != corner.First && i != corner.Second && examples[i].Input.Dot(corner.At) > 0)
                others += Pull(i);
        foreach (var first in new[] { default, Pull(corner.First) })
            foreach (var second in new[] { default, Pull(corner.Second) })
                foreach (var gradient in new[]
                         {
                             others + first + second,
                             (others + second).Without(examples[corner.First].Input),
                             (others + first).Without(examples[corner.Second].Input),
                         })
                {
                    if (gradient.Dot(gradient) == 0) continue;
                    yield return gradient;
                    yield return -1 * gradient;
                }

        Direction Pull(int example) => shares[example] * examples[example].Label * examples[example].Input;
    }

    /// <summary>Where the planes of two examples meet.</summary>
    readonly record struct Corner(int First, int Second, Direction At);

    readonly record struct Example(Direction Input, double Label)
    {
        /// <summary>y (u · x)₊.</summary>
        public double Gain(Direction neuron) => Label * Math.Max(0, neuron.Dot(Input));
    }

    readonly record struct Direction(double X, double Y, double Z)
    {
        public Direction Unit => 1 / Math.Sqrt(Dot(this)) * this;

        public static Direction operator +(Direction a, Direction b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

        public static Direction operator *(double factor, Direction a) => new(factor * a.X, factor * a.Y, factor * a.Z);

        public double Dot(Direction b) => X * b.X + Y * b.Y + Z * b.Z;

        public Direction Cross(Direction b) => new(Y * b.Z - Z * b.Y, Z * b.X - X * b.Z, X * b.Y - Y * b.X);

        public Direction Without(Direction b) => this + -Dot(b) / b.Dot(b) * b;
    }
}
