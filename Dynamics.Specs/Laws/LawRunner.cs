using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Dynamics.Specs.Laws;

/// <summary>Checks a law on a fixture: a pure function of the two and of the settings' seed and number of cases.</summary>
public static class LawRunner
{
    public static Verdict Check(LawDeclaration law, object fixture, Settings settings)
    {
        var before = ThreadClock.Now;
        var verdict = Decide(law, fixture, settings);
        return verdict with { Cost = (ThreadClock.Now - before).TotalSeconds };
    }

    static Verdict Decide(LawDeclaration law, object fixture, Settings settings)
    {
        var nothing = new Verdict(law, LawStatus.Undecided, "", 0, null, null, DrawnTrait.Summary([]), [], 0, settings);
        if (law.Defects().ToArray() is { Length: > 0 } defects) return nothing with { Reason = string.Join("; ", defects) };
        if (law.DoesNotApply is { } reason) return nothing with { Status = LawStatus.NotApplicable, Reason = reason };

        return law.Method.GetParameters() is [var parameter]
            ? Invoke(nameof(DecideOver), parameter.ParameterType)
            : Invoke(nameof(DecideFrozen));

        Verdict Invoke(string method, params Type[] types)
        {
            var generic = typeof(LawRunner).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!;
            try
            {
                return (Verdict)(types.Length > 0 ? generic.MakeGenericMethod(types) : generic).Invoke(null, [law, fixture, settings, nothing])!;
            }
            catch (TargetInvocationException thrown) when (thrown.InnerException is { } inner)
            {
                ExceptionDispatchInfo.Throw(inner);
                throw;
            }
        }
    }

    /// <summary>A law without a subject has one frozen setting.</summary>
    static Verdict DecideFrozen(LawDeclaration law, object fixture, Settings settings, Verdict nothing)
    {
        var setting = new Subjects<FrozenSetting>(FsCheck.Fluent.Gen.Constant(default(FrozenSetting)), _ => [], _ => []) { AtMost = 1 };
        return new LawTrial<FrozenSetting>(law, Bind, setting, settings).Decide(nothing);

        Func<FrozenSetting, Evidence> Bind(MethodInfo method)
        {
            var measure = method.CreateDelegate<Func<Evidence>>(method.IsStatic ? null : fixture);
            return _ => measure();
        }
    }

    static Verdict DecideOver<T>(LawDeclaration law, object fixture, Settings settings, Verdict nothing)
    {
        if (fixture is not ISubjectsOf<T> source)
            return nothing with { Reason = $"{law.Fixture.Name} draws no {typeof(T).Name}: it must implement ISubjectsOf<{typeof(T).Name}>" };
        if (law.Falsifiers.FirstOrDefault(f => f.Method.GetParameters() is not [var p] || p.ParameterType != typeof(T)) is { } other)
            return nothing with { Reason = $"the falsifier '{other.Title}' takes another subject than the law" };
        return new LawTrial<T>(law, Bind, source.Subjects, settings).Decide(nothing);

        Func<T, Evidence> Bind(MethodInfo method) => method.CreateDelegate<Func<T, Evidence>>(method.IsStatic ? null : fixture);
    }

    readonly record struct FrozenSetting
    {
        public override string ToString() => "the frozen setting";
    }
}
