using Dynamics.Geometry.Families;
using Dynamics.Networks;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;
using MathNet.Numerics.LinearAlgebra;
using static Dynamics.Specs.Laws.Rules.Quantity;
using static Dynamics.Specs.Networks.NetworkQuantities;

namespace Dynamics.Specs.Networks;

/// <summary>
/// The empirical neural tangent kernel: how much a step on one example moves the outputs at another. It is the Gram matrix of the
/// gradients, computed layer by layer without forming them.
/// </summary>
[Chapter("Kernels: the lazy regime", Report = "2.2.1")]
public sealed class EmpiricalKernelLaws : ISubjectsOf<NetworkAtPoint>
{
    public Subjects<NetworkAtPoint> Subjects => NetworkAtPoint.Subjects(NetworkAtPoint.SomeOfEachKind);

    [Law("K1a", LawKind.Identity, @"\Theta(x, x') = J(x) J(x')^\top", Source = "Jacot, Gabriel and Hongler 2018; report eq. 2",
        Given = "the activations are differentiable at the pre-activations", Within = nameof(OfProducts), RestsOn = ["N1a"])]
    public Measurement The_structured_kernel_is_the_Gram_matrix_of_the_gradients(NetworkAtPoint at) => IsTheGramMatrix(at, Theta(at));

    [Mistake(nameof(The_structured_kernel_is_the_Gram_matrix_of_the_gradients), "the last block of parameters left out")]
    public Measurement Without_the_last_block_it_is_not(NetworkAtPoint at) =>
        IsTheGramMatrix(at, Theta(at) - Gram(at, at.Network.Blocks[^1].Offset, at.Network.Blocks[^1].Count));

    [Mistake(nameof(The_structured_kernel_is_the_Gram_matrix_of_the_gradients),
        "examples and outputs swapped: none where one of them is single", CatchRate = .3)]
    public Measurement With_examples_and_outputs_swapped_it_is_not(NetworkAtPoint at)
    {
        var (n, k, kernel) = (at.Inputs.RowCount, at.Network.OutputCount, Theta(at));
        return IsTheGramMatrix(at, Matrix<double>.Build.Dense(n * k, n * k, (i, j) => kernel[i % n * k + i / n, j % n * k + j / n]));
    }

    [Law("K1b", LawKind.Identity,
        @"\tfrac{1}{K} \mathrm{tr} \Theta(x, x') = \sum_\ell \tfrac{1}{K} \sum_k \langle \nabla_\ell f_k(x), \nabla_\ell f_k(x') \rangle",
        Source = "Novak et al. 2020",
        Given = "the trace over K outputs, divided by K; the share of each block of parameters, and their sum",
        Within = nameof(OfShares), RestsOn = ["K1a"])]
    public Measurement The_trace_of_the_tangent_kernel_is_the_sum_over_parameter_blocks(NetworkAtPoint at) =>
        AreTheShares(at, Shares(at), Trace(at));

    [Mistake(nameof(The_trace_of_the_tangent_kernel_is_the_sum_over_parameter_blocks), "divided by K + 1")]
    public Measurement Divided_by_one_output_too_many_it_is_not(NetworkAtPoint at)
    {
        var k = (double)at.Network.OutputCount;
        return AreTheShares(at, Shares(at).Select(share => k / (k + 1) * share), k / (k + 1) * Trace(at));
    }

    [Mistake(nameof(The_trace_of_the_tangent_kernel_is_the_sum_over_parameter_blocks), "the share of the last block left out of the sum")]
    public Measurement Without_the_last_share_it_is_not(NetworkAtPoint at) => AreTheShares(at, Shares(at), Trace(at) - Shares(at)[^1]);

    [Law("K2", LawKind.Identity, @"\Theta(x, x')^\top = \Theta(x', x)", Source = "Jacot, Gabriel and Hongler 2018",
        Given = "a second batch that is equal to the first but another object, so that no triangle is a copy of the other",
        Within = Exact.ToTheBit, RestsOn = ["K1a"])]
    public Measurement The_kernel_is_symmetric_to_the_bit(NetworkAtPoint at) =>
        IsSymmetric(EmpiricalNtk.Full(at.Network, at.Theta, at.Inputs, at.Inputs.Clone()).Matrix);

    [Mistake(nameof(The_kernel_is_symmetric_to_the_bit), "gradients at two parameter vectors")]
    public Measurement With_two_parameter_vectors_it_is_not(NetworkAtPoint at) =>
        IsSymmetric(at.WholeJacobian.TransposeAndMultiply(Jacobian.Of(at.Network, at.Theta + .1 * at.Direction, at.Inputs)));

