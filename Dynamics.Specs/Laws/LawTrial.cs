using System.Reflection;
using Dynamics.Numerics;
using Dynamics.Specs.Laws.Tolerances;
using FsCheck;
using FsCheck.Fluent;

namespace Dynamics.Specs.Laws;

/// <summary>A law with its subjects: the cases, the shrinking of one that fails, and then the falsifiers.</summary>
sealed class LawTrial<T>
{
    const int MostDrawsForACase = 20;
    const int MostShrinkSteps = 1000;
    const int GeneratorSize = 100;

    readonly LawDeclaration _law;
    readonly Func<MethodInfo, Func<T, Evidence>> _bind;
    readonly Func<T, Evidence> _measure;
    readonly Subjects<T> _subjects;
    readonly Settings _settings;
    readonly int _cases;
    readonly RandomStream _stream;
    readonly double _alpha;

    public LawTrial(LawDeclaration law, Func<MethodInfo, Func<T, Evidence>> bind, Subjects<T> subjects, Settings settings)
    {
        (_law, _bind, _measure, _subjects) = (law, bind, bind(law.Method), subjects);
        _settings = settings;
        _cases = Cases(law.Law.Cases);
        _stream = RandomStream.FromSeed(settings.Seed).Substream(law.Id).Substream(law.Subject);
        _alpha = law.Law.Alpha / (_cases + law.Falsifiers.Sum(falsifier => Cases(falsifier.Falsifier.Cases)));
    }

    public Verdict Decide(Verdict nothing)
    {
        var traits = new List<Trait>();
        Measured? worst = null;
        var cases = 0;
        var expectsViolation = _law.Breaks is not null;

        foreach (var (index, subject) in Draws("law", _cases))
        {
            var trial = Try(subject);
            if (trial.Finding == Finding.NoCase) continue;
            cases++;
            traits.AddRange(_subjects.Traits(subject));
            if (trial.Fails && !(expectsViolation && trial.IsMeasuredViolation))
                return Failure(nothing with { Cases = cases, Drawn = DrawnTrait.Summary(traits) }, index, subject, trial);
            if (!trial.Fails && expectsViolation)
                return nothing with { Status = LawStatus.Violated, Cases = cases, Reason = $"it holds on {subject}, though '{_law.Breaks}' is broken" };
            if (trial.Measured is { } measured && !(worst?.Excess >= measured.Excess)) worst = measured;
            if (cases == _cases) break;
        }

        var verdict = nothing with { Cases = cases, Worst = worst, Drawn = DrawnTrait.Summary(traits) };
        if (cases < _cases) return verdict with { Reason = $"only {cases} of {_cases} cases met the hypotheses in {_cases * MostDrawsForACase} draws" };
        if (expectsViolation) return verdict with { Status = LawStatus.ExpectedViolation, Reason = $"'{_law.Breaks}' is broken" };
        if (IsTooWide(worst)) return verdict with { Reason = $"its tolerance is too wide: the worst residual is under {Roundoff.SmallestUsefulShare:g} of it" };
        return WithFalsifiers(verdict);
    }

    Verdict WithFalsifiers(Verdict verdict)
    {
        var falsifiers = new List<FalsifierVerdict>();
        foreach (var falsifier in _law.Falsifiers)
        {
            var (found, lawFailure) = TryToFalsify(falsifier);
            falsifiers.Add(found);
            if (lawFailure is var (index, subject, trial)) return Failure(verdict with { Falsifiers = falsifiers }, index, subject, trial);
        }
        var survivors = falsifiers.Where(falsifier => !falsifier.IsKilled).Select(falsifier => $"the mistake '{falsifier.Falsifier.Falsifier.Mistake}' {falsifier.Survivor}").ToArray();
        return verdict with
        {
            Falsifiers = falsifiers,
            Status = survivors.Length > 0 ? LawStatus.Undecided : _law.Law.Kind == LawKind.Phenomenon ? LawStatus.Demonstrated : LawStatus.Holds,
            Reason = string.Join("; ", survivors),
        };
    }

    /// <summary>On every subject on which the mistake is one: the law holds, and the mistake is caught by the same measurement.</summary>
    (FalsifierVerdict, (int, T, Trial)?) TryToFalsify(FalsifierDeclaration falsifier)
    {
        var mistaken = _bind(falsifier.Method);
        var wanted = Cases(falsifier.Falsifier.Cases);
        var (caught, of, margin, survivor) = (0, 0, double.PositiveInfinity, "");
        foreach (var (index, subject) in Draws(falsifier.Method.Name, wanted))
        {
            var mistake = Trial.Of(mistaken, subject, _alpha);
            if (mistake.Finding == Finding.NoCase) continue;
            var truth = Try(subject);
            if (truth.Finding == Finding.NoCase) continue;
            of++;
            if (truth.Fails) return (new(falsifier, caught, of, margin, "was not tried: the law fails"), (index, subject, truth));
            survivor = WhatIsWrong(mistake, truth.Measured!.Evidence, subject);
            if (survivor != "") break;
            caught++;
            margin = Math.Min(margin, mistake.Measured!.Excess);
            if (of == wanted) break;
        }
        if (survivor == "" && of < wanted) survivor = $"is a mistake on only {of} of the {wanted} subjects wanted, in {wanted * MostDrawsForACase} draws";
        return (new(falsifier, caught, of, margin, survivor), null);
    }

