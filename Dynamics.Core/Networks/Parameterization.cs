namespace Dynamics.Networks;

/// <summary>Where a layer with weights stands.</summary>
enum Place
{
    First,
    Hidden,
    Last,
}

/// <summary>
/// How the size of a layer enters: a layer computes multiplier W x with the entries of W drawn with a standard deviation.
/// </summary>
/// <param name="Name">As it is printed.</param>
public abstract record Parameterization(string Name)
{
    /// <summary>sigma_w / sqrt(fan_in) W x with W ~ N(0, 1) (Jacot et al. 2018). What is meant where nothing is said.</summary>
    public static Parameterization Ntk { get; } = new NtkParameterization();

    /// <summary>W x with W ~ N(0, sigma_w^2 / fan_in).</summary>
    public static Parameterization Standard { get; } = new StandardParameterization();

    /// <summary>
    /// As NTK, but the last layer divides by fan_in instead of its root (Mei, Montanari and Nguyen 2018; Chizat and Bach 2018).
    /// </summary>
    public static Parameterization MeanField { get; } = new MeanFieldParameterization();

    /// <summary>
    /// Maximal update, for plain gradient descent (Yang and Hu 2021, table 1): weights ~ N(0, sigma_w^2 / n), multipliers sqrt(n /
    /// inputs), 1, 1 / sqrt(n).
    /// </summary>
    public static Parameterization MaximalUpdate { get; } = new MaximalUpdateParameterization();

    /// <inheritdoc/>
    public sealed override string ToString() => Name;

    internal abstract (double Multiplier, double StandardDeviation) Of(Place place, int fanIn, int fanOut, double sigma);

    /// <summary>Of a bias; the same in all.</summary>
    internal virtual (double Multiplier, double StandardDeviation) OfBias(double sigma) => (sigma, 1);

    sealed record NtkParameterization() : Parameterization("NTK")
    {
        internal override (double, double) Of(Place place, int fanIn, int fanOut, double sigma) => (sigma / Math.Sqrt(fanIn), 1);
    }

    sealed record StandardParameterization() : Parameterization("standard")
    {
        internal override (double, double) Of(Place place, int fanIn, int fanOut, double sigma) => (1, sigma / Math.Sqrt(fanIn));

        internal override (double, double) OfBias(double sigma) => (1, sigma);
    }

    sealed record MeanFieldParameterization() : Parameterization("mean-field")
    {
        internal override (double, double) Of(Place place, int fanIn, int fanOut, double sigma) =>
            (place == Place.Last ? sigma / fanIn : sigma / Math.Sqrt(fanIn), 1);
    }

    sealed record MaximalUpdateParameterization() : Parameterization("muP")
    {
        internal override (double, double) Of(Place place, int fanIn, int fanOut, double sigma) => place switch
        {
            Place.First => (Math.Sqrt(fanOut / (double)fanIn), sigma / Math.Sqrt(fanOut)),
            Place.Hidden => (1, sigma / Math.Sqrt(fanIn)),
            _ => (1 / Math.Sqrt(fanIn), sigma / Math.Sqrt(fanIn)),
        };
    }
}
