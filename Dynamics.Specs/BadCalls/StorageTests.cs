using Dynamics.Experiments;
using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.BadCalls;

/// <summary>
/// Every public member of Core gives the same bits for a matrix or a vector in whatever storage it lies: dense, sparse or diagonal; with
/// zeros, which sparse storage skips, and without.
/// </summary>
public class StorageTests
{
    static IEnumerable<Callable> Members => Callable.All.Where(called =>
        !called.IsSetter && called.Owner.Namespace != typeof(PathOfSgd).Namespace && called.Arguments.Any(IsStored));

    [TestCaseSource(nameof(Members))]
    public void The_storage_of_its_arguments_does_not_matter(object member) =>
        Assert.That(Differences((Callable)member), Is.Empty);

    /// <summary>The arguments and the storages with which it gives other bits.</summary>
    internal static IEnumerable<string> Differences(Callable called) =>
        from argument in called.Arguments.Where(IsStored)
        from dense in WithAndWithoutZeros(GoodValues.Argument(called, argument))
        let expected = BitsOf(called, argument, dense)
        where expected is not null
        from stored in Stored(dense)
        where BitsOf(called, argument, stored) is not { } bits || !bits.AsSpan().SequenceEqual(expected)
        select $"{argument.Name} is {stored.GetType().Name}";

    static bool IsDense(object value) => value is Matrix<double> { Storage.IsDense: true } or Vector<double> { Storage.IsDense: true };

    static bool IsStored(Argument argument) => argument.Type == typeof(Matrix<double>) || argument.Type == typeof(Vector<double>);

    static IEnumerable<object> WithAndWithoutZeros(object? good) => good switch
    {
        Matrix<double> matrix => [matrix, matrix.MapIndexed((i, j, entry) => i == j ? entry : 0, Zeros.Include)],
        Vector<double> vector => [vector, vector.MapIndexed((i, entry) => i % 2 == 0 ? entry : 0, Zeros.Include)],
        _ => [],
    };

    static IEnumerable<object> Stored(object dense)
    {
        if (dense is Vector<double> vector)
        {
            yield return Vector<double>.Build.SparseOfVector(vector);
            yield break;
        }

        var matrix = (Matrix<double>)dense;
        yield return Matrix<double>.Build.SparseOfMatrix(matrix);
        if (matrix.EnumerateIndexed(Zeros.AllowSkip).All(entry => entry.Item1 == entry.Item2 || entry.Item3 == 0))
            yield return Matrix<double>.Build.Diagonal(matrix.RowCount, matrix.ColumnCount, i => matrix[i, i]);
    }

    /// <summary>Of what it returns and of what it writes into; nothing where the numbers are none for the call.</summary>
    static long[]? BitsOf(Callable called, Argument argument, object value)
    {
        var call = new GoodCall(called).With(argument, value);
        try
        {
            return SharingTests.BitsOf(call);
        }
        catch (Exception refused) when (refused is ArgumentException || !IsDense(value))
        {
            return null;
        }
    }
}