    [Mistake(nameof(The_kernel_is_symmetric_to_the_bit),
        "1 + i + 100 j added to entry (i, j): seen where there are two entries", CatchRate = .4)]
    public Measurement With_something_added_that_is_not_symmetric_it_is_not(NetworkAtPoint at) =>
        IsSymmetric(EmpiricalNtk.Full(at.Network, at.Theta, at.Inputs, at.Inputs.Clone()).Matrix
            .MapIndexed((i, j, entry) => entry + 1 + i + 100 * j, Zeros.Include));

    [Law("K2b", LawKind.Bound, @"0 \le \lambda_{\min}(\Theta)", Source = "Jacot, Gabriel and Hongler 2018",
        Given = "the same inputs on both sides", Within = nameof(OfProducts), RestsOn = ["K2"])]
    public Measurement The_kernel_is_positive_semi_definite(NetworkAtPoint at) => IsPositive(Theta(at));

    [Mistake(nameof(The_kernel_is_positive_semi_definite), "an entry a hundredth above the geometric mean of its diagonal")]
    public Measurement With_an_entry_above_Cauchy_Schwarz_it_is_not(NetworkAtPoint at)
    {
        if (at.Inputs.RowCount * at.Network.OutputCount == 1) return Measurement.NoCase("there is one entry");
        var kernel = Theta(at);
        var last = kernel.RowCount - 1;
        kernel[0, last] = kernel[last, 0] = 1.01 * Math.Sqrt(kernel[0, 0] * kernel[last, last]);
        return IsPositive(kernel);
    }

    [Law("K3", LawKind.Identity, @"\lambda(J J^\top) = \lambda(F)", Source = "Karakida, Akaho and Amari 2019",
        Given = "all eigenvalues, the shorter list filled up with zeros; "
            + "F is the Fisher information of the sum over examples with a Gaussian head of unit noise",
        Within = nameof(OfProducts), RestsOn = ["K1a"])]
    public Measurement The_kernel_and_the_Fisher_information_share_their_nonzero_eigenvalues(NetworkAtPoint at) =>
        SharesTheSpectrum(at, Theta(at));

    [Mistake(nameof(The_kernel_and_the_Fisher_information_share_their_nonzero_eigenvalues), "the trace over outputs for the full form")]
    public Measurement The_trace_form_does_not(NetworkAtPoint at) => SharesTheSpectrum(at, Trace(at));

    [Mistake(nameof(The_kernel_and_the_Fisher_information_share_their_nonzero_eigenvalues), "the mean over examples on one side")]
    public Measurement With_the_mean_over_examples_on_one_side_it_does_not(NetworkAtPoint at) =>
        SharesTheSpectrum(at, Theta(at) / at.Inputs.RowCount);

    [Law("K4", LawKind.Identity, @"\Theta_{\text{tiles}} = \Theta", Source = "Core's contract: the order of a sum is fixed",
        Given = "tiles of one or two examples against all at once", Within = Exact.ToTheBit)]
    public Measurement An_entry_does_not_depend_on_the_tiles_to_the_bit(NetworkAtPoint at) =>
        HasTheBitsOfTheWhole(at, tile => InTiles(at, tile));

    [Mistake(nameof(An_entry_does_not_depend_on_the_tiles_to_the_bit), "the sum over parameters split in two")]
    public Measurement A_sum_that_is_split_has_other_bits(NetworkAtPoint at)
    {
        var half = at.Theta.Count / 2;
        return HasTheBitsOfTheWhole(at, _ => Gram(at, 0, half) + Gram(at, half, at.Theta.Count - half));
    }

    static Rule OfProducts => Roundoff.Within(Roundings(8 * ErrorsOfProducts) + Gamma(2 * P) * Products)
        .Because("two gradients on two sides, each at most twice there and back; M is what J adds up, E its running error; "
            + "eigenvalues are off by no more");

    static Rule OfShares => Roundoff.Within(Roundings(8 * ErrorsOfShares) + Gamma(2 * P) * SharesOfBlocks).Because("as the kernel");

    static Quantity<NetworkAtPoint> Products => new("|MMᵀ|",
        at => Gram(at.JacobianRoundings.Magnitudes, at.JacobianRoundings.Magnitudes, 0, at.Theta.Count).FrobeniusNorm());

    static Quantity<NetworkAtPoint> ErrorsOfProducts => new("|EMᵀ|",
        at => Gram(at.JacobianRoundings.Errors, at.JacobianRoundings.Magnitudes, 0, at.Theta.Count).FrobeniusNorm());

    static Quantity<NetworkAtPoint> SharesOfBlocks => new("|shares and their sum in MMᵀ|",
        at => OfBlocksAndAll(at, at.JacobianRoundings.Magnitudes, at.JacobianRoundings.Magnitudes).L2Norm());

