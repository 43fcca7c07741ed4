using System.Collections;
using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Dynamics.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.BadCalls;

/// <summary>What is wrong with a value, and so what a call may do with it.</summary>
enum Flaw
{
    /// <summary>Nothing is there: it needs to be refused.</summary>
    Missing,

    /// <summary>A negative size, a value that its type does not name: it needs to be refused.</summary>
    Unfit,

    /// <summary>It needs to be refused, or to be seen in what comes out.</summary>
    NotANumber,

    /// <summary>It needs to be refused, or to be seen in what comes out.</summary>
    Infinite,

    /// <summary>It may be right; then what comes out is a number.</summary>
    Extreme,
}

/// <summary>A bad value in the place of a good one.</summary>
/// <param name="Value">What is passed.</param>
/// <param name="Flaw">What is wrong with it.</param>
/// <param name="Text">How it is printed.</param>
/// <param name="Names">What an exception may call it: the argument, or the property inside it.</param>
sealed record BadValue(object? Value, Flaw Flaw, string Text, IReadOnlyList<string> Names);

/// <summary>All that can be wrong with a value, by its type.</summary>
static class BadValues
{
    /// <param name="argument">Whose place it takes.</param>
    /// <param name="good">Makes a value that is right; written into.</param>
    public static IEnumerable<BadValue> Of(Argument argument, Func<object?> good) =>
        from bad in OfType(argument.Type, good, depth: 0)
        where !(bad.Value is null && (argument.TakesNull || argument.IsSpan))
        select bad with { Names = [argument.Name, .. bad.Names] };

