using MathNet.Numerics.LinearAlgebra;
using NUnit.Framework;

namespace Dynamics.Specs.BadCalls;

/// <summary>The generator sees each kind of fault where it is planted, and none where there is none.</summary>
public class GeneratorTests
{
    /// <summary>Members with a fault each, and one without.</summary>
    public static class Planted
    {
        public static double Sound(Vector<double> entries, int count)
        {
            ArgumentNullException.ThrowIfNull(entries);
            if (count < 0) throw new ArgumentOutOfRangeException(nameof(count), count, $"count is {count}.");
            return entries.Sum();
        }

        public static int TakesNull(string name) => 1;

        public static int TakesANegativeSize(int size) => 1;

        public static double LeaksFromInside(Vector<double> entries) => entries.Sum();

        public static double NamesAnother(int count) => count < 0 ? throw new ArgumentException("size is negative", "size") : 1;

        public static Vector<double> ForgetsNaN(double[] entries)
        {
            ArgumentNullException.ThrowIfNull(entries);
            return Vector<double>.Build.Dense(1, entries.Where(x => x is > 0 and < 1).Sum());
        }

        public static double SkipsZeros(Matrix<double> entries) =>
            entries?.Map(entry => entry + 1).Enumerate().Sum() ?? throw new ArgumentNullException(nameof(entries));

        public static Vector<double> MakesNaN(int count) =>
            count < 0 ? throw new ArgumentException($"count is {count}") : Vector<double>.Build.Dense(1, 0.0 / count);
    }

    [TestCase(nameof(Planted.Sound))]
    [TestCase(nameof(Planted.TakesNull), nameof(Outcome.Silent))]
    [TestCase(nameof(Planted.TakesANegativeSize), nameof(Outcome.Silent))]
    [TestCase(nameof(Planted.LeaksFromInside), nameof(Outcome.Leaked))]
    [TestCase(nameof(Planted.NamesAnother), nameof(Outcome.Misnamed))]
    [TestCase(nameof(Planted.ForgetsNaN), nameof(Outcome.Silent))]
    [TestCase(nameof(Planted.MakesNaN), nameof(Outcome.Silent))]
    public void A_fault_is_seen_for_what_it_is(string member, params string[] faults)
    {
        var outcomes = Callable.Of(typeof(Planted)).Where(called => called.Member == member).SelectMany(BadCall.Of)
            .Select(call => call.Make().Outcome).Distinct().Except([Outcome.Refused, Outcome.Right]).Select(outcome => $"{outcome}");

        Assert.That(outcomes, Is.EquivalentTo(faults));
    }

    [Test]
    public void A_storage_that_matters_is_seen() => Assert.That(
        StorageTests.Differences(Callable.Of(typeof(Planted)).Single(called => called.Member == nameof(Planted.SkipsZeros))),
        Is.Not.Empty);

    [Test]
    public void All_public_members_with_an_argument_are_called() =>
        Assert.That(Callable.All.Count, Is.GreaterThan(500));
}
