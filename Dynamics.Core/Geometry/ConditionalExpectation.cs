using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry;

/// <summary>The expectation of a predictor with a head: examples uniformly, then the head's rule at their outputs.</summary>
static class ConditionalExpectation
{
    public static ExpectationRule Of(IConditionalModel model, Vector<double> parameters)
    {
        var examples = model.Predictor.ExampleCount;
        List<double> outcomes = [], weights = [];
        double truncationError = 0;
        for (var example = 0; example < examples; example++)
        {
            var labels = model.Head.Expectation(Outputs(model.Predictor, parameters, example));
            for (var i = 0; i < labels.Count; i++)
            {
                outcomes.Add(example);
                outcomes.AddRange(labels.Outcome(i));
                weights.Add(labels.Weight(i) / examples);
            }
            truncationError += labels.TruncationError / examples;
        }
        return new([.. outcomes], [.. weights], truncationError);
    }

    public static Vector<double> Outputs(IPredictor predictor, Vector<double> parameters, int example)
    {
        Real[] point = [.. parameters.Select(Real.Constant)];
        var outputs = new Real[predictor.OutputCount];
        predictor.Predict<Real>(point, example, outputs);
        return Vector<double>.Build.Dense(outputs.Length, k => outputs[k].Value);
    }
}
