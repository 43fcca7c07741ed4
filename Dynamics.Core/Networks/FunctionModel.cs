using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>
/// A function of one's own as a differentiable model, its derivatives by dual numbers: exact, at the price of an evaluation for each
/// parameter of each example where a network needs one pass. It may be shared between threads, if the function may.
/// </summary>
public sealed class FunctionModel : IDifferentiableModel
{
    readonly IParametricFunction _function;

    /// <summary>Makes a model of a function.</summary>
    /// <param name="function">f.</param>
    /// <exception cref="ArgumentException">There is none, or it has no parameter, no input or no output.</exception>
    public FunctionModel(IParametricFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        Require.AtLeast(function.ParameterCount, 1, "function.ParameterCount");
        Require.AtLeast(function.InputCount, 1, "function.InputCount");
        Require.AtLeast(function.OutputCount, 1, "function.OutputCount");
        _function = function;
    }

    /// <inheritdoc/>
    public int ParameterCount => _function.ParameterCount;

    /// <inheritdoc/>
    public int InputCount => _function.InputCount;

    /// <inheritdoc/>
    public int OutputCount => _function.OutputCount;

    /// <inheritdoc/>
    public Matrix<double> Outputs(Vector<double> parameters, Matrix<double> inputs)
    {
        RequireBatch(parameters, inputs);
        Real[] theta = [.. parameters.Select(Real.Constant)];
        return Rows<Real>(inputs, theta, output => output.Value);
    }

    /// <inheritdoc/>
    public Matrix<double> JacobianVectorProduct(Vector<double> parameters, Matrix<double> inputs, Vector<double> direction)
    {
        RequireBatch(parameters, inputs);
        Require.Parameters(direction, ParameterCount, nameof(direction), this);
        Dual[] theta = [.. parameters.Zip(direction, (value, along) => new Dual(value, along))];
        return Rows<Dual>(inputs, theta, output => output.Derivative);
    }

    /// <inheritdoc/>
    public Vector<double> TransposedJacobianVectorProduct(Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent)
    {
        RequireBatch(parameters, inputs);
        RequireCotangent(cotangent, inputs);
        Dual[] theta = [.. parameters.Select(Dual.Constant)];
        return Vector<double>.Build.Dense(ParameterCount, p =>
        {
            theta[p] = new(parameters[p], 1);
            var slopes = Rows<Dual>(inputs, theta, output => output.Derivative);
            theta[p] = Dual.Constant(parameters[p]);
            return Product(slopes, cotangent);
        });
    }

    /// <inheritdoc/>
    public Vector<double> CurvatureVectorProduct(
        Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent, Vector<double> direction)
    {
        RequireBatch(parameters, inputs);
        RequireCotangent(cotangent, inputs);
        Require.Parameters(direction, ParameterCount, nameof(direction), this);
        HyperDual[] theta = [.. parameters.Zip(direction, (value, along) => new HyperDual(value, 0, along, 0))];
        return Vector<double>.Build.Dense(ParameterCount, p =>
        {
            theta[p] = theta[p] with { First1 = 1 };
            var bends = Rows<HyperDual>(inputs, theta, output => output.Second);
            theta[p] = theta[p] with { First1 = 0 };
            return Product(bends, cotangent);
        });
    }

    /// <inheritdoc/>
    public override string ToString() => $"{_function}";

    /// <summary>A part of the outputs, N x K.</summary>
    Matrix<double> Rows<TScalar>(Matrix<double> inputs, TScalar[] theta, Func<TScalar, double> part)
        where TScalar : struct, IScalar<TScalar>
    {
        var (rows, outputs) = (Matrix<double>.Build.Dense(inputs.RowCount, OutputCount), new TScalar[OutputCount]);
        for (var i = 0; i < inputs.RowCount; i++)
        {
            _function.Evaluate<TScalar>(theta, inputs.Row(i).ToArray(), outputs);
            for (var k = 0; k < outputs.Length; k++) rows[i, k] = part(outputs[k]);
        }

        return rows;
    }

    static double Product(Matrix<double> a, Matrix<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.RowCount; i++)
            for (var k = 0; k < a.ColumnCount; k++) sum = Math.FusedMultiplyAdd(a[i, k], b[i, k], sum);
        return sum;
    }

    void RequireBatch(Vector<double> parameters, Matrix<double> inputs)
    {
        Require.Parameters(parameters, ParameterCount, nameof(parameters), this);
        ArgumentNullException.ThrowIfNull(inputs);
        Require.AtLeast(inputs.RowCount, 1, "inputs.RowCount");
        Require.Shape(inputs, inputs.RowCount, InputCount, nameof(inputs));
        Require.Finite(inputs, nameof(inputs));
    }

    void RequireCotangent(Matrix<double> cotangent, Matrix<double> inputs)
    {
        Require.Shape(cotangent, inputs.RowCount, OutputCount, nameof(cotangent));
        Require.Finite(cotangent, nameof(cotangent));
    }
}
