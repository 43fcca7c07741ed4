using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Dynamics.Specs.Laws;

/// <summary>Checks a law on a fixture: a pure function of the two and of the settings' seed and number of cases.</summary>
public static class LawRunner
{
    public static Verdict Check(LawDeclaration law, object fixture, Settings settings)
    {
        var before = ThreadClock.Now;
        var verdict = DecideOrSayWhatThrew(law, fixture, settings);
        return verdict with { Cost = (ThreadClock.Now - before).TotalSeconds };
    }

    /// <summary>What a law throws on a subject is a violation; what its fixture throws on the way to one leaves it undecided.</summary>
    static Verdict DecideOrSayWhatThrew(LawDeclaration law, object fixture, Settings settings)
    {
        try
        {
            return Decide(law, fixture, settings);
        }
        catch (Exception thrown)
        {
            return Verdict.Nothing(law, settings) with
            {
                Reason = $"its fixture threw where a subject was drawn, described or made simpler: {thrown}",
            };
        }
    }

    static Verdict Decide(LawDeclaration law, object fixture, Settings settings)
    {
        var nothing = Verdict.Nothing(law, settings);
        if (law.Defects is { Count: > 0 } defects) return nothing with { Reason = string.Join("; ", defects) };
        if (law.DoesNotApply is { } reason) return nothing with { Status = LawStatus.NotApplicable, Reason = reason };
        if (law.Law is PhenomenonAttribute) return new PhenomenonTrial(law, fixture, settings).Decide(nothing);

        return law.Method.GetParameters() is [var parameter]
            ? DecideOver(parameter.ParameterType)
            : new LawTrial<FrozenSetting>(law, Bind, FrozenSetting.Subjects, settings).Decide(nothing);

        Func<FrozenSetting, Measurement> Bind(MethodInfo method)
        {
            var measure = Bound<Func<Measurement>>(method, fixture);
            return _ => measure();
        }

        Verdict DecideOver(Type subject)
        {
            var generic = typeof(LawRunner).GetMethod(
                nameof(DecideOn), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(subject);
            try
            {
                return (Verdict)generic.Invoke(null, [law, fixture, settings, nothing])!;
            }
            catch (TargetInvocationException thrown) when (thrown.InnerException is { } inner)
            {
                ExceptionDispatchInfo.Throw(inner);
                throw;
            }
        }
    }

    static Verdict DecideOn<T>(LawDeclaration law, object fixture, Settings settings, Verdict nothing) =>
        fixture is ISubjectsOf<T> source
            ? new LawTrial<T>(law, method => Bound<Func<T, Measurement>>(method, fixture), source.Subjects, settings).Decide(nothing)
            : nothing with { Reason = $"it is about {InCode(typeof(T))}, which {law.Fixture.Name} does not draw: {Drawn(fixture)}; "
                + $"implement ISubjectsOf<{InCode(typeof(T))}>" };

    static string Drawn(object fixture)
    {
        var drawn = fixture.GetType().GetInterfaces()
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ISubjectsOf<>))
                .Select(type => InCode(type.GetGenericArguments()[0])).ToArray();
        return drawn.Length == 0 ? "it draws nothing" : $"it draws {string.Join(" and ", drawn)}";
    }

    static string InCode(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(InCode))}>"
        : type.Name;

    internal static TDelegate Bound<TDelegate>(MethodInfo method, object fixture)
        where TDelegate : Delegate => method.CreateDelegate<TDelegate>(method.IsStatic ? null : fixture);
}

/// <summary>The one case of a law without a subject.</summary>
readonly record struct FrozenSetting
{
    public static Subjects<FrozenSetting> Subjects =>
        new(FsCheck.Fluent.Gen.Constant(default(FrozenSetting)), _ => [], _ => []) { AtMost = 1 };

    public override string ToString() => "the frozen setting";
}
