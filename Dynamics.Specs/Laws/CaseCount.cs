using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Laws;

/// <summary>What adds up over the cases of a law.</summary>
sealed class CaseCount(LawDeclaration law, Rule rule)
{
    const int MostReasons = 5;

    readonly List<Trait> _traits = [];
    readonly List<double> _resolutions = [];
    readonly SortedDictionary<string, int> _noCases = new(StringComparer.Ordinal);

    Evidence? _worst;
    Tally _violated = new(0, 0, Claims.BrokenHypothesis), _tight = new(0, 0, Claims.Tight),
        _resolved = new(0, 0, Claims.Resolved), _power = new(0, 0, Claims.Power);

    public int Cases { get; private set; }

    public int Draws { get; set; }

    public string WhyNot => string.Join("; ", Reasons.Select(reason => $"{reason.Value} × {reason.Key}"));

    /// <summary>The most frequent reasons; those that name numbers may be as many as draws.</summary>
    IReadOnlyDictionary<string, int> Reasons
    {
        get
        {
            var byCount = _noCases.OrderByDescending(reason => reason.Value).ToArray();
            var others = byCount.Skip(MostReasons).ToArray();
            return others.Length == 0 ? _noCases
                : byCount.Take(MostReasons).Append(new("other reasons", others.Sum(reason => reason.Value))).ToDictionary();
        }
    }

    public void Add(string whyNoCase) => _noCases[whyNoCase] = _noCases.GetValueOrDefault(whyNoCase) + 1;

    public void Add(Evidence evidence, IReadOnlyList<Trait> traits)
    {
        Cases++;
        _traits.AddRange(traits);
        if (!(_worst?.Excess >= evidence.Excess)) _worst = evidence;
        if (evidence.Resolution is { } resolution) _resolutions.Add(resolution);
        _violated = _violated.With(evidence.Finding == Finding.Violated);
        if (rule.Deviation(evidence.Measurement) is { } deviation)
            _tight = _tight.With(deviation > 0 && deviation >= Claims.SmallestUsefulShare * evidence.Width);
        _resolved = _resolved.With(evidence.Resolution <= evidence.WantedResolution);
        _power = _power.With(evidence.HasPower);
    }

    public Verdict On(Verdict verdict) => verdict with
    {
        Cases = Cases,
        Draws = Draws,
        NoCases = Reasons,
        Worst = _worst,
        Drawn = DrawnTrait.Summary(_traits),
        Resolution = _resolutions.Count == 0 ? null : NumberRange.Of([.. _resolutions]),
        Violated = law.Breaks is null ? null : _violated,
        Power = law.Breaks is null && _worst?.Tolerance.MustDetect < double.PositiveInfinity ? _power : null,
        Tight = law.Breaks is null && !rule.IsExact && _tight.Of > 0 ? _tight : null,
        Resolved = law.Breaks is null && !rule.IsExact && law.Law.Kind is (LawKind.Identity or LawKind.Bound) ? _resolved : null,
    };
}