    static IEnumerable<BadValue> OfType(Type type, Func<object?> good, int depth)
    {
        if (type == typeof(double)) return Doubles();
        if (type == typeof(int)) return Integers();
        if (type == typeof(long)) return Longs();
        if (type == typeof(Real)) return Doubles().Select(bad => bad with { Value = new Real((double)bad.Value!) });
        if (type == typeof(HyperDual)) return Doubles().Select(bad => bad with { Value = HyperDual.Constant((double)bad.Value!) });
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return OfType(underlying, () => good() ?? RuntimeHelpers.GetUninitializedObject(underlying), depth);
        if (type.IsEnum) return [Bad(Enum.ToObject(type, 99), Flaw.Unfit, "99")];
        if (type.IsPrimitive || type == typeof(CancellationToken) || type == typeof(TimeSpan)) return [];
        if (type == typeof(Vector<double>)) return [Null, .. Vectors((Vector<double>)good()!)];
        if (type == typeof(Matrix<double>)) return [Null, .. Matrices((Matrix<double>)good()!)];
        if (type == typeof(string)) return depth > 0 ? [] : [Null, Bad("", Flaw.Extreme, "an empty text")];
        if (type == typeof(Stream))
            return [Null, Bad(new MemoryStream(), Flaw.Extreme, "an empty stream"), Bad(Closed(), Flaw.Unfit, "a closed stream")];
        if (typeof(Delegate).IsAssignableFrom(type)) return [Null, .. Delegates(type)];
        if (type.IsInterface && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IProgress<>)) return [];
        if (ElementOf(type) is { } element) return Lists(type, element, good, depth);
        if (typeof(ITuple).IsAssignableFrom(type) && type.IsValueType) return Parts(type, good, depth, [.. type.GetFields()]);
        MemberInfo[] settable = [.. type.GetProperties().Where(property => property.SetMethod is { IsPublic: true })];
        return
        [
            type.IsValueType ? Bad(RuntimeHelpers.GetUninitializedObject(type), Flaw.Extreme, "the default") : Null,
            .. depth < 2 && type.GetConstructors().Length + settable.Length > 0 ? Parts(type, good, depth, settable) : [],
        ];
    }

    static BadValue Null => Bad(null, Flaw.Missing, "null");

    static BadValue Bad(object? value, Flaw flaw, string text) => new(value, flaw, text, []);

    static IEnumerable<BadValue> Doubles() =>
        from x in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, 0, 1e-300, 1e300 }
        select Bad(x, double.IsNaN(x) ? Flaw.NotANumber : double.IsInfinity(x) ? Flaw.Infinite : Flaw.Extreme, $"{x}");

    static IEnumerable<BadValue> Integers() =>
        from n in new[] { int.MinValue, -1, 0, int.MaxValue }
        select Bad(n, n < 0 ? Flaw.Unfit : Flaw.Extreme, $"{n}");

    static IEnumerable<BadValue> Longs() =>
        from n in new[] { long.MinValue, -1, 0, long.MaxValue }
        select Bad(n, n < 0 ? Flaw.Unfit : Flaw.Extreme, $"{n}");

    static IEnumerable<BadValue> Vectors(Vector<double> good)
    {
        yield return Bad(Vector<double>.Build.Dense(good.Count + 1, .5), Flaw.Extreme, "a vector with an entry more");
        if (good.Count > 1) yield return Bad(good.SubVector(0, good.Count - 1), Flaw.Extreme, "a vector with an entry less");
        foreach (var entry in NotFinite)
        {
            var bad = good.Clone();
            bad[^1] = entry;
            yield return Bad(bad, Of(entry), $"a vector with {entry}");
        }
    }

    static IEnumerable<BadValue> Matrices(Matrix<double> good)
    {
        var (rows, columns) = (good.RowCount, good.ColumnCount);
        yield return Bad(Resized(good, rows + 1, columns), Flaw.Extreme, "a matrix with a row more");
        yield return Bad(Resized(good, rows, columns + 1), Flaw.Extreme, "a matrix with a column more");
        foreach (var entry in NotFinite)
        {
            var bad = good.Clone();
            bad[rows - 1, columns - 1] = entry;
            yield return Bad(bad, Of(entry), $"a matrix with {entry}");
        }
    }

    static readonly double[] NotFinite = [double.NaN, double.PositiveInfinity];

    static Flaw Of(double entry) => double.IsNaN(entry) ? Flaw.NotANumber : Flaw.Infinite;

    static Matrix<double> Resized(Matrix<double> good, int rows, int columns) => Matrix<double>.Build.Dense(
        rows, columns, (i, j) => i < good.RowCount && j < good.ColumnCount ? good[i, j] : .5);

    static MemoryStream Closed()
    {
        var stream = new MemoryStream();
        stream.Dispose();
        return stream;
    }

    /// <summary>One that returns nothing, or what is not a number.</summary>
    static IEnumerable<BadValue> Delegates(Type type)
    {
        var invoke = type.GetMethod("Invoke")!;
        if (invoke.ReturnType == typeof(void)) yield break;
        var parameters = invoke.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType)).ToArray();
        object? value = invoke.ReturnType == typeof(double) ? double.NaN : null;
        yield return Bad(
            Expression.Lambda(type, Expression.Constant(value, invoke.ReturnType), parameters).Compile(),
            value is null ? Flaw.Extreme : Flaw.NotANumber, $"a function that returns {value ?? "null"}");
    }

    static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[0]
        : null;

    static IEnumerable<BadValue> Lists(Type type, Type element, Func<object?> good, int depth)
    {
        var isImmutable = type.IsValueType;
        yield return isImmutable ? Bad(RuntimeHelpers.GetUninitializedObject(type), Flaw.Missing, "an array that was never made") : Null;
        yield return Bad(Made([]), Flaw.Extreme, "an empty list");
        object?[] items = [.. ((IEnumerable)good()!).Cast<object?>()];
        if (items.Length == 0) yield break;
        if (items.Length > 1) yield return Bad(Made(items[..^1]), Flaw.Extreme, "a list with an item less");
        foreach (var bad in OfType(element, () => ((IEnumerable)good()!).Cast<object?>().Last(), depth + 1))
            yield return bad with { Value = Made([.. items[..^1], bad.Value]), Text = $"a list with {bad.Text}" };

        object Made(object?[] of)
        {
            var array = Array.CreateInstance(element, of.Length);
            for (var i = 0; i < of.Length; i++) array.SetValue(of[i], i);
            return !isImmutable ? array : typeof(ImmutableArray).GetMethods()
                .Single(method => method is { Name: "Create" } && method.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(element).Invoke(null, [array])!;
        }
    }

    /// <summary>One part of the value after another is bad; what its own setter refuses is tried there.</summary>
    static IEnumerable<BadValue> Parts(Type type, Func<object?> good, int depth, IReadOnlyList<MemberInfo> parts)
    {
        foreach (var part in parts)
            foreach (var bad in OfType(TypeOf(part), () => Get(part, good()), depth + 1))
            {
                if (bad.Value is null && part is PropertyInfo property && TakesNull(property)) continue;
                var whole = good();
                if (whole is null || !TrySet(part, whole, bad.Value)) continue;
                yield return bad with { Value = whole, Text = $"{part.Name} = {bad.Text}", Names = [part.Name, .. bad.Names] };
            }
    }

    static bool TakesNull(PropertyInfo property) => property.PropertyType.IsValueType
        ? Nullable.GetUnderlyingType(property.PropertyType) is not null
        : new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable;

    static Type TypeOf(MemberInfo part) => part is PropertyInfo property ? property.PropertyType : ((FieldInfo)part).FieldType;

    static object? Get(MemberInfo part, object? whole) =>
        (part is PropertyInfo property ? property.GetValue(whole) : ((FieldInfo)part).GetValue(whole)) is { } value
            ? GoodValues.Copied(value) : null;

    static bool TrySet(MemberInfo part, object whole, object? value)
    {
        try
        {
            if (part is PropertyInfo property) property.SetValue(whole, value);
            else ((FieldInfo)part).SetValue(whole, value);
            return true;
        }
        catch (TargetInvocationException)
        {
            return false;
        }
    }
}
