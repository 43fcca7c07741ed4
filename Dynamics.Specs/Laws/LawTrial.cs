using System.Reflection;
using Dynamics.Numerics;
using Dynamics.Specs.Laws.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Dynamics.Specs.Laws;

/// <summary>
/// A law with its subjects: each is measured, each falsifier is tried on it, and one on which the law fails is made simpler.
/// </summary>
sealed class LawTrial<T>
{
    const int MostDrawsForACase = 20;
    const int MostShrinkSteps = 1000;
    const int GeneratorSize = 100;
    const double ForOwnCases = .9;

    readonly LawDeclaration _law;
    readonly Rule _rule;
    readonly Func<T, Measurement> _measure;
    readonly Subjects<T> _subjects;
    readonly Settings _settings;
    readonly int _cases;
    readonly RandomStream _stream;
    readonly FalsifierTrial<T>[] _falsifiers;
    readonly CaseCount _count;

    public LawTrial(LawDeclaration law, Func<MethodInfo, Func<T, Measurement>> bind, Subjects<T> subjects, Settings settings)
    {
        (_law, _rule, _measure, _subjects, _settings) = (law, law.Rule!, bind(law.Method), subjects, settings);
        _cases = Cases(law.Law.Cases);
        _stream = RandomStream.FromSeed(settings.Seed).Substream(law.Id).Substream(law.Subject).Substream("law");
        var isFrozen = typeof(T) == typeof(FrozenSetting);
        _falsifiers = law.Breaks is not null ? []
            : [.. law.Falsifiers.Select(falsifier =>
                new FalsifierTrial<T>(
                    falsifier, bind(falsifier.Method), _rule, Cases(falsifier.Falsifier.Catches),
                    isFrozen, settings.IsTheDefaultRun, law.Law.ShareAlpha))];
        _count = new(law, _rule);
    }

    public Verdict Decide(Verdict nothing)
    {
        for (var draw = 0; draw < MostDraws && !(_count.Cases >= _cases && _falsifiers.All(falsifier => falsifier.IsClosed)); draw++)
        {
            var subject = Draw(draw);
            var alpha = Alpha(_count.Cases);
            var trial = Try(subject, alpha);
            _count.Draws++;
            if (trial.IsNoCase) _count.Add(trial.WhyNoCase!);
            else if (trial.IsViolated && !(_law.Breaks is not null && trial.IsMeasuredViolation))
                return Failure(_count.On(nothing), draw + 1, subject, trial, alpha);
            else
            {
                if (_count.Cases < _cases) _count.Add(trial.Evidence!, [.. _subjects.Traits(subject)]);
                foreach (var falsifier in _falsifiers.Where(falsifier => !falsifier.IsClosed)) falsifier.Try(subject, trial.Evidence!);
            }
            if (_count.Cases < _cases && draw + 1 >= _cases * MostDrawsForACase) break;
        }

        var verdict = _count.On(nothing) with { Falsifiers = [.. _falsifiers.Select(falsifier => falsifier.Verdict)] };
        return _count.Cases < _cases
            ? verdict with { Reason = $"only {_count.Cases} of {_cases} cases met the hypotheses in {_count.Draws} draws ({_count.WhyNot})"
            + (_count.Cases == 0 && _count.Draws > 0
                ? $"; where none ever can, the fixture says so: [DoesNotApply(nameof({_law.Method.Name}), \"why\")]" : "") }
            : Judge.Of(verdict);
    }

    int MostDraws => MostDrawsForACase * Math.Max(_cases, _falsifiers.Select(falsifier => falsifier.Most).DefaultIfEmpty(0).Max());

    /// <summary>Most of the law's alpha for its own cases, the rest for all the draws that falsifiers may need beyond them.</summary>
    double Alpha(int done) => _law.Law.Alpha * (done < _cases ? ForOwnCases / _cases : (1 - ForOwnCases) / MostDraws);

    Verdict Failure(Verdict verdict, int index, T subject, Trial trial, double alpha)
    {
        var (simplest, found, steps) = Shrink(subject, trial, alpha);
        return verdict with
        {
            Status = LawStatus.Violated,
            Reason = found.Refused,
            Worst = found.Evidence,
            Counterexample = new(index, $"{subject}", $"{simplest}", steps, found.Evidence, found.Thrown),
        };
    }

    /// <summary>Takes the first simpler subject on which the law fails in the same way, until there is none.</summary>
    (T, Trial, int) Shrink(T subject, Trial trial, double alpha)
    {
        var (steps, tries) = (0, 0);
        while (tries < MostShrinkSteps)
        {
            var better = _subjects.Simpler(subject).Take(MostShrinkSteps - tries)
                .Select(simpler => { tries++; return (Subject: simpler, Trial: Try(simpler, alpha)); })
                .Where(candidate => candidate.Trial.FailsLike(trial)).Take(1).ToArray();
            if (better.Length == 0) break;
            (subject, trial) = better[0];
            steps++;
        }
        return (subject, trial, steps);
    }

    T Draw(int index)
    {
        var draw = _stream.Substream(index);
        return _subjects.Draw.Sample(GeneratorSize, new Rnd(draw.NextUInt64(), draw.NextUInt64() | 1), 1)[0];
    }

    int Cases(int declared) => Math.Min(_settings.Cases(declared), _subjects.AtMost);

    Trial Try(T subject, double alpha) => Trial.Of(_measure, subject, _rule, alpha, _law.Law.NoCaseWhere);
}
