using System.Runtime.InteropServices;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Geometry.Families;

/// <summary>
/// A <see cref="SoftmaxRegressionLoss"/> at a point theta; p_i are the class probabilities of example i there. It may be shared between
/// threads.
/// </summary>
public sealed class SoftmaxRegressionPoint
{
    readonly SoftmaxRegressionLoss _loss;
    readonly double[][] _probabilities;

    internal SoftmaxRegressionPoint(SoftmaxRegressionLoss loss, Vector<double> theta)
    {
        _loss = loss;
        _probabilities = Logits(loss, theta);
        var sum = new CompensatedSum();
        var errors = 0;
        for (var example = 0; example < loss.ExampleCount; example++)
        {
            var logits = _probabilities[example];
            var label = loss.LabelOf(example);
            if (Array.IndexOf(logits, logits.Max()) != label)
                errors++;
            sum.Add(-LogProbabilityOf(label, logits));
        }
        Loss = sum.Total / loss.ExampleCount;
        ErrorRate = errors / (double)loss.ExampleCount;
    }

    /// <summary>-1/N sum_i log p_i(y_i), in nats.</summary>
    public double Loss { get; }

    /// <summary>The share of examples whose most probable class, the first of equals, is not their label.</summary>
    public double ErrorRate { get; }

    /// <summary>The gradient 1/N sum_i (p_i - e_{y_i}) (x) (x_i, 1), length P.</summary>
    public Vector<double> Gradient()
    {
        var features = _loss.Columns.Length;
        var gradient = new double[_loss.ParameterCount];
        for (var example = 0; example < _loss.ExampleCount; example++)
            for (var k = 0; k < _loss.ClassCount; k++)
            {
                var residual = k == _loss.LabelOf(example) ? -ProbabilityOfOthers(example, k) : _probabilities[example][k];
                ScaledSum.Add(gradient.AsSpan(k * features, features), residual / _loss.ExampleCount, _loss.Rows[example]);
            }
        return Vector<double>.Build.Dense(gradient);
    }

    /// <summary>
    /// F = 1/N sum_i (diag p_i - p_i p_i^T) (x) (x_i, 1) (x_i, 1)^T, P x P, exactly symmetric; singular, because a shift of all classes
    /// alike changes nothing. As softmax regression is linear in its natural parameters, it is the Hessian of the loss as well.
    /// </summary>
    public Matrix<double> FisherInformation()
    {
        int features = _loss.Columns.Length, parameters = _loss.ParameterCount;
        Require.Room((long)parameters * parameters, nameof(FisherInformation));
        var fisher = new double[parameters * parameters];
        for (var example = 0; example < _loss.ExampleCount; example++)
            for (var a = 0; a < _loss.ClassCount; a++)
                for (var b = 0; b <= a; b++)
                    AddLowerTriangle(
                        fisher, a * features, b * features, Covariance(example, a, b) / _loss.ExampleCount, _loss.Rows[example]);
        for (var a = 0; a < parameters; a += features)
            for (var b = 0; b <= a; b += features)
                Mirror(fisher, a, b);
        return Matrix<double>.Build.Dense(parameters, parameters, fisher);

        void AddLowerTriangle(double[] fisher, int top, int left, double weight, double[] x)
        {
            for (var column = 0; column < features; column++)
                if (x[column] != 0)
                    ScaledSum.Add(
                        fisher.AsSpan((left + column) * parameters + top + column, features - column),
                        weight * x[column], x.AsSpan(column));
        }

        void Mirror(double[] fisher, int top, int left)
        {
            for (var column = 0; column < features; column++)
                for (var row = column; row < features; row++)
                {
                    var entry = fisher[(left + column) * parameters + top + row];
                    fisher[(left + row) * parameters + top + column] = entry;
                    fisher[(top + row) * parameters + left + column] = entry;
                    fisher[(top + column) * parameters + left + row] = entry;
                }
        }
    }

    double Covariance(int example, int a, int b) =>
        _probabilities[example][a] * (a == b ? ProbabilityOfOthers(example, a) : -_probabilities[example][b]);

    static double[][] Logits(SoftmaxRegressionLoss loss, Vector<double> theta)
    {
        var features = loss.Columns.Length;
        var logits = new double[loss.ExampleCount][];
        for (var example = 0; example < logits.Length; example++)
            logits[example] = new double[loss.ClassCount];
        var ofClass = new double[loss.ExampleCount];
        for (var k = 0; k < loss.ClassCount; k++)
        {
            Array.Clear(ofClass);
            for (var feature = 0; feature < features; feature++)
                ScaledSum.Add(ofClass, theta[k * features + feature], loss.Columns[feature]);
            for (var example = 0; example < logits.Length; example++)
                logits[example][k] = ofClass[example];
        }
        return logits;
    }

    /// <summary>1 - p_k as the sum of the others: accurate relative to itself where a class is all but certain.</summary>
    double ProbabilityOfOthers(int example, int k)
    {
        var sum = 0.0;
        for (var other = 0; other < _loss.ClassCount; other++)
            if (other != k) sum += _probabilities[example][other];
        return sum;
    }

    /// <summary>log softmax of the logits at a label; the logits become probabilities.</summary>
    static double LogProbabilityOf(int label, double[] logits)
    {
        var logProbability = LogSumExp.LogSoftmax<Real>(MemoryMarshal.Cast<double, Real>(logits), label).Value;
        var largest = logits.Max();
        double sum = 0;
        for (var k = 0; k < logits.Length; k++)
            sum += logits[k] = Elementary.Exp(logits[k] - largest);
        for (var k = 0; k < logits.Length; k++)
            logits[k] /= sum;
        return logProbability;
    }
}
