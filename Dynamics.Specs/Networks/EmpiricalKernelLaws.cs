using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.Networks;

/// <summary>
/// The empirical neural tangent kernel: how much a step on one example moves the outputs at another. It is the Gram matrix of the
/// gradients, and it is had layer by layer without them.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class EmpiricalKernelLaws : ISubjectsOf<NetworkAtPoint>
{
    public Subjects<NetworkAtPoint> Subjects => NetworkAtPoint.Subjects(NetworkAtPoint.SomeOfEachKind);

    [Law("K1a", LawKind.Identity, @"\Theta(x, x') = J(x) J(x')^\top", Source = "Jacot, Gabriel and Hongler 2018; report eq. 2",
        Given = "the activations are differentiable at the pre-activations; well-conditioned", Within = "roundoff: " + Rows, RestsOn = ["N1a"])]
    public Measurement The_structured_kernel_is_the_Gram_matrix_of_the_gradients(NetworkAtPoint at) => IsTheGramMatrix(at, Theta(at));

    [Mistake(nameof(The_structured_kernel_is_the_Gram_matrix_of_the_gradients), "the last bias left out")]
    public Measurement Without_a_bias_it_is_not(NetworkAtPoint at)
    {
        if (!at.Network.Blocks[^1].Name.EndsWith("bias")) return Measurement.NoCase("there is no bias");
        var square = at.Network.Blocks[^1].Multiplier * at.Network.Blocks[^1].Multiplier;
        var (n, k) = (at.Inputs.RowCount, at.Network.OutputCount);
        return IsTheGramMatrix(at, Theta(at) - Matrix<double>.Build.Dense(n * k, n * k, (i, j) => i % k == j % k ? square : 0));
    }

    [Mistake(nameof(The_structured_kernel_is_the_Gram_matrix_of_the_gradients), "examples and outputs swapped")]
    public Measurement With_its_axes_swapped_it_is_not(NetworkAtPoint at)
    {
        var (n, k) = (at.Inputs.RowCount, at.Network.OutputCount);
        return n == 1 || k == 1 || !at.EveryBlockMatters ? Measurement.NoCase("there is nothing to swap")
            : IsTheGramMatrix(at, Matrix<double>.Build.Dense(n * k, n * k, (i, j) => Theta(at)[i % n * k + i / n, j % n * k + j / n]));
    }

    [Law("K1b", LawKind.Identity, @"\tfrac{1}{K} \mathrm{tr}\, \Theta(x, x') = \tfrac{1}{K} \sum_k \langle \nabla f_k(x), \nabla f_k(x') \rangle", Source = "Novak et al. 2020",
        Given = "the trace over K outputs, divided by K, and the sum over the blocks of parameters", Within = "roundoff: " + Rows, RestsOn = ["K1a"])]
    public Measurement The_trace_form_is_the_sum_of_the_shares_of_the_layers(NetworkAtPoint at) =>
        IsTheTrace(at, EmpiricalNtk.Trace(at.Network, at.Theta, at.Inputs).Matrix);

    [Mistake(nameof(The_trace_form_is_the_sum_of_the_shares_of_the_layers), "1 / K lost")]
    public Measurement Without_the_division_by_the_outputs_it_is_not(NetworkAtPoint at) =>
        at.Network.OutputCount == 1 || !at.EveryBlockMatters ? Measurement.NoCase("one output, or closed gates") : IsTheTrace(at, at.Network.OutputCount * EmpiricalNtk.Trace(at.Network, at.Theta, at.Inputs).Matrix);

    [Law("K2", LawKind.Identity, @"\Theta = \Theta^\top", Source = "Jacot, Gabriel and Hongler 2018", Given = "the same inputs on both sides", Within = Exact.ToTheBit, RestsOn = ["K1a"])]
    public Measurement The_kernel_is_symmetric_to_the_bit(NetworkAtPoint at) => IsSymmetric(Theta(at));

    [Mistake(nameof(The_kernel_is_symmetric_to_the_bit), "gradients at two parameter vectors")]
    public Measurement With_two_parameter_vectors_it_is_not(NetworkAtPoint at)
    {
        if (at.Inputs.RowCount == 1 && at.Network.OutputCount == 1 || IsOneLayer(at) || !at.EveryBlockMatters) return Measurement.NoCase("a number, or a kernel that does not move");
        if (Jacobian.Of(at.Network, at.Theta, at.Inputs).EnumerateRows().Count(row => row.L2Norm() > 1e-3) < 2) return Measurement.NoCase("closed gates leave one gradient at most");
        var (here, there) = (Jacobian.Of(at.Network, at.Theta, at.Inputs), Jacobian.Of(at.Network, at.Theta + .1 * at.Direction, at.Inputs));
        return IsSymmetric(here.TransposeAndMultiply(there));
    }

    [Law("K2b", LawKind.Bound, @"0 \le \lambda_{\min}(\Theta)", Source = "Jacot, Gabriel and Hongler 2018", Given = "the same inputs on both sides", Within = "roundoff: " + Rows, RestsOn = ["K2"])]
    public Measurement The_kernel_is_positive_semi_definite(NetworkAtPoint at) => IsPositive(at, Theta(at));

    [Mistake(nameof(The_kernel_is_positive_semi_definite), "each example with itself left out")]
    public Measurement A_kernel_without_its_diagonal_is_not(NetworkAtPoint at)
    {
        if (at.Inputs.RowCount < 2 || !at.EveryBlockMatters) return Measurement.NoCase("there is nothing beside the diagonal");
        var kernel = Theta(at);
        kernel.SetDiagonal(new double[kernel.RowCount]);
        return IsPositive(at, kernel);
    }

    [Law("K3", LawKind.Identity, @"\lambda(J J^\top) = \lambda(J^\top J)", Source = "Karakida, Akaho and Amari 2019",
        Given = "the eigenvalues that are not zero; JᵀJ is the Fisher information of the sum over examples with a Gaussian head of unit noise", Within = "roundoff: " + Rows, RestsOn = ["K1a"])]
    public Measurement The_kernel_and_the_Fisher_information_share_their_spectrum(NetworkAtPoint at) => SharesTheSpectrum(at, Leading(at, Theta(at)));

    [Mistake(nameof(The_kernel_and_the_Fisher_information_share_their_spectrum), "the trace over outputs for the full form")]
    public Measurement The_trace_form_does_not(NetworkAtPoint at) =>
        at.Network.OutputCount == 1 || IsOneLayer(at) || !at.EveryBlockMatters ? Measurement.NoCase("one output, outputs that share nothing, or closed gates")
        : SharesTheSpectrum(at, Leading(at, EmpiricalNtk.Trace(at.Network, at.Theta, at.Inputs).Matrix));

    [Mistake(nameof(The_kernel_and_the_Fisher_information_share_their_spectrum), "the mean over examples on one side")]
    public Measurement With_the_mean_over_examples_on_one_side_it_does_not(NetworkAtPoint at) =>
        at.Inputs.RowCount == 1 || !at.EveryBlockMatters ? Measurement.NoCase("one example, or closed gates") : SharesTheSpectrum(at, Leading(at, Theta(at)) / at.Inputs.RowCount);

    [Law("K4", LawKind.Identity, @"\Theta_{\text{tiles}} = \Theta", Source = "the order of a sum is part of its definition here",
        Given = "tiles of one or two examples against all at once", Within = Exact.ToTheBit)]
    public Measurement An_entry_does_not_depend_on_the_tiles_to_the_bit(NetworkAtPoint at) => HasTheBitsOfTheWhole(at, tile => InTiles(at, tile));

    [Mistake(nameof(An_entry_does_not_depend_on_the_tiles_to_the_bit), "the sum over parameters split in two")]
    public Measurement A_sum_that_is_split_has_other_bits(NetworkAtPoint at)
    {
        if (at.Network.ParameterCount < 30 || at.Inputs.RowCount * at.Network.OutputCount < 5 || IsOneLayer(at) || !at.EveryBlockMatters) return Measurement.NoCase("few and short sums may round alike");
        var j = Jacobian.Of(at.Network, at.Theta, at.Inputs);
        var half = j.ColumnCount / 2;
        var (left, right) = (j.SubMatrix(0, j.RowCount, 0, half), j.SubMatrix(0, j.RowCount, half, j.ColumnCount - half));
        return HasTheBitsOfTheWhole(at, _ => left.TransposeAndMultiply(left) + right.TransposeAndMultiply(right));
    }

    const string Rows = "γ(8 × longest chain of roundings, there and back on both sides, + P) × what the gradients of all outputs add up, squared";

    static bool IsOneLayer(NetworkAtPoint at) => at.Network.Blocks.Count(block => block.Name.EndsWith("weights")) == 1;

    static Matrix<double> Theta(NetworkAtPoint at) => EmpiricalNtk.Full(at.Network, at.Theta, at.Inputs).Matrix;

    static Matrix<double> InTiles(NetworkAtPoint at, int tile) => EmpiricalNtk.Full(at.Network, at.Theta, at.Inputs, at.Inputs.Clone(), new() { Tile = tile }).Matrix;

    static Measurement IsTheGramMatrix(NetworkAtPoint at, Matrix<double> kernel)
    {
        var jacobian = Jacobian.Of(at.Network, at.Theta, at.Inputs);
        return Judge(at, Measure.Distance("Θ", kernel, "JJᵀ", jacobian.TransposeAndMultiply(jacobian)));
    }

    static Measurement IsTheTrace(NetworkAtPoint at, Matrix<double> trace) =>
        Judge(at, Measure.Distance("tr Θ / K", trace, "trace of the full form / K", EmpiricalNtk.Full(at.Network, at.Theta, at.Inputs).Trace().Matrix));

    static Measurement IsSymmetric(Matrix<double> kernel) => Measure.Bits("Θ − Θᵀ", [.. (kernel - kernel.Transpose()).Enumerate()], "0", new double[kernel.RowCount * kernel.ColumnCount]);

    static Measurement IsPositive(NetworkAtPoint at, Matrix<double> kernel) =>
        Judge(at, Measure.AtMost("−λ_min(Θ)", -kernel.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum(), "0", 0));

    static Measurement SharesTheSpectrum(NetworkAtPoint at, Vector<double> eigenvalues)
    {
        var jacobian = Jacobian.Of(at.Network, at.Theta, at.Inputs);
        return Judge(at, Measure.Distance("λ(Θ)", eigenvalues, "λ(JᵀJ)", Leading(at, jacobian.TransposeThisAndMultiply(jacobian))));
    }

    /// <summary>The largest eigenvalues, as many as there are examples, filled up with zeros.</summary>
    static Vector<double> Leading(NetworkAtPoint at, Matrix<double> symmetric) => Vector<double>.Build.DenseOfEnumerable(
        symmetric.Evd(Symmetricity.Symmetric).EigenValues.Real().OrderDescending().Concat(new double[at.Inputs.RowCount]).Take(at.Inputs.RowCount));

    static Measurement HasTheBitsOfTheWhole(NetworkAtPoint at, Func<int, Matrix<double>> inTiles) =>
        Measure.Bits("Θ in tiles of 1 and 2", [.. inTiles(1).Enumerate(), .. inTiles(2).Enumerate()],
            "Θ", [.. Theta(at).Enumerate(), .. Theta(at).Enumerate()]);

    /// <summary>A kernel that rounding alone may move by a millionth of itself says nothing about a mistake.</summary>
    static Measurement Judge(NetworkAtPoint at, Measurement measurement)
    {
        var tolerance = LegacyRoundoff.Of(8 * at.GradientRoundings.Chain + at.Network.ParameterCount, at.JacobianMagnitude * at.JacobianMagnitude, Rows);
        return tolerance.Width(0) > 1e-6 * Theta(at).FrobeniusNorm() ? Measurement.NoCase("the kernel is ill-conditioned") : measurement.Within(tolerance);
    }
}
