using System.Collections.Concurrent;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace IncidentTraining.Tests.Architecture;

/// <summary>A type that uses something from another namespace.</summary>
/// <param name="Type">The type, or the one in which it is nested.</param>
/// <param name="Space">Its namespace.</param>
/// <param name="Other">The other namespace.</param>
public sealed record Dependency(string Type, string Space, string Other);

/// <summary>What the types of an assembly depend on, in their signatures and in their code.</summary>
public static class Dependencies
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyList<Dependency>> Loaded = new();

    /// <summary>The dependencies of the assembly's types on namespaces other than their own.</summary>
    public static IReadOnlyList<Dependency> Of(Assembly assembly) => Loaded.GetOrAdd(assembly, Load);

    /// <summary>The cycles among namespaces below a root, each as its sorted members.</summary>
    /// <param name="dependencies">The dependencies.</param>
    /// <param name="root">The namespace that holds them.</param>
    /// <param name="depth">The number of further name parts that count; anything deeper belongs to its parent.</param>
    public static IReadOnlyList<string> Circles(IEnumerable<Dependency> dependencies, string root, int depth)
    {
        var graph = dependencies
            .Select(one => (From: Cut(one.Space), To: Cut(one.Other)))
            .Where(edge => edge.From is not null && edge.To is not null && edge.From != edge.To)
            .GroupBy(edge => edge.From!)
            .ToDictionary(group => group.Key, group => group.Select(edge => edge.To!).ToHashSet());
        return [.. graph.Keys.Select(Circle).Where(circle => circle.Length > 0).Distinct().Order(StringComparer.Ordinal)];

        // Everything that a namespace reaches and that reaches it.
        string Circle(string start)
        {
            var members = Reach(start).Where(other => Reach(other).Contains(start)).Order(StringComparer.Ordinal).ToList();
            return string.Join(", ", members);
        }

        HashSet<string> Reach(string start)
        {
            var reached = new HashSet<string>();
            var open = new Stack<string>([start]);
            while (open.TryPop(out var next))
            {
                foreach (var known in graph.GetValueOrDefault(next) ?? [])
                {
                    if (reached.Add(known))
                    {
                        open.Push(known);
                    }
                }
            }

            return reached;
        }

        string? Cut(string space) =>
            space.StartsWith(root + ".", StringComparison.Ordinal)
                ? string.Join('.', space[(root.Length + 1)..].Split('.').Take(depth))
                : null;
    }

    // A generic parameter is not a type: its namespace is missing, or that of any method with a parameter of the same name.
    private static IReadOnlyList<Dependency> Load(Assembly assembly) =>
        [
            .. from type in new ArchLoader().LoadAssembly(assembly).Build().Types
            where type.Namespace is not null
            from used in type.Dependencies.SelectMany(dependency => Named(dependency.Target, dependency.TargetGenericArguments))
            where used is not GenericParameter && used.Namespace is not null && used.Namespace.FullName != type.Namespace.FullName
            group used by new Dependency(type.FullName.Split('+')[0], type.Namespace.FullName, used.Namespace.FullName) into same
            select same.Key,
        ];

    private static IEnumerable<IType> Named(IType type, IEnumerable<GenericArgument> arguments) =>
        arguments.SelectMany(argument => Named(argument.Type, argument.GenericArguments)).Prepend(type);
}
