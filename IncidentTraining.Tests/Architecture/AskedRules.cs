using IncidentTraining.Core.Results;
using Mono.Cecil;
using Assembly = System.Reflection.Assembly;

namespace IncidentTraining.Tests.Architecture;

/// <summary>
/// Determines from the compiled code which inputs have their rules applied. A method applies what its lambdas and the methods of its own
/// class apply, directly or through a method that passes its input on, as the write gate does.
/// </summary>
public sealed class AskedRules
{
    private static readonly Lazy<Dictionary<string, int>> Doors = new(FindDoors);

    private readonly IReadOnlyList<TypeDefinition> _types;
    private readonly HashSet<string> _inputs;

    private AskedRules(Assembly assembly)
    {
        _types = TypesOf(assembly);
        _inputs =
        [
            .. _types
                .Where(type => !type.IsNestedPrivate && type.BaseType?.GetElementType().FullName == "FluentValidation.AbstractValidator`1")
                .Select(type => ((GenericInstanceType)type.BaseType).GenericArguments[0].FullName),
        ];
    }

    /// <summary>The code of an assembly.</summary>
    public static AskedRules Of(Assembly assembly) => new(assembly);

    /// <summary>The methods that pass their input on to its rules, each with the number of its type parameter.</summary>
    public static IReadOnlyCollection<string> DoorNames => Doors.Value.Keys;

    /// <summary>The classes that run rules themselves.</summary>
    public IReadOnlyList<string> Runners() =>
        [
            .. _types
                .Where(type => type.Methods.Any(method => CallsOf(method).Any(IsRun)))
                .Select(type => Outermost(type)[(Outermost(type).LastIndexOf('.') + 1)..])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The public methods of use cases that do not apply their input's rules.</summary>
    public IReadOnlyList<string> Forgetful() =>
        [
            .. from type in UseCases()
            from method in type.Methods
            where method.IsPublic && !method.IsConstructor
            from input in method.Parameters.Select(parameter => parameter.ParameterType.FullName).Where(_inputs.Contains)
            where !AskedBy(method, Doors.Value).Contains(input)
            orderby method.FullName
            select $"{type.Name}.{method.Name}: {input}",
        ];

    /// <summary>The inputs whose rules no use case applies.</summary>
    public IReadOnlyList<string> Unasked() =>
        [.. _inputs.Except(UseCases().SelectMany(type => type.Methods).SelectMany(method => AskedBy(method, Doors.Value))).Order()];

    /// <summary>How many inputs have rules.</summary>
    public int Count => _inputs.Count;

    private IEnumerable<TypeDefinition> UseCases() =>
        _types.Where(type => type.Interfaces.Any(one => one.InterfaceType.FullName == typeof(IUseCase).FullName));

    private static List<TypeDefinition> TypesOf(Assembly assembly)
    {
        var all = new List<TypeDefinition>();
        var open = new Stack<TypeDefinition>(AssemblyDefinition.ReadAssembly(assembly.Location).MainModule.Types);
        while (open.TryPop(out var next))
        {
            all.Add(next);
            foreach (var nested in next.NestedTypes)
            {
                open.Push(nested);
            }
        }

        return all;
    }

    // A method that passes its own type parameter on to such a method counts as well.
    private static Dictionary<string, int> FindDoors()
    {
        var doors = new Dictionary<string, int> { [$"{typeof(InputRules).FullName}.{nameof(InputRules.Refuse)} 1/1"] = 0 };
        var generic = TypesOf(typeof(InputRules).Assembly)
            .SelectMany(type => type.Methods)
            .Where(method => method.HasGenericParameters)
            .ToList();
        var before = 0;
        while (before < doors.Count)
        {
            before = doors.Count;
            foreach (var method in generic.Where(method => !doors.ContainsKey(Key(method))))
            {
                var asked = AskedBy(method, doors);
                // The state machine of an async method has its own parameters with the same names.
                if (method.GenericParameters.FirstOrDefault(parameter => asked.Contains(parameter.Name)) is { } passed)
                {
                    doors.Add(Key(method), passed.Position);
                }
            }
        }

        return doors;
    }

    private static HashSet<string> AskedBy(MethodDefinition start, Dictionary<string, int> doors)
    {
        var asked = new HashSet<string>();
        var seen = new HashSet<MethodDefinition>();
        var open = new Stack<MethodDefinition>([start]);
        while (open.TryPop(out var next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            foreach (var call in CallsOf(next))
            {
                if (call is GenericInstanceMethod generic && doors.TryGetValue(Key(generic.ElementMethod), out var position))
                {
                    asked.Add(generic.GenericArguments[position].FullName);
                }
                else if (Outermost(call.DeclaringType) == Outermost(start.DeclaringType) && call.Resolve() is { } own)
                {
                    open.Push(own);
                }
            }
        }

        return asked;
    }

    /// <summary>The methods that a method calls or makes a delegate of, including those after the first <c>await</c>.</summary>
    private static IEnumerable<MethodReference> CallsOf(MethodDefinition method)
    {
        var machine = method.CustomAttributes.FirstOrDefault(one => one.AttributeType.Name == "AsyncStateMachineAttribute");
        var rest = (machine?.ConstructorArguments[0].Value as TypeReference)?.Resolve().Methods.Single(one => one.Name == "MoveNext");
        return new[] { method, rest }
            .Where(one => one is { HasBody: true })
            .SelectMany(one => one!.Body.Instructions)
            .Select(instruction => instruction.Operand)
            .OfType<MethodReference>();
    }

    private static bool IsRun(MethodReference call) =>
        call.Name.StartsWith("Validate", StringComparison.Ordinal)
        && call.DeclaringType.GetElementType().Namespace.StartsWith("FluentValidation", StringComparison.Ordinal);

    private static string Key(MethodReference method) =>
        $"{method.DeclaringType.GetElementType().FullName}.{method.Name} {method.GenericParameters.Count}/{method.Parameters.Count}";

    private static string Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.GetElementType().FullName;
    }
}
