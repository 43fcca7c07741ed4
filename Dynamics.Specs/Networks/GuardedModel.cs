using Dynamics.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A model from elsewhere, of which each answer is looked at: it has the announced shape, and nothing that the model was given has
/// changed.
/// </summary>
sealed class GuardedModel(IDifferentiableModel model) : IDifferentiableModel
{
    public int ParameterCount => model.ParameterCount;

    public int InputCount => model.InputCount;

    public int OutputCount => model.OutputCount;

    public double UnitRoundoff => model.UnitRoundoff;

    public Matrix<double> Outputs(Vector<double> parameters, Matrix<double> inputs) => Answer(
        nameof(Outputs), () => model.Outputs(parameters, inputs), inputs.RowCount, OutputCount, parameters, inputs);

    public Matrix<double> JacobianVectorProduct(Vector<double> parameters, Matrix<double> inputs, Vector<double> direction) => Answer(
        nameof(JacobianVectorProduct), () => model.JacobianVectorProduct(parameters, inputs, direction), inputs.RowCount, OutputCount,
        parameters, inputs, direction);

    public Vector<double> TransposedJacobianVectorProduct(Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent) =>
        Answer(
        nameof(TransposedJacobianVectorProduct), () => model.TransposedJacobianVectorProduct(parameters, inputs, cotangent),
        parameters, inputs, cotangent);

    public Vector<double> CurvatureVectorProduct(
        Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent, Vector<double> direction) => Answer(
        nameof(CurvatureVectorProduct), () => model.CurvatureVectorProduct(parameters, inputs, cotangent, direction),
        parameters, inputs, cotangent, direction);

    public Matrix<double> TangentKernel(Vector<double> parameters, Matrix<double> inputs) => Answer(
        nameof(TangentKernel), () => model.TangentKernel(parameters, inputs), inputs.RowCount * OutputCount, inputs.RowCount * OutputCount,
        parameters, inputs);

    public override string ToString() => $"{model}";

    static Matrix<double> Answer(string call, Func<Matrix<double>> ask, int rows, int columns, params object[] given)
    {
        var answer = Untouched(call, ask, given);
        return (answer.RowCount, answer.ColumnCount) == (rows, columns) ? answer
            : throw new InvalidOperationException(
                $"{call} returned {answer.RowCount} x {answer.ColumnCount} numbers; {rows} x {columns} are due.");
    }

    Vector<double> Answer(string call, Func<Vector<double>> ask, params object[] given)
    {
        var answer = Untouched(call, ask, given);
        return answer.Count == ParameterCount ? answer
            : throw new InvalidOperationException($"{call} returned {answer.Count} numbers; P = {ParameterCount} are due.");
    }

    static T Untouched<T>(string call, Func<T> ask, object[] given)
    {
        var before = given.Select(Numbers).ToArray();
        var answer = ask();
        for (var i = 0; i < given.Length; i++)
        {
            if (!Numbers(given[i]).AsSpan().SequenceEqual(before[i]))
                throw new InvalidOperationException(
                    $"{call} wrote to its argument {i + 1}, a model must leave what it is given as it is.");
        }
        return answer ?? throw new InvalidOperationException($"{call} returned null.");
    }

    static double[] Numbers(object given) => given is Vector<double> vector
        ? vector.ToArray() : ((Matrix<double>)given).ToColumnMajorArray();
}