    static Quantity<NetworkAtPoint> ErrorsOfShares => new("|shares and their sum in EMᵀ|",
        at => OfBlocksAndAll(at, at.JacobianRoundings.Errors, at.JacobianRoundings.Magnitudes).L2Norm());

    static Matrix<double> Theta(NetworkAtPoint at) => EmpiricalNtk.Full(at.Network, at.Theta, at.Inputs).Matrix;

    static Matrix<double> InTiles(NetworkAtPoint at, int tile) =>
        EmpiricalNtk.Full(at.Network, at.Theta, at.Inputs, at.Inputs.Clone(), new() { Tile = tile }).Matrix;

    static Matrix<double> Trace(NetworkAtPoint at) => EmpiricalNtk.Trace(at.Network, at.Theta, at.Inputs).Matrix;

    static IReadOnlyList<Matrix<double>> Shares(NetworkAtPoint at) => EmpiricalNtk.LayerTraces(at.Network, at.Theta, at.Inputs);

    static Matrix<double> Gram(NetworkAtPoint at, int from, int count) => Gram(at.WholeJacobian, at.WholeJacobian, from, count);

    static Matrix<double> Gram(Matrix<double> left, Matrix<double> right, int from, int count) =>
        left.SubMatrix(0, left.RowCount, from, count).TransposeAndMultiply(right.SubMatrix(0, right.RowCount, from, count));

    /// <summary>The share of each block of parameters in a product over all of them, and the whole: traces over outputs, over K.</summary>
    static Vector<double> OfBlocksAndAll(NetworkAtPoint at, Matrix<double> left, Matrix<double> right)
    {
        var outputs = at.Network.OutputCount;
        Matrix<double>[] grams =
            [.. at.Network.Blocks.Select(block => Gram(left, right, block.Offset, block.Count)), Gram(left, right, 0, left.ColumnCount)];
        return EndToEnd(grams.Select(gram => Matrix<double>.Build.Dense(at.Inputs.RowCount, at.Inputs.RowCount,
            (i, j) => Enumerable.Range(0, outputs).Sum(k => gram[i * outputs + k, j * outputs + k]) / outputs)));
    }

    static Vector<double> EndToEnd(IEnumerable<Matrix<double>> matrices) =>
        Vector<double>.Build.DenseOfEnumerable(matrices.SelectMany(matrix => matrix.Enumerate()));

    static Measurement IsTheGramMatrix(NetworkAtPoint at, Matrix<double> kernel) =>
        Measure.Distance("Θ", kernel, "JJᵀ", at.WholeJacobian.TransposeAndMultiply(at.WholeJacobian));

    static Measurement AreTheShares(NetworkAtPoint at, IEnumerable<Matrix<double>> shares, Matrix<double> sum) =>
        Measure.Distance("shares of the blocks, and tr Θ / K", EndToEnd([.. shares, sum]),
            "1/K Σ ⟨∇f, ∇f⟩ of each block, and of all", OfBlocksAndAll(at, at.WholeJacobian, at.WholeJacobian));

    static Measurement IsSymmetric(Matrix<double> kernel) =>
        Measure.Bits("Θ − Θᵀ", [.. (kernel - kernel.Transpose()).Enumerate()], "0", new double[kernel.RowCount * kernel.ColumnCount]);

    static Measurement IsPositive(Matrix<double> kernel) =>
        Measure.AtMost("−λ_min(Θ)", -kernel.Evd(Symmetricity.Symmetric).EigenValues.Real().Minimum(), "0", 0);

    static Measurement SharesTheSpectrum(NetworkAtPoint at, Matrix<double> kernel)
    {
        var count = Math.Max(at.Theta.Count, at.WholeJacobian.RowCount);
        var fisher = Likelihood.Sum(at.Network, new GaussianMean(at.Network.OutputCount), at.Inputs).TrueFisher(at.Theta);
        return Measure.Distance("λ(Θ)", Spectrum(kernel, count), "λ(F)", Spectrum(fisher, count));
    }

    static Vector<double> Spectrum(Matrix<double> symmetric, int count)
    {
        var eigenvalues = symmetric.Evd(Symmetricity.Symmetric).EigenValues.Real();
        return Vector<double>.Build.DenseOfEnumerable(eigenvalues.Concat(new double[count - eigenvalues.Count]).OrderDescending());
    }

    static Measurement HasTheBitsOfTheWhole(NetworkAtPoint at, Func<int, Matrix<double>> inTiles)
    {
        var whole = Theta(at).Enumerate().ToArray();
        return Measure.Bits("Θ in tiles of 1 and 2", [.. inTiles(1).Enumerate(), .. inTiles(2).Enumerate()], "Θ", [.. whole, .. whole]);
    }
}
