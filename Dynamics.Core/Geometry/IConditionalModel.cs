namespace Dynamics.Geometry;

/// <summary>
/// A predictor with a head: p(i, y | theta) = 1/N p_head(y | f(x_i; theta)). The examples are drawn uniformly, so that its Fisher
/// information is that of the mean over examples; an outcome is the index i of the example followed by the head's outcome.
/// The head is itself a statistical model, whose parameters are the outputs.
/// </summary>
public interface IConditionalModel : IStatisticalModel
{
    /// <summary>f.</summary>
    IPredictor Predictor { get; }

    /// <summary>The head, with as many parameters as the predictor has outputs.</summary>
    IStatisticalModel Head { get; }
}
