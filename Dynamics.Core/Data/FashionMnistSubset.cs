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

    /// <summary>One part of it.</summary>
    /// <param name="split">Which.</param>
    /// <param name="first">How many images, from the first on; all where it is not given.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is less than 1 or more than there are.</exception>
    public static LabelledImages Load(DataSplit split, int? first = null) => LabelledImages.Load(Folder, split, first);
}
