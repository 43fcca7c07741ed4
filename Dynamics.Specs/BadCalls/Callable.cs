using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Dynamics.Networks;
using Dynamics.Numerics;

namespace Dynamics.Specs.BadCalls;

/// <summary>One argument of a <see cref="Callable"/>.</summary>
/// <param name="Name">As it is declared; of a property, the property's.</param>
/// <param name="Type">What it is passed as; of a span, the array that becomes one.</param>
/// <param name="TakesNull">Whether it is declared to.</param>
/// <param name="IsSpan">Whether it is passed as a span.</param>
/// <param name="IsWritten">Whether it is a span that is written into.</param>
sealed record Argument(string Name, Type Type, bool TakesNull, bool IsSpan, bool IsWritten);

/// <summary>A constructor, a method or a property that can be set of Core, as anybody can call it.</summary>
/// <param name="Owner">The type that declares it.</param>
/// <param name="Member">Its name; 'new' of a constructor.</param>
/// <param name="Arguments">In order; spans as arrays.</param>
/// <param name="Invoke">Calls it on a receiver, null of a static one.</param>
sealed record Callable(Type Owner, string Member, IReadOnlyList<Argument> Arguments, Func<object?, object?[], object?> Invoke)
{
    /// <summary>Whether it needs a receiver.</summary>
    public required bool HasReceiver { get; init; }

    /// <summary>
    /// Whether it is a function from numbers to numbers: those follow the rules of floating-point arithmetic outside of their domains.
    /// </summary>
    public required bool IsScalar { get; init; }

    /// <summary>Whether it is a property that is set, on a receiver that holds it afterwards.</summary>
    public required bool IsSetter { get; init; }

    static readonly string[] OfEveryRecord =
        ["Equals", "GetHashCode", "ToString", "Deconstruct", "<Clone>$", "PrintMembers", "op_Equality", "op_Inequality"];

    /// <summary>
    /// All of Core's with an argument, but those that the compiler writes for records, and those that only make a record of results,
    /// which no other member takes.
    /// </summary>
    public static IReadOnlyList<Callable> All => Found.Value;

    static readonly Lazy<IReadOnlyList<Callable>> Found = new(Find);

    static IReadOnlyList<Callable> Find()
    {
        var all = (
            from type in typeof(Network).Assembly.GetExportedTypes()
            where !type.IsInterface && !type.IsEnum
            from member in Of(type)
            select member).ToArray();
        var taken = all.Where(member => !member.MakesARecord).SelectMany(member => member.Arguments)
            .SelectMany(argument => Within(argument.Type)).ToHashSet();
        return [.. all.Where(member => !member.MakesARecord || taken.Any(type => TakesA(type, member.Owner)))];
    }

    /// <summary>As itself, or as one of Core's interfaces.</summary>
    static bool TakesA(Type type, Type record) =>
        type == record || type.IsInterface && type.Assembly == record.Assembly && type.IsAssignableFrom(record);

    /// <summary>Whether it is what the compiler makes of a record's parameters and properties.</summary>
    bool MakesARecord => (IsSetter || Member == "new") && Owner.GetMethod(
        "PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is not null;

    static IEnumerable<Type> Within(Type type) =>
        typeof(Delegate).IsAssignableFrom(type) ? []
        : type.IsArray ? Within(type.GetElementType()!)
        : type.IsGenericType && (type.IsAssignableTo(typeof(IEnumerable)) || !type.IsInterface)
            ? type.GetGenericArguments().SelectMany(Within)
        : [type];

    public override string ToString() => $"{Owner.Name}.{Member}({string.Join(", ", Arguments.Select(argument => argument.Name))})";

    /// <summary>Those of one type, with an argument.</summary>
    public static IEnumerable<Callable> Of(Type type) => Members(type).Where(member => member.Arguments.Count > 0);

    static IEnumerable<Callable> Members(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (!type.IsAbstract)
            foreach (var constructor in type.GetConstructors())
                yield return Of(type, constructor);
        foreach (var method in type.GetMethods(all))
            if (!OfEveryRecord.Contains(method.Name) && !method.IsAbstract)
                yield return Of(type, method);
    }

    static Callable Of(Type type, MethodBase called)
    {
        var method = called is MethodInfo { IsGenericMethodDefinition: true } generic ? Closed(generic) : called;
        var setter = method.Name.StartsWith("set_", StringComparison.Ordinal);
        var parameters = method.GetParameters();
        return new(
            type, setter ? method.Name[4..] : method is ConstructorInfo ? "new" : method.Name,
            [.. parameters.Select(parameter => new Argument(
                setter ? method.Name[4..] : parameter.Name!, Passed(parameter.ParameterType), TakesNull(parameter),
                parameter.ParameterType.IsByRefLike, parameter.ParameterType.Name.StartsWith("Span", StringComparison.Ordinal)))],
            Late(() => Compiled(type, method)))
        {
            HasReceiver = method is MethodInfo { IsStatic: false },
            IsSetter = setter,
            IsScalar = method is MethodInfo function && parameters.Select(parameter => parameter.ParameterType).Append(function.ReturnType)
                .All(type => type == typeof(void) || IsNumber(type.IsByRefLike ? type.GetGenericArguments()[0] : type)),
        };
    }

    static bool IsNumber(Type type) => type == typeof(double) || type.GetInterface("IScalar`1") is not null;

    /// <summary>Over the plain scalar, which computes as doubles do.</summary>
    static MethodInfo Closed(MethodInfo generic) => generic.MakeGenericMethod(
        [.. generic.GetGenericArguments().Select(argument =>
            argument.GetGenericParameterConstraints().Length > 0 ? typeof(Real) : typeof(int))]);

    static bool TakesNull(ParameterInfo parameter) => parameter.ParameterType.IsValueType
        ? Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        : new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    static Type Passed(Type type) => type.IsByRefLike ? type.GetGenericArguments()[0].MakeArrayType() : type;

    /// <summary>Reflection cannot pass a span; a compiled call can.</summary>
    static Func<object?, object?[], object?> Compiled(Type type, MethodBase method)
    {
        var receiver = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        Expression[] passed =
        [
            .. method.GetParameters().Select((parameter, i) =>
            {
                var given = Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), Passed(parameter.ParameterType));
                return parameter.ParameterType.IsByRefLike ? Expression.Convert(given, parameter.ParameterType) : (Expression)given;
            }),
        ];
        Expression call = method switch
        {
            ConstructorInfo constructor => Expression.New(constructor, passed),
            MethodInfo { IsStatic: true } of => Expression.Call(of, passed),
            MethodInfo of => Expression.Call(
                type.IsValueType ? Expression.Unbox(receiver, type) : Expression.Convert(receiver, type), of, passed),
            _ => throw new InvalidOperationException($"{method} is neither a constructor nor a method."),
        };
        var body = call.Type == typeof(void)
            ? Expression.Block(call, Expression.Constant(null)) : Spannable(call);
        return Expression.Lambda<Func<object?, object?[], object?>>(body, receiver, arguments).Compile();
    }

    /// <summary>Compiled when it is first called.</summary>
    static Func<object?, object?[], object?> Late(Func<Func<object?, object?[], object?>> compile)
    {
        var compiled = new Lazy<Func<object?, object?[], object?>>(compile);
        return (receiver, arguments) => compiled.Value(receiver, arguments);
    }

    static Expression Spannable(Expression call) => Expression.Convert(
        call.Type.IsByRefLike ? Expression.Call(call, "ToArray", []) : call, typeof(object));
}
