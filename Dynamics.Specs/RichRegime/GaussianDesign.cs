using Dynamics.Numerics;
using Dynamics.Specs.Laws;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.RichRegime;

/// <summary>Linear regression on n standard normal inputs of p features, |n − p| of 8 or more: sizes, and a stream to draw from.</summary>
public sealed class GaussianDesign
{
    /// <summary>So far from p = n the pseudoinverse is well conditioned. The reciprocals that are measured have all moments.</summary>
    const int Gap = 8;

    readonly int _seed;

    GaussianDesign(int examples, int features, int seed) => (Examples, Features, _seed) = (examples, features, seed);

    public static Subjects<GaussianDesign> Subjects => Of(
        from few in Gen.Choose(5, 10)
        from more in Gen.Choose(Gap, 16)
        from features in Gen.Elements(few, few + more)
        from seed in Gen.Choose(0, int.MaxValue)
        select new GaussianDesign(2 * few + more - features, features, seed));

    /// <summary>With more features than examples.</summary>
    public static Subjects<GaussianDesign> Overparameterised => Of(
        from examples in Gen.Choose(3, 8)
        from more in Gen.Choose(Gap, 16)
        from seed in Gen.Choose(0, int.MaxValue)
        select new GaussianDesign(examples, examples + more, seed));

    /// <summary>n.</summary>
    public int Examples { get; }

    /// <summary>p.</summary>
    public int Features { get; }

    /// <summary>The same from each call.</summary>
    public RandomStream Stream => RandomStream.FromSeed((ulong)_seed);

    /// <summary>X, n × p.</summary>
    public Matrix<double> Draw(RandomStream stream) => stream.NormalMatrix(Examples, Features);

    public override string ToString() => $"n = {Examples}, p = {Features}, seed {_seed}";

    static Subjects<GaussianDesign> Of(Gen<GaussianDesign> designs) =>
        new(designs, _ => [], design => [Trait.Of("n", design.Examples), Trait.Of("p", design.Features)]);
}
