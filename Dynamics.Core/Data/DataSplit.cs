namespace Dynamics.Data;

/// <summary>The two parts of a data set in the MNIST layout.</summary>
public enum DataSplit
{
    /// <summary>What a model is trained on: the files <c>train-*</c>.</summary>
    Train,

    /// <summary>What it is tested on: the files <c>t10k-*</c>.</summary>
    Test,
}
