using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Numerics;

/// <summary>
/// The order of a sum is part of the definition of a product here: an entry is one chain of fused multiply-adds in ascending order,
/// whatever the blocks, tiles, lanes and threads.
/// </summary>
[Chapter("Numerics")]
public sealed class MatrixProductLaws : ISubjectsOf<ProductOfTwo>
{
    public Subjects<ProductOfTwo> Subjects => ProductOfTwo.Subjects;

    [Law("K4b", LawKind.Identity, @"C_{ij} = \mathrm{fma}(A_{iK}, B_{Kj}, \ldots \mathrm{fma}(A_{i1}, B_{1j}, 0))",
        Source = "IEEE 754-2008, fusedMultiplyAdd", Given = "any layout of the three, any number of threads", Within = Exact.ToTheBit)]
    public Measurement Every_entry_of_a_product_is_one_ascending_chain_of_fused_multiply_adds(ProductOfTwo it) =>
        HasTheBitsOfTheChains(it, Product(it));

    [Mistake(nameof(Every_entry_of_a_product_is_one_ascending_chain_of_fused_multiply_adds), "the sum over the depth split in two")]
    public Measurement Two_half_sums_are_not(ProductOfTwo it) =>
        HasTheBitsOfTheChains(it, ProductOfTwo.EachEntry(it.A, it.B, it.C, (row, column, _) =>
            ProductOfTwo.Chain(row.AsSpan(0, row.Length / 2), column)
            + ProductOfTwo.Chain(row.AsSpan(row.Length / 2), column.AsSpan(row.Length / 2))));

    [Mistake(nameof(Every_entry_of_a_product_is_one_ascending_chain_of_fused_multiply_adds), "products rounded before they are added")]
    public Measurement Multiplying_then_adding_is_not(ProductOfTwo it) =>
        HasTheBitsOfTheChains(it, ProductOfTwo.EachEntry(it.A, it.B, it.C, (row, column, _) =>
            row.Zip(column).Aggregate(0.0, (sum, pair) => sum + pair.First * pair.Second)));

    [Law("K4c", LawKind.Identity, @"C_{ij}' = \mathrm{fma}(A_{iK}, B_{Kj}, \ldots \mathrm{fma}(A_{i1}, B_{1j}, C_{ij}))",
        Source = "IEEE 754-2008, fusedMultiplyAdd", Given = "any layout of the three, any number of threads",
        Within = Exact.ToTheBit, RestsOn = ["K4b"])]
    public Measurement A_product_that_is_added_continues_the_chains(ProductOfTwo it)
    {
        var c = it.C;
        MatrixProduct.Add(it.A, it.B, c, it.Threads);
        return ContinuesTheChains(it, ProductOfTwo.Entries(c));
    }

    [Mistake(nameof(A_product_that_is_added_continues_the_chains), "the product added when it is done")]
    public Measurement A_product_added_afterwards_does_not(ProductOfTwo it) =>
        ContinuesTheChains(it, [.. ProductOfTwo.Entries(it.C).Zip(Product(it)).Select(pair => pair.First + pair.Second)]);

    [Law("K4d", LawKind.Identity, @"(A A^\top)_{ij} = \mathrm{fma}(A_{iK}, A_{jK}, \ldots \mathrm{fma}(A_{i1}, A_{j1}, 0))",
        Source = "IEEE 754-2008, fusedMultiplyAdd", Given = "half of the entries are computed, the others are their mirror images",
        Within = Exact.ToTheBit, RestsOn = ["K4b"])]
    public Measurement A_Gram_matrix_has_the_bits_of_the_product(ProductOfTwo it)
    {
        var c = (it with { Columns = it.Rows }).C;
        MatrixProduct.SetGram(it.A, c, it.Threads);
        return HasTheBitsOfTheGramMatrix(it, ProductOfTwo.Entries(c));
    }

    [Mistake(nameof(A_Gram_matrix_has_the_bits_of_the_product), "the half that was computed without its mirror image")]
    public Measurement Half_of_a_Gram_matrix_has_not(ProductOfTwo it) =>
        HasTheBitsOfTheGramMatrix(it, [.. EachChain(it.A, it.A.Transposed, Square(it))
            .Select((x, at) => at % it.Rows < at / it.Rows ? 0 : x)]);

    [Law("K4e", LawKind.Identity, @"C_{ij} = \sum_k S_{r_i + c_k} T_{k j}", Source = "IEEE 754-2008, fusedMultiplyAdd",
        Given = "both matrices gathered through tables of offsets; every third column of either is beyond the border and reads as zeros",
        Within = Exact.ToTheBit, RestsOn = ["K4b"])]
    public Measurement A_product_through_tables_has_the_bits_of_the_gathered_matrices(ProductOfTwo it)
    {
        var c = it.C;
        MatrixProduct.SetGathered(Tables(it.A, 0), Tables(it.B, 0), c, it.Threads);
        return HasTheBitsOfTheGathered(it, ProductOfTwo.Entries(c));
    }

    [Mistake(nameof(A_product_through_tables_has_the_bits_of_the_gathered_matrices),
        "columns beyond the border read for zeros")]
    public Measurement A_number_for_a_zero_has_not(ProductOfTwo it)
    {
        var c = it.C;
        MatrixProduct.SetGathered(Tables(it.A, null), Tables(it.B, 0), c, it.Threads);
        return HasTheBitsOfTheGathered(it, ProductOfTwo.Entries(c));
    }

    static double[] Product(ProductOfTwo it)
    {
        var c = it.C;
        MatrixProduct.Set(it.A, it.B, c, it.Threads);
        return ProductOfTwo.Entries(c);
    }

    /// <summary>Tables over a matrix, with every third step of the depth beyond its border.</summary>
    static TableView Tables(MatrixView matrix, double? beyond) => new(matrix.Storage, matrix.Offset,
        [.. Enumerable.Range(0, matrix.Rows).Select(i => i * matrix.RowStride)],
        [.. Enumerable.Range(0, matrix.Columns).Select(k => IsBeyond(k) && beyond == 0 ? TableView.Nowhere : k * matrix.ColumnStride)]);

    static bool IsBeyond(int k) => k % 3 == 2;

    static MatrixView Square(ProductOfTwo it) => (it with { Columns = it.Rows }).C;

    static double[] EachChain(MatrixView a, MatrixView b, MatrixView c) =>
        ProductOfTwo.EachEntry(a, b, c, (row, column, _) => ProductOfTwo.Chain(row, column));

    static Measurement HasTheBitsOfTheChains(ProductOfTwo it, double[] product) =>
        Measure.Bits("A B", product, "chains", EachChain(it.A, it.B, it.C));

    static Measurement ContinuesTheChains(ProductOfTwo it, double[] sum) =>
        Measure.Bits("C + A B", sum, "chains", ProductOfTwo.EachEntry(it.A, it.B, it.C, (row, column, from) =>
            ProductOfTwo.Chain(row, column, from)));

    static Measurement HasTheBitsOfTheGramMatrix(ProductOfTwo it, double[] gram) =>
        Measure.Bits("A Aᵀ", gram, "chains", EachChain(it.A, it.A.Transposed, Square(it)));

    static Measurement HasTheBitsOfTheGathered(ProductOfTwo it, double[] product)
    {
        var gathered = ProductOfTwo.EachEntry(it.A, it.B, it.C, (row, column, _) =>
            ProductOfTwo.Chain([.. row.Select((x, k) => IsBeyond(k) ? 0 : x)], column));
        return Measure.Bits("A B through tables", product, "chains", [.. gathered.Select((x, at) => IsBeyond(at / it.Rows) ? 0 : x)]);
    }
}