    string WhatIsWrong(Trial mistake, Evidence truth, T subject)
    {
        if (mistake.Thrown is { } thrown) return $"threw {thrown.GetType().Name} on {subject}: {thrown.Message}";
        var evidence = mistake.Measured!.Evidence;
        if (evidence.Tolerance.Rule != truth.Tolerance.Rule) return $"is measured with another tolerance: '{evidence.Tolerance.Rule}'";
        if (!evidence.Measurement.Right.IsSameAs(truth.Measurement.Right))
            return $"is compared with another right-hand side on {subject}: {evidence.Measurement.Right.Name} = {evidence.Measurement.Right}, the law's is {truth.Measurement.Right.Name} = {truth.Measurement.Right}";
        return mistake.Finding switch
        {
            Finding.Violated when !double.IsFinite(evidence.Measurement.Residual) => $"gives no number on {subject}: {evidence.Measurement.Left.Name} = {evidence.Measurement.Left}",
            Finding.Violated => "",
            Finding.Undecided => $"is measured without the power to see it on {subject}",
            _ => $"survives on {subject}: residual {evidence.Measurement.Residual:G3}, tolerance {evidence.Tolerance.Width(_alpha):G3}",
        };
    }

    Verdict Failure(Verdict verdict, int index, T subject, Trial trial)
    {
        var (simplest, found, steps) = Shrink(subject, trial);
        return verdict with
        {
            Status = found.Finding == Finding.Undecided ? LawStatus.Undecided : LawStatus.Violated,
            Reason = found.Finding == Finding.Undecided ? "its tolerance is wider than the smallest violation that it must see" : found.BrokenRule ?? "",
            Worst = found.Measured,
            Counterexample = new(index, $"{subject}", $"{simplest}", steps, found.Measured, found.Thrown),
        };
    }

    /// <summary>Takes the first simpler subject on which the law fails in the same way, until there is none.</summary>
    (T, Trial, int) Shrink(T subject, Trial trial)
    {
        var (steps, tries) = (0, 0);
        while (tries < MostShrinkSteps)
        {
            var better = _subjects.Simpler(subject).Take(MostShrinkSteps - tries)
                .Select(simpler => { tries++; return (Subject: simpler, Trial: Try(simpler)); })
                .Where(candidate => candidate.Trial.FailsLike(trial)).Take(1).ToArray();
            if (better.Length == 0) break;
            (subject, trial) = better[0];
            steps++;
        }
        return (subject, trial, steps);
    }

    IEnumerable<(int Index, T Subject)> Draws(string role, int cases)
    {
        var stream = _stream.Substream(role);
        for (var i = 0; i < cases * MostDrawsForACase; i++)
        {
            var draw = stream.Substream(i);
            yield return (i + 1, _subjects.Draw.Sample(GeneratorSize, new Rnd(draw.NextUInt64(), draw.NextUInt64() | 1), 1)[0]);
        }
    }

    int Cases(int declared) => Math.Min(_settings.Cases(declared), _subjects.AtMost);

    Trial Try(T subject) => Trial.Of(_measure, subject, _alpha).Obeying(_law.Law.Within);

    /// <summary>Judged on the default run alone: the worst of other cases may be small by chance.</summary>
    bool IsTooWide(Measured? worst) =>
        _settings.IsTheDefaultRun && worst is { Evidence.Tolerance: Roundoff } && _law is { Law.Kind: LawKind.Identity, WideBecause: "" }
        && worst.Excess < Roundoff.SmallestUsefulShare;

    /// <summary>One evaluation of a law or a falsifier on a subject.</summary>
    sealed record Trial(Finding Finding, Measured? Measured, Exception? Thrown, string? BrokenRule = null)
    {
        public bool Fails => Finding is Finding.Violated or Finding.Undecided;

        /// <summary>A law that throws fails in another way than one whose sides differ.</summary>
        public bool FailsLike(Trial other) => Finding == other.Finding && Thrown?.GetType() == other.Thrown?.GetType();

        /// <summary>Two sides that differ, and not a law that threw, or gave no number, or was measured by another rule.</summary>
        public bool IsMeasuredViolation => Finding == Finding.Violated && BrokenRule is null && Measured is { } measured && double.IsFinite(measured.Residual);

        public static Trial Of(Func<T, Evidence> measure, T subject, double alpha)
        {
            try
            {
                var evidence = measure(subject);
                var finding = evidence.Find(alpha);
                return new(finding, finding == Finding.NoCase ? null : new(evidence, alpha), null);
            }
            catch (Exception thrown)
            {
                return new(Finding.Violated, null, thrown);
            }
        }

        /// <summary>Evidence that was measured by another rule than the declared one is no evidence.</summary>
        public Trial Obeying(string rule) =>
            Measured?.Evidence.Tolerance.Rule is { } used && used != rule
                ? this with { Finding = Finding.Violated, BrokenRule = $"it is measured by '{used}' but declares '{rule}'" }
                : this;
    }
}
