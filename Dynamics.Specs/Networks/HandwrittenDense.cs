using Dynamics.Networks;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// A fully connected network with the activation s / (1 + exp(−s)), written by hand over any floating-point type, with loops and
/// none of Core's layers: y = W x / √n + b. θ holds, layer by layer, W, outputs × inputs, row by row, and then b.
/// </summary>
/// <param name="widths">From the inputs to the outputs.</param>
public sealed class HandwrittenDense<T>(params int[] widths) : IDifferentiableModel
    where T : struct, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    public int ParameterCount => Offset(Depth);

    public int InputCount => widths[0];

    public int OutputCount => widths[^1];

    public double UnitRoundoff => double.CreateChecked(T.BitIncrement(T.One) - T.One) / 2;

    public Matrix<double> Outputs(Vector<double> theta, Matrix<double> x)
    {
        var weights = Numbers(theta);
        return ByExample(x, i => Forward(weights, Numbers(x.Row(i))).Sums[^1]);
    }

    public Matrix<double> JacobianVectorProduct(Vector<double> theta, Matrix<double> x, Vector<double> u)
    {
        var (weights, moved) = (Numbers(theta), Numbers(u));
        return ByExample(x, i => Along(weights, moved, Forward(weights, Numbers(x.Row(i)))).Sums[^1]);
    }

    public Vector<double> TransposedJacobianVectorProduct(Vector<double> theta, Matrix<double> x, Matrix<double> v)
    {
        var (weights, gradient) = (Numbers(theta), new T[ParameterCount]);
        for (var i = 0; i < x.RowCount; i++)
        {
            var (state, delta) = (Forward(weights, Numbers(x.Row(i))), Numbers(v.Row(i)));
            for (var layer = Depth - 1; layer >= 0; layer--)
            {
                AddOuter(gradient, layer, delta, state.Inputs[layer]);
                if (layer > 0) delta = Times(Back(weights, layer, delta), Map(state.Sums[layer - 1], Slope));
            }
        }
        return Doubles(gradient);
    }

    public Vector<double> CurvatureVectorProduct(Vector<double> theta, Matrix<double> x, Matrix<double> v, Vector<double> u)
    {
        var (weights, moved, gradient) = (Numbers(theta), Numbers(u), new T[ParameterCount]);
        for (var i = 0; i < x.RowCount; i++)
        {
            var state = Forward(weights, Numbers(x.Row(i)));
            var along = Along(weights, moved, state);
            var (delta, deltaMoved) = (Numbers(v.Row(i)), new T[OutputCount]);
            for (var layer = Depth - 1; layer >= 0; layer--)
            {
                AddOuter(gradient, layer, deltaMoved, state.Inputs[layer]);
                AddOuter(gradient, layer, delta, along.Inputs[layer], withBias: false);
                if (layer == 0) break;
                var (back, sums) = (Back(weights, layer, delta), state.Sums[layer - 1]);
                deltaMoved = Plus(
                    Times(Plus(Back(moved, layer, delta), Back(weights, layer, deltaMoved)), Map(sums, Slope)),
                    Times(Times(back, Map(sums, Bend)), along.Sums[layer - 1]));
                delta = Times(back, Map(sums, Slope));
            }
        }
        return Doubles(gradient);
    }

    public override string ToString() => $"a dense network written by hand, {string.Join('-', widths)}, computed in {typeof(T).Name}";

    /// <summary>What enters each layer, and what it adds up.</summary>
    readonly record struct State(T[][] Inputs, T[][] Sums);

    int Depth => widths.Length - 1;

    static T Gate(T s) => T.One / (T.One + T.Exp(-s));

    static T Phi(T s) => s * Gate(s);

    static T Slope(T s) => Gate(s) + s * Gate(s) * (T.One - Gate(s));

    static T Bend(T s) => Gate(s) * (T.One - Gate(s)) * (T.One + T.One + s * (T.One - Gate(s) - Gate(s)));

    State Forward(T[] theta, T[] x)
    {
        var state = new State(new T[Depth][], new T[Depth][]);
        for (var layer = 0; layer < Depth; layer++)
        {
            state.Inputs[layer] = layer == 0 ? x : Map(state.Sums[layer - 1], Phi);
            state.Sums[layer] = Affine(theta, layer, state.Inputs[layer]);
        }
        return state;
    }

    /// <summary>How the state moves with θ along u.</summary>
    State Along(T[] theta, T[] u, State state)
    {
        var moved = new State(new T[Depth][], new T[Depth][]);
        for (var layer = 0; layer < Depth; layer++)
        {
            moved.Inputs[layer] = layer == 0 ? new T[InputCount] : Times(Map(state.Sums[layer - 1], Slope), moved.Sums[layer - 1]);
            moved.Sums[layer] = Plus(Affine(u, layer, state.Inputs[layer]), Affine(theta, layer, moved.Inputs[layer], withBias: false));
        }
        return moved;
    }

    T[] Affine(T[] theta, int layer, T[] x, bool withBias = true)
    {
        var (offset, y) = (Offset(layer), new T[widths[layer + 1]]);
        for (var j = 0; j < y.Length; j++)
        {
            var row = theta.AsSpan(offset + j * x.Length, x.Length);
            var sum = T.Zero;
            for (var i = 0; i < row.Length; i++) sum += row[i] * x[i];
            y[j] = sum * Scale(layer) + (withBias ? theta[offset + y.Length * x.Length + j] : T.Zero);
        }
        return y;
    }

    T[] Back(T[] theta, int layer, T[] delta)
    {
        var (offset, x) = (Offset(layer), new T[widths[layer]]);
        for (var j = 0; j < delta.Length; j++)
        {
            var row = theta.AsSpan(offset + j * x.Length, x.Length);
            var scaled = delta[j] * Scale(layer);
            for (var i = 0; i < row.Length; i++) x[i] += row[i] * scaled;
        }
        return x;
    }

    void AddOuter(T[] gradient, int layer, T[] delta, T[] x, bool withBias = true)
    {
        var offset = Offset(layer);
        for (var j = 0; j < delta.Length; j++)
        {
            var row = gradient.AsSpan(offset + j * x.Length, x.Length);
            var scaled = delta[j] * Scale(layer);
            for (var i = 0; i < row.Length; i++) row[i] += scaled * x[i];
            if (withBias) gradient[offset + delta.Length * x.Length + j] += delta[j];
        }
    }

    int Offset(int layer) => Enumerable.Range(0, layer).Sum(below => (widths[below] + 1) * widths[below + 1]);

    T Scale(int layer) => T.One / T.Sqrt(T.CreateChecked(widths[layer]));

    static T[] Map(T[] x, Func<T, T> f) => Array.ConvertAll(x, value => f(value));

    static T[] Plus(T[] a, T[] b) => [.. a.Zip(b, (x, y) => x + y)];

    static T[] Times(T[] a, T[] b) => [.. a.Zip(b, (x, y) => x * y)];

    static T[] Numbers(Vector<double> x) => x.ToArray() is T[] same ? same : Array.ConvertAll(x.ToArray(), T.CreateChecked);

    static Vector<double> Doubles(T[] x) => Vector<double>.Build.Dense(x as double[] ?? Array.ConvertAll(x, double.CreateChecked));

    static Matrix<double> ByExample(Matrix<double> x, Func<int, T[]> outputs) =>
        Matrix<double>.Build.DenseOfRows(Enumerable.Range(0, x.RowCount).Select(i => Array.ConvertAll(outputs(i), double.CreateChecked)));
}
