using System.Globalization;
using Dynamics.Specs.Laws.Rules;

namespace Dynamics.Specs.Laws;

/// <summary>
/// A falsifier in the course of its tries: each is caught or not, until as many are caught as are wanted or too many have escaped.
/// </summary>
sealed class FalsifierTrial<T>(
    FalsifierDeclaration falsifier, Func<T, Measurement> mistaken,
    Rule rule, int wanted, bool isFrozen, bool isTheDefaultRun, double alpha)
{
    readonly int _most = isFrozen ? 1 : Tally.MostTries(wanted, falsifier.Falsifier.LeastShare, alpha);

    Tally _tally = new(0, 0, falsifier.Falsifier.LeastShare);
    int _notComputed;
    double _margin = double.PositiveInfinity;
    string _refused = "", _escape = "";

    /// <summary>Nothing more is to be learned.</summary>
    public bool IsClosed => _refused != "" || _tally.Count >= wanted || _tally.Of >= _most || Always && _tally.Count < _tally.Of;

    /// <summary>After how many tries it survives.</summary>
    public int Most => _most;

    /// <param name="truth">What the law itself measured on the subject.</param>
    public void Try(T subject, Evidence truth)
    {
        var trial = Trial.Of(mistaken, subject, rule, truth.Alpha, []);
        if (trial.IsNoCase)
        {
            _notComputed++;
            return;
        }
        _refused = WhatIsRefused(trial, truth, subject);
        _tally = _tally.With(trial.IsMeasuredViolation);
        if (trial.IsMeasuredViolation) _margin = Math.Min(_margin, trial.Evidence!.Excess);
        else _escape = WhatEscaped(trial, subject);
    }

    public FalsifierVerdict Verdict => new(falsifier, _tally, wanted, _notComputed, _margin, Survivor);

    bool Always => falsifier.Falsifier.LeastShare >= 1;

    string Survivor =>
        _refused != "" ? _refused
        : _tally.Count >= wanted ? (isTheDefaultRun && !_tally.IsMet ? Missed : "")
        : _tally.Of >= _most || Always && _tally.Count < _tally.Of
            ? Missed
        : _tally.Of + _notComputed == 0 ? "was never tried: no subject was a case of the law"
        : $"could be computed on {_tally.Of} subjects only, and not on {_notComputed}: {wanted} catches were wanted";

    string Missed => string.Create(
        CultureInfo.InvariantCulture, $"survives: caught on {_tally} subjects, at least {_tally.Claimed} is claimed; it {_escape}");

    string WhatIsRefused(Trial trial, Evidence truth, T subject) =>
        trial.Evidence is not { } evidence || falsifier.Falsifier.Spoils == Spoiled.Both
            || evidence.Measurement.Right.IsSameAs(truth.Measurement.Right) ? trial.Refused
        : $"is compared with another right-hand side on {subject}: {evidence.Measurement.Right.Name} = {evidence.Measurement.Right}, "
            + $"the law's is {truth.Measurement.Right.Name} = {truth.Measurement.Right}";

    static string WhatEscaped(Trial trial, T subject) =>
        trial.Thrown is { } thrown ? $"threw {thrown.GetType().Name} on {subject}: {thrown.Message}"
        : trial.Evidence is not { } evidence ? $"is refused on {subject}: {trial.Refused}"
        : !double.IsFinite(evidence.Residual)
            ? $"gives no number on {subject}: {evidence.Measurement.Left.Name} = {evidence.Measurement.Left}"
        : string.Create(
            CultureInfo.InvariantCulture, $"escaped on {subject}: residual {evidence.Residual:G3}, tolerance {evidence.Width:G3}");
}
