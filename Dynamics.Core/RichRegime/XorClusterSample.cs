using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.RichRegime;

/// <summary>
/// Examples of four clusters, in two parts: their two coordinates in the plane of the means, and all others, which are noise. The
/// training examples come first. What a network that is trained on them sees of the noise is its Gram matrix and nothing else, so the
/// noise may stand in any orthonormal basis: in that of the inputs, or in the one in which it is lower triangular. It may be shared
/// between threads.
/// </summary>
public sealed class XorClusterSample
{
    XorClusterSample(XorClusterSettings settings, Matrix<double> signal, Matrix<double> noise, double[] labels)
    {
        (Settings, Signal, Noise, Labels) = (settings, signal, noise, labels);
        Gram = MatrixProduct.WithTransposed(Inputs, Inputs.SubMatrix(0, settings.TrainingCount, 0, Inputs.ColumnCount));
    }

    /// <summary>What was asked for.</summary>
    public XorClusterSettings Settings { get; }

    /// <summary>The coordinates along mu1 and mu2, N x 2.</summary>
    public Matrix<double> Signal { get; }

    /// <summary>The other coordinates, N x K.</summary>
    public Matrix<double> Noise { get; }

    /// <summary>All coordinates, N x (2 + K).</summary>
    public Matrix<double> Inputs => Signal.Append(Noise);

    /// <summary>The label of an example's cluster, 1 or -1.</summary>
    public IReadOnlyList<double> Labels { get; }

    /// <summary>Scalar products of all examples with the training examples, N x n.</summary>
    public Matrix<double> Gram { get; }

    /// <summary>Whether a training example's label is turned.</summary>
    /// <param name="example">Its number, from 0.</param>
    public bool IsFlipped(int example)
    {
        Require.Between(example, 0, Settings.Count - 1, nameof(example));
        var first = 0;
        foreach (var size in Settings.TrainingSizes)
        {
            if (example < first + size) return example >= first && example < first + Settings.Flips;
            first += size;
        }

        return false;
    }

    /// <summary>The label that training is told: turned or not.</summary>
    /// <param name="example">Its number, from 0.</param>
    public double GivenLabel(int example) => IsFlipped(example) ? -Labels[example] : Labels[example];

    /// <summary>Examples whose every coordinate is drawn.</summary>
    /// <param name="settings">The clusters.</param>
    /// <param name="stream">Where the coordinates come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are more numbers than can be held.</exception>
    public static XorClusterSample Direct(XorClusterSettings settings, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stream);
        settings.RequireSense();
        Require.Room(settings.Count * (long)Math.Max(settings.Dimension, settings.TrainingCount), "settings.Count x settings.Dimension");
        return Of(settings, stream, stream.Substream("noise").NormalMatrix(settings.Count, settings.Dimension - 2));
    }

    /// <summary>
    /// Examples whose noise is drawn as the lower triangular factor of its Gram matrix: normal numbers below the diagonal, on it the root
    /// of a chi-square number with p - 2 - i degrees of freedom in row i (Bartlett 1933). Equal in distribution to <see cref="Direct"/> in
    /// all scalar products.
    /// </summary>
    /// <param name="settings">The clusters.</param>
    /// <param name="stream">Where the numbers come from.</param>
    /// <param name="signalDimension">The dimension of the plane of the means.</param>
    /// <exception cref="ArgumentException">There are more examples than noise coordinates.</exception>
    public static XorClusterSample Reduced(XorClusterSettings settings, RandomStream stream, int signalDimension = 2)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(stream);
        settings.RequireSense();
        Require.Between(signalDimension, 0, settings.Dimension, nameof(signalDimension));
        var most = settings.Dimension - Math.Max(2, signalDimension);
        if (settings.Count > most)
            throw new ArgumentException($"{settings.Count} examples have a triangular factor in settings.Dimension {settings.Dimension} "
                + $"and signalDimension {signalDimension} only if there are at most {most} of them.", nameof(settings));
        Require.Room(settings.Count * (settings.Count + 2L), "settings.Count squared");
        var (below, diagonal) = (stream.Substream("below"), stream.Substream("diagonal"));
        var noise = Matrix<double>.Build.Dense(settings.Count, settings.Count);
        for (var i = 0; i < settings.Count; i++)
        {
            for (var k = 0; k < i; k++) noise[i, k] = below.NextNormal();
            noise[i, i] = Math.Sqrt(ChiSquare.Next(diagonal, settings.Dimension - signalDimension - i));
        }

        return Of(settings, stream, noise);
    }

    /// <summary>The same examples with their noise in another basis.</summary>
    /// <param name="noise">N x K, with the same scalar products.</param>
    public XorClusterSample WithNoise(Matrix<double> noise)
    {
        ArgumentNullException.ThrowIfNull(noise);
        Require.Shape(noise, Settings.Count, noise.ColumnCount, nameof(noise));
        Require.Finite(noise, nameof(noise));
        return new(Settings, Signal, noise, [.. Labels]);
    }

    static XorClusterSample Of(XorClusterSettings settings, RandomStream stream, Matrix<double> noise)
    {
        var signal = stream.Substream("signal").NormalMatrix(settings.Count, 2);
        var labels = new double[settings.Count];
        var example = 0;
        foreach (var sizes in new[] { [.. settings.TrainingSizes], Enumerable.Repeat(settings.TestSize, 4).ToArray() })
            for (var cluster = 0; cluster < 4; cluster++)
                for (var i = 0; i < sizes[cluster]; i++, example++)
                {
                    labels[example] = cluster < 2 ? 1 : -1;
                    signal[example, cluster / 2] += cluster % 2 == 0 ? settings.MeanNorm : -settings.MeanNorm;
                }

        return new(settings, signal, noise, labels);
    }
}
