using Dynamics.Networks;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>The sum of a loss over examples, written down once more over any scalar.</summary>
public sealed class ScalarObjective(NetworkAtPoint at, Loss loss, Matrix<double> targets) : IScalarFunction
{
    readonly ScalarNetwork _network = new(at.Bounded, at.Inputs, at.Cotangent);

    public T Evaluate<T>(ReadOnlySpan<T> x)
        where T : struct, IScalar<T>
    {
        var theta = x.ToArray();
        var sum = T.Constant(0);
        for (var i = 0; i < at.Inputs.RowCount; i++)
            sum += loss.Of<T>(_network.Outputs(theta, at.Inputs.Row(i)), targets.Row(i).ToArray());
        return sum;
    }
}
