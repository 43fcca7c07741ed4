using Dynamics.Architectures;

namespace Dynamics.Experiments;

/// <summary>
/// The small convolutional network of phase 3, after LeCun et al. 1998: on 28 x 28 grey images and ten classes, 44,426 parameters.
/// </summary>
public static class LeNet
{
    const double BiasVariance = .01;

    /// <summary>
    /// Two 5 x 5 convolutions to 6 and 16 channels, each followed by tanh and average pooling, then 256-120-84-10 with tanh.
    /// </summary>
    public static Architecture Architecture { get; } = new(Shape.Image(1, 28, 28),
        Convolution(6), Tanh, new AveragePooling(2), Convolution(16), Tanh,
        new AveragePooling(2), new Flatten(), Dense(120), Tanh, Dense(84), Tanh, Dense(10));

    static Activated Tanh => new(Activations.Tanh);

    static Convolution Convolution(int channels) => new(channels, 5, Padding.Valid, BiasVariance: BiasVariance);

    static Dense Dense(int width) => new(width, BiasVariance: BiasVariance);
}
