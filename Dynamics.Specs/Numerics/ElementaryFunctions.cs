using System.Reflection;
using Dynamics.Numerics;
using Dynamics.Specs.Reference;

namespace Dynamics.Specs.Numerics;

/// <summary>The functions of <see cref="Elementary"/> by the names that tables use, each with the bound it states.</summary>
static class ElementaryFunctions
{
    public static IReadOnlyDictionary<string, (Func<double, double> Value, double BoundInUlp)> OfOneArgument { get; } =
        Stated<Func<double, double>>(parameters: 1);

    public static IReadOnlyDictionary<string, (Func<double, double, double> Value, double BoundInUlp)> OfTwoArguments { get; } =
        Stated<Func<double, double, double>>(parameters: 2);

    public static IEnumerable<MethodInfo> Methods =>
        typeof(Elementary).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.ReturnType == typeof(double));

    public static T Named<T>(this IReadOnlyDictionary<string, T> functions, ReferenceRow row) =>
        functions.TryGetValue(row["function"], out var function)
            ? function
            : throw row.Malformed($"the function '{row["function"]}' is not one of {string.Join(", ", functions.Keys.Order())}");

    static Dictionary<string, (TFunction, double)> Stated<TFunction>(int parameters) where TFunction : Delegate =>
        Methods.Where(m => m.GetParameters().Length == parameters).ToDictionary(
            m => m.Name.ToLowerInvariant(),
            m => (m.CreateDelegate<TFunction>(), m.GetCustomAttribute<AccuracyInUlpAttribute>()?.Bound ?? 0.5));
}
