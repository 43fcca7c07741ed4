using System.Collections;
using System.Reflection;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.BadCalls;

/// <summary>The numbers that objects are made of, whatever holds them, in a fixed order.</summary>
static class Contents
{
    public static bool Any(IEnumerable<object?> objects, Func<double, bool> predicate) => Of(objects).Any(predicate);

    public static IEnumerable<double> Of(IEnumerable<object?> objects)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        return objects.SelectMany(Within);

        IEnumerable<double> Within(object? value) => value switch
        {
            null or string or Type or Delegate or Exception => [],
            double number => [number],
            double[] numbers => numbers,
            Vector<double> vector => vector.ToArray(),
            Matrix<double> matrix => matrix.ToColumnMajorArray(),
            _ when value.GetType() is { IsPrimitive: true } or { IsEnum: true } => [],
            _ when !value.GetType().IsValueType && !seen.Add(value) => [],
            IEnumerable items when items is Array or IList { Count: >= 0 } => items.Cast<object?>().SelectMany(Within),
            _ => Fields(value.GetType()).SelectMany(field => Within(field.GetValue(value))),
        };
    }

    static IEnumerable<FieldInfo> Fields(Type type)
    {
        const BindingFlags own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var at = type; at is not null && !IsOfThreads(at); at = at.BaseType)
            foreach (var field in at.GetFields(own))
                if (!field.FieldType.IsPointer && !field.FieldType.IsByRefLike)
                    yield return field;
    }

    static bool IsOfThreads(Type type) => type.Namespace?.StartsWith("System.Threading", StringComparison.Ordinal) == true;
}
