namespace Dynamics.Data;

/// <summary>
/// The first 2,560 training and 512 test images of Fashion-MNIST, 28 x 28 grey in 10 classes, that travel with this library.
/// </summary>
/// <remarks>Source: H. Xiao, K. Rasul and R. Vollgraf, Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine Learning
/// Algorithms, 2017. Copyright 2017 Zalando SE, MIT licence, beside the files.</remarks>
public static class FashionMnistSubset
{
    /// <summary>The folder with its four IDX files, below that of the running program: what
    /// <see cref="LabelledImages.Load"/> reads.</summary>
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Data", "fashion-mnist");
}
