using Dynamics.RichRegime;
using Dynamics.Specs.Laws;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>A homogeneous network at some weights, on a few examples with signs.</summary>
public sealed class NetworkOnSigns
{
    readonly Matrix<double> _inputs;
    readonly double[] _labels;
    readonly Vector<double> _parameters;
    readonly HomogeneousPass _pass;

    NetworkOnSigns(HomogeneousNetwork network, int layers, Matrix<double> inputs, double[] labels, Vector<double> parameters)
    {
        (Network, Layers, _inputs, _labels, _parameters) = (network, layers, inputs, labels, parameters);
        _pass = network.Pass([.. parameters], inputs, Pulls);
    }

    public static Subjects<NetworkOnSigns> Subjects => new(
        from layers in Gen.Choose(1, 3)
        from width in Gen.Choose(1, 5)
        from power in Gen.Choose(1, 2)
        from examples in Gen.Choose(2, 6)
        let network = new HomogeneousNetwork(2, [.. Enumerable.Repeat(width, layers)], power)
        from inputs in Drawn.Matrix(examples, 2, -1, 1)
        from labels in Gen.Elements(-1.0, 1.0).ArrayOf(examples)
        from parameters in Drawn.Vector(network.ParameterCount, -1, 1)
        from isFitted in Gen.Elements(true, true, true, false)
        select isFitted ? Fitted(network, layers + 1, inputs, labels, parameters)
            : new NetworkOnSigns(network, layers + 1, inputs, labels, parameters),
        subject => Simpler.Vector(subject._parameters)
            .Select(parameters => new NetworkOnSigns(subject.Network, subject.Layers, subject._inputs, subject._labels, parameters)),
        subject => [Trait.Of("network", $"{subject.Network}"), Trait.Of("examples", subject._labels.Length),
            Trait.Of("ℒ < 1", subject.LogInverseLoss > 0 ? "yes" : "no")]);

    public HomogeneousNetwork Network { get; }

    /// <summary>Matrices, the head's row among them.</summary>
    public int Layers { get; }

    public int Examples => _labels.Length;

    /// <summary>log(1/L), L being the sum of the exponential losses.</summary>
    public double LogInverseLoss => -Math.Log(_pass.Outputs.Select((output, i) => Math.Exp(-_labels[i] * output)).Sum());

    /// <summary>(w, -grad log L).</summary>
    public double RadialPull => _parameters * Vector<double>.Build.Dense(_pass.Gradient);

    /// <summary>The mean of y f in the weights of the examples in the loss.</summary>
    public double WeightedMargin => Pulls(_pass.Outputs).Zip(_pass.Outputs).Sum(pair => pair.First * pair.Second);

    /// <summary>
    /// The mean of |f| in the same weights, with all parameters and inputs by their absolute values: what is added up before anything
    /// cancels.
    /// </summary>
    public double AddedUp => Network.Pass([.. _parameters.PointwiseAbs()], _inputs.PointwiseAbs(), Pulls).Outputs
        .Zip(Pulls(_pass.Outputs), (output, pull) => output * Math.Abs(pull)).Sum();

    public override string ToString() => $"{Network} on {Examples} examples at [{string.Join(", ", _parameters)}]";

    /// <summary>
    /// The signs of the outputs for labels, and weights so long that the loss is below 1; as drawn, where an output is nearly zero.
    /// </summary>
    static NetworkOnSigns Fitted(
        HomogeneousNetwork network, int layers, Matrix<double> inputs, double[] labels, Vector<double> parameters)
    {
        var outputs = network.Pass([.. parameters], inputs, f => f).Outputs;
        var least = outputs.Min(Math.Abs);
        return least < 1e-3 ? new(network, layers, inputs, labels, parameters)
            : new(network, layers, inputs, [.. outputs.Select(f => (double)Math.Sign(f))],
                parameters * Math.Pow(Math.Log(2 * outputs.Length) / least, 1.0 / network.Degree));
    }

    double[] Pulls(double[] outputs)
    {
        var losses = outputs.Select((output, i) => Math.Exp(-_labels[i] * output)).ToArray();
        return [.. losses.Select((loss, i) => _labels[i] * loss / losses.Sum())];
    }
}
