using System.Collections;
using System.Reflection;
using MathNet.Numerics.LinearAlgebra;

namespace Dynamics.Specs.BadCalls;

/// <summary>The numbers that an object is made of, whatever holds them.</summary>
static class Contents
{
    public static bool Any(IEnumerable<object?> objects, Func<double, bool> predicate)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        return objects.Any(Holds);

        bool Holds(object? value) => value switch
        {
            null or string or Type or Delegate or Exception => false,
            double number => predicate(number),
            double[] numbers => numbers.Any(predicate),
            Vector<double> vector => vector.Enumerate().Any(predicate),
            Matrix<double> matrix => matrix.Enumerate().Any(predicate),
            _ when value.GetType() is { IsPrimitive: true } or { IsEnum: true } => false,
            _ when !value.GetType().IsValueType && !seen.Add(value) => false,
            IEnumerable items when items is Array or IList { Count: >= 0 } => items.Cast<object?>().Any(Holds),
            _ => Fields(value.GetType()).Any(field => Holds(field.GetValue(value))),
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
