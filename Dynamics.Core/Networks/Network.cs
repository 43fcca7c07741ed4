using Dynamics.Architectures;
using Dynamics.Geometry;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Networks;

/// <summary>
/// An architecture at finite width: f(x; theta), with theta one flat vector of named blocks. It may be shared between threads.
/// </summary>
public sealed class Network : IDifferentiableModel
{
    readonly FiniteLayer _layer;

    /// <summary>Reads an architecture.</summary>
    /// <param name="architecture">Its layers.</param>
    /// <param name="parameterization">How sizes enter; <see cref="Parameterization.Ntk"/> where nothing is said.</param>
    public Network(Architecture architecture, Parameterization? parameterization = null)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        (Architecture, Parameterization) = (architecture, parameterization ?? Parameterization.Ntk);
        (_layer, Blocks) = FiniteReading.Of(Architecture, Parameterization);
        ParameterCount = Blocks.Sum(block => block.Count);
    }

    /// <summary>What it is made of.</summary>
    public Architecture Architecture { get; }

    /// <summary>How sizes enter.</summary>
    public Parameterization Parameterization { get; }

    /// <summary>The parts of theta, in order.</summary>
    public IReadOnlyList<ParameterBlock> Blocks { get; }

    /// <inheritdoc/>
    public int ParameterCount { get; }

    /// <inheritdoc/>
    public int InputCount => Architecture.Input.Size;

    /// <inheritdoc/>
    public int OutputCount => Architecture.Output.Size;

    /// <summary>
    /// Draws theta, length P: every block from its own substream, so that a layer's weights do not depend on the others.
    /// </summary>
    /// <param name="stream">The randomness.</param>
    public Vector<double> DrawParameters(RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var theta = new double[ParameterCount];
        foreach (var block in Blocks)
        {
            var values = block.In(theta).Values;
            stream.Substream(block.Name).FillNormal(values);
            foreach (ref var value in values) value *= block.StandardDeviation;
        }
        return Vector<double>.Build.Dense(theta);
    }

    /// <inheritdoc/>
    public Matrix<double> Outputs(Vector<double> parameters, Matrix<double> inputs)
    {
        using var workspace = new Workspace();
        return Evaluate(parameters, inputs, pulledBack: false).Output.Value.ToMatrix();
    }

    /// <inheritdoc/>
    public Matrix<double> JacobianVectorProduct(Vector<double> parameters, Matrix<double> inputs, Vector<double> direction)
    {
        using var workspace = new Workspace();
        return EvaluateAlong(parameters, inputs, direction, pulledBack: false).Output.Tangent.ToMatrix();
    }

    /// <inheritdoc/>
    public Vector<double> TransposedJacobianVectorProduct(Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent)
    {
        using var workspace = new Workspace();
        var evaluation = Evaluate(parameters, inputs);
        RequireCotangent(cotangent, inputs);
        var sink = new GradientSink<Plain>(Blocks.Count);
        evaluation.PullBack(new(Block.Of(cotangent)), sink);
        return Flat(sink.Gradient, block => block.Value);
    }

    /// <inheritdoc/>
    public Vector<double> CurvatureVectorProduct(
        Vector<double> parameters, Matrix<double> inputs, Matrix<double> cotangent, Vector<double> direction)
    {
        using var workspace = new Workspace();
        var evaluation = EvaluateAlong(parameters, inputs, direction, pulledBack: true);
        RequireCotangent(cotangent, inputs);
        var sink = new GradientSink<Moving>(Blocks.Count);
        evaluation.PullBack(Moving.Still(Block.Of(cotangent)), sink);
        return Flat(sink.Gradient, block => block.Tangent);
    }

    /// <summary>
    /// A function of the outputs, and its gradient in theta into a vector that is there; neither is finite where the outputs are too
    /// large.
    /// </summary>
    internal double ValueAndGradient(
        Vector<double> parameters, Matrix<double> inputs, Func<Block, (double Value, Block Derivative)> function, Vector<double> gradient)
    {
        using var workspace = new Workspace();
        var evaluation = Evaluate(parameters, inputs);
        var (value, derivative) = function(evaluation.Output.Value);
        var sink = new GradientSink<Plain>(Blocks.Count);
        evaluation.PullBack(new(derivative), sink);
        if (gradient.AsArray() is { } storage) Gather(sink.Gradient, block => block.Value, storage);
        else Flat(sink.Gradient, block => block.Value).CopyTo(gradient);
        return value;
    }

    /// <inheritdoc/>
    public Matrix<double> TangentKernel(Vector<double> parameters, Matrix<double> inputs) =>
        EmpiricalNtk.Full(this, parameters, inputs).Matrix;

    /// <inheritdoc/>
    public override string ToString() => $"{Architecture} ({Parameterization})";

    internal Evaluation<Plain> Evaluate(Vector<double> parameters, Matrix<double> inputs, bool pulledBack = true)
    {
        RequireBatch(parameters, inputs);
        var theta = parameters.AsArray() ?? parameters.ToArray();
        return _layer.Evaluate(
            new Plain(Block.Of(inputs)), new Parameters<Plain>([.. Blocks.Select(block => new Plain(block.In(theta)))], pulledBack));
    }

    Evaluation<Moving> EvaluateAlong(Vector<double> parameters, Matrix<double> inputs, Vector<double> direction, bool pulledBack)
    {
        RequireBatch(parameters, inputs);
        Require.Length(direction, ParameterCount, nameof(direction), this);
        Require.Finite(direction, nameof(direction));
        var (theta, u) = (parameters.AsArray() ?? parameters.ToArray(), direction.AsArray() ?? direction.ToArray());
        return _layer.Evaluate(
            Moving.Still(Block.Of(inputs)), new Parameters<Moving>(
                [.. Blocks.Select(block => new Moving(block.In(theta), block.In(u)))], pulledBack));
    }

    void RequireBatch(Vector<double> parameters, Matrix<double> inputs)
    {
        Require.Length(parameters, ParameterCount, nameof(parameters), this);
        Require.Finite(parameters, nameof(parameters));
        ArgumentNullException.ThrowIfNull(inputs);
        Require.AtLeast(inputs.RowCount, 1, "inputs.RowCount");
        Require.Shape(inputs, inputs.RowCount, Architecture.Input.Size, nameof(inputs));
        Require.Finite(inputs, nameof(inputs));
    }

    void RequireCotangent(Matrix<double> cotangent, Matrix<double> inputs)
    {
        Require.Shape(cotangent, inputs.RowCount, OutputCount, nameof(cotangent));
        Require.Finite(cotangent, nameof(cotangent));
    }

    Vector<double> Flat<TBatch>(TBatch[] gradient, Func<TBatch, Block> part)
    {
        var flat = new double[ParameterCount];
        Gather(gradient, part, flat);
        return Vector<double>.Build.Dense(flat);
    }

    void Gather<TBatch>(TBatch[] gradient, Func<TBatch, Block> part, double[] flat)
    {
        for (var i = 0; i < gradient.Length; i++) part(gradient[i]).Values.CopyTo(Blocks[i].In(flat).Values);
    }
}
