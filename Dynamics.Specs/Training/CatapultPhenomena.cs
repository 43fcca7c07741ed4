using Dynamics.Architectures;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using Dynamics.Training;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Training;

/// <summary>
/// The catapult of a network with one hidden ReLU layer on several examples, for which the recursion of two numbers is no theorem.
/// </summary>
[Chapter("Training dynamics")]
public sealed class CatapultPhenomena
{
    const int Examples = 8, Inputs = 4, Width = 1024, Steps = 400;

    readonly Runs<Thrown> _thrown = new(replicate => Throw(replicate, 3, slower: 1));

    [Phenomenon("N24d",
        @"\eta \lambda_0 - \eta \lambda_T > 0, \quad \max_t \mathcal{L}_t \ge 2 \mathcal{L}_0, \; \mathcal{L}_T \le \mathcal{L}_0 / 10",
        Source = "Lewkowycz et al. 2020",
        Given = "one hidden ReLU layer of width 1024, NTK parameterisation, 8 normal examples in 4 dimensions, "
            + "mean squared loss, η λ₀ = 3, 400 steps; λ is the largest eigenvalue of the tangent kernel over 8; a run whose loss does "
            + "not double first and then fall to a tenth shows nothing; at width 256 it sharpens again and may end at 2.03; "
            + "the null is a kernel that stays",
        Within = nameof(BelowTheEdge), RestsOn = ["N24b"])]
    public Measurement A_catapulted_ReLU_network_ends_with_a_kernel_below_two_over_the_step(Replicate replicate) =>
        EndsBelow(_thrown[replicate].IsCatapult ? _thrown[replicate].Fall : Math.Min(0, _thrown[replicate].Fall));

    [Rival(nameof(A_catapulted_ReLU_network_ends_with_a_kernel_below_two_over_the_step),
        "the kernel moves by as much whatever the step: a tenth of it, for ten times as long, whether or not the loss rises")]
    public Measurement Kernel_after_small_steps(Replicate replicate) => EndsBelow(Throw(replicate, 3, slower: 10).Fall);

    [Rival(nameof(A_catapulted_ReLU_network_ends_with_a_kernel_below_two_over_the_step), 
        "any step throws it by the same share: half of it, the fall twice, whether or not the loss rises")]
    public Measurement Kernel_after_a_stable_step(Replicate replicate) => EndsBelow(2 * Throw(replicate, 1.5, slower: 1).Fall);

    static Rule BelowTheEdge => Margin.Of(1, "from 3 to the edge of stability, 2, below which the loss of a wide network can fall");

    static Measurement EndsBelow(double fall) => Measure.Above("fall of ηλ", fall, "a kernel that stays", 0);

    /// <param name="scaled">η λ at the start.</param>
    /// <param name="slower">By what the step is divided, and the number of steps multiplied.</param>
    static Thrown Throw(Replicate replicate, double scaled, int slower)
    {
        var stream = replicate.Stream.Substream("catapult");
        var network = new Network(new(Shape.Vector(Inputs), new Dense(Width, 2), new Activated(Activations.Relu), new Dense(1)));
        var inputs = stream.Substream("inputs").NormalMatrix(Examples, Inputs);
        var targets = stream.Substream("targets").NormalMatrix(Examples, 1);
        var start = network.DrawParameters(stream.Substream("weights"));
        var rate = scaled / Kernel(start);
        var objective = Objective.Mean(network, Loss.Squared, inputs, targets);
        var run = new TrainingRun(new FullBatch(objective), new GradientDescent(rate / slower), start);
        List<double> losses = [];
        run.Run(Steps * slower, it => losses.Add(it.Loss));
        return new(scaled - rate * Kernel(run.Parameters), losses.Max() >= 2 * losses[0] && losses[^1] <= losses[0] / 10);

        double Kernel(Vector<double> theta) =>
            network.TangentKernel(theta, inputs).Evd(Symmetricity.Symmetric).EigenValues.Real().Maximum() / Examples;
    }

    /// <param name="Fall">What η λ falls by, with the η of the large step.</param>
    /// <param name="IsCatapult">Whether the loss doubled and then fell to a tenth.</param>
    sealed record Thrown(double Fall, bool IsCatapult);
}
