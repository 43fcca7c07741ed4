using System.Globalization;
using System.Runtime.CompilerServices;
using Dynamics.Specs.Laws.Rounding;

namespace Dynamics.Specs.Laws.Rules;

/// <summary>
/// What rounding can leave in the two sides, where nothing is known of the arithmetic: their noise is measured on the subject, for law and
/// falsifiers alike, so that no mistake can widen it.
/// </summary>
public sealed record Noise<T>(string Name, Func<T, NoiseLevel> OfBothSides) : Rule("noise", InWords(Name))
    where T : class
{
    readonly ConditionalWeakTable<object, NoiseLevel> _measured = [];

    internal override Type Subject => typeof(T);

    internal override Tolerance For(object? subject, Measurement measured)
    {
        var noise = _measured.GetValue(subject!, it => OfBothSides((T)it));
        return Tolerance.Of(noise.Bound(Noise.Chance) + Noise.Floor * noise.Rounding);
    }

    static string InWords(string name) => string.Create(CultureInfo.InvariantCulture,
        $"Student's t, exceeded with a chance of {Noise.Chance:g} a case, × the noise of {name} + {Noise.Floor} roundings of them; "
            + $"noise is the scatter of differences over {EcNoise.Points} points √u apart on {EcNoise.Lines} lines (Moré and Wild 2011)");
}

/// <summary>What rounding can leave in a computation that is a black box.</summary>
public static class Noise
{
    /// <summary>Of a false alarm, in one case.</summary>
    public const double Chance = 1e-12;

    /// <summary>Roundings of the two sides that no move along a line may change, as those of constants.</summary>
    public const double Floor = 4;

    /// <param name="name">What is measured, as in 'both products'.</param>
    /// <param name="ofBothSides">The noise of the left side plus that of the right side.</param>
    public static Rule Within<T>(string name, Func<T, NoiseLevel> ofBothSides)
        where T : class => new Noise<T>(name, ofBothSides);
}
