using Dynamics.Geometry;

namespace Dynamics.Networks;

/// <summary>Where a layer with weights stands.</summary>
enum Place
{
    First,
    Hidden,
    Last,
}

/// <summary>
/// How the size of a layer enters: a layer computes multiplier W x with the entries of W drawn with a standard deviation, and where one
/// learning rate does not suit all layers each has a factor of its own (<see cref="Training.Optimiser.For"/>).
/// </summary>
/// <param name="Name">As it is printed.</param>
public abstract record Parameterization(string Name)
{
    /// <summary>As it is printed.</summary>
    public string Name { get; init => field = Require.There(value, nameof(Name)); } = Require.There(Name, nameof(Name));

    /// <summary>sigma_w / sqrt(fan_in) W x with W ~ N(0, 1) (Jacot et al. 2018). What is meant where nothing is said.</summary>
    public static Parameterization Ntk { get; } = new NtkParameterization();

    /// <summary>W x with W ~ N(0, sigma_w^2 / fan_in).</summary>
    public static Parameterization Standard { get; } = new StandardParameterization();

    /// <summary>
    /// As NTK, but the last layer divides by fan_in instead of its root (Mei, Montanari and Nguyen 2018; Chizat and Bach 2018). Learning
    /// rates of gradient descent are proportional to the width, but for that of the last bias, whose factor takes it back.
    /// </summary>
    public static Parameterization MeanField { get; } = new MeanFieldParameterization();

    /// <summary>
    /// Maximal update (Yang and Hu 2021, table 1; Yang et al. 2022, table 8): weights ~ N(0, sigma_w^2 / n), multipliers
    /// sqrt(n / inputs), 1, 1 / sqrt(n); hidden biases ~ N(0, 1 / n), multipliers sigma_b sqrt(n). Gradient descent has one learning
    /// rate; those of Adam have factors.
    /// </summary>
    public static Parameterization MaximalUpdate { get; } = new MaximalUpdateParameterization();

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    internal abstract (double Multiplier, double StandardDeviation) Of(Place place, int fanIn, int fanOut, double sigma);

    internal virtual (double Multiplier, double StandardDeviation) OfBias(Place place, int width, double sigma) => (sigma, 1);

    /// <summary>Of the learning rate of weights, by gradient descent and by Adam.</summary>
    internal virtual (double OfDescent, double OfAdam) RateOfWeights(Place place, int fanIn, int fanOut) => (1, 1);

    /// <summary>Of the learning rate of a bias, by gradient descent and by Adam.</summary>
    internal virtual (double OfDescent, double OfAdam) RateOfBias(Place place, int fanIn, int width) => (1, 1);

    sealed record NtkParameterization() : Parameterization("NTK")
    {
        internal override (double, double) Of(Place place, int fanIn, int fanOut, double sigma) => (sigma / Math.Sqrt(fanIn), 1);
    }

    sealed record StandardParameterization() : Parameterization("standard")
    {
        internal override (double, double) Of(Place place, int fanIn, int fanOut, double sigma) => (1, sigma / Math.Sqrt(fanIn));

        internal override (double, double) OfBias(Place place, int width, double sigma) => (1, sigma);
    }

    sealed record MeanFieldParameterization() : Parameterization("mean-field")
    {
        internal override (double, double) Of(Place place, int fanIn, int fanOut, double sigma) =>
            (place == Place.Last ? sigma / fanIn : sigma / Math.Sqrt(fanIn), 1);

        internal override (double, double) RateOfBias(Place place, int fanIn, int width) => (place == Place.Last ? 1.0 / fanIn : 1, 1);
    }

    sealed record MaximalUpdateParameterization() : Parameterization("muP")
    {
        internal override (double, double) Of(Place place, int fanIn, int fanOut, double sigma) => place switch
        {
            Place.First => (Math.Sqrt(fanOut / (double)fanIn), sigma / Math.Sqrt(fanOut)),
            Place.Hidden => (1, sigma / Math.Sqrt(fanIn)),
            _ => (1 / Math.Sqrt(fanIn), sigma / Math.Sqrt(fanIn)),
        };

        internal override (double, double) OfBias(Place place, int width, double sigma) =>
            place == Place.Last ? (sigma, 1) : (sigma * Math.Sqrt(width), 1 / Math.Sqrt(width));

        internal override (double, double) RateOfWeights(Place place, int fanIn, int fanOut) => (1, place switch
        {
            Place.First => Math.Sqrt(fanIn / (double)fanOut),
            Place.Hidden => 1.0 / fanIn,
            _ => 1 / Math.Sqrt(fanIn),
        });

        internal override (double, double) RateOfBias(Place place, int fanIn, int width) =>
            (1, place == Place.Last ? 1 : 1 / Math.Sqrt(width));
    }
}
