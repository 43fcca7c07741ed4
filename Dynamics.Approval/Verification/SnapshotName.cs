using System.Globalization;
using System.Reflection;
using NUnit.Framework.Interfaces;

namespace Dynamics.Approval;

/// <summary><c>Class.Method_arg=value</c>, as Verify names its files.</summary>
public static class SnapshotName
{
    static readonly char[] NotInAFileName = ['"', '<', '>', '|', ':', '*', '?', '\\', '/'];

    public static string Of(Type fixture, MethodInfo method, IReadOnlyList<object?> arguments) =>
        $"{ClassName(fixture)}.{method.Name}{string.Concat(Named(method, arguments))}";

    public static string Of(ITest test) =>
        Of(test.TypeInfo!.Type, test.Method!.MethodInfo, test.Arguments);

    public static string ClassName(Type fixture) =>
        fixture.DeclaringType is { } outer ? $"{ClassName(outer)}.{fixture.Name}" : fixture.Name;

    static IEnumerable<string> Named(MethodInfo method, IReadOnlyList<object?> arguments) =>
        method.GetParameters().Zip(arguments, (parameter, value) => $"_{parameter.Name}={Printed(value)}");

    static string Printed(object? value) => value switch
    {
        null => "null",
        IFormattable number => Safe(number.ToString(null, CultureInfo.InvariantCulture)),
        _ => Safe(value.ToString() ?? ""),
    };

    static string Safe(string text) =>
        new([.. text.Select(c => char.IsControl(c) || NotInAFileName.Contains(c) ? '-' : c)]);
}
