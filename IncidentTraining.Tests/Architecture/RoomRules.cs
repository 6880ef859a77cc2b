using System.Reflection;
using NetArchTest.Rules;

namespace IncidentTraining.Tests.Architecture;

/// <summary>Which room of Core may know which other. The way is one: from the ground up, without circles.</summary>
public static class RoomRules
{
    // The ground: Results knows nobody, and everybody may use it.
    private static readonly string[] Ground = ["Content", "Storage", "Results", "Live"];

    public static IReadOnlyDictionary<string, string[]> MayKnow { get; } = new Dictionary<string, string[]>
    {
        ["Results"] = [],
        ["Live"] = ["Results"],
        ["Content"] = ["Results"],
        ["Storage"] = ["Results"],
        // Pure: the engine knows nobody, and only its scenarios are content.
        ["PracticeShop"] = ["Results"],
        ["PracticeShop.Scenarios"] = ["PracticeShop", "Content", "Results"],
        ["Curriculum"] = ["Content", "Results"],
        ["People"] = [.. Ground],
        ["Schedule"] = [.. Ground, "People", "Curriculum"],
        ["Quizzes"] = [.. Ground, "People", "Curriculum"],
        ["Documents"] = [.. Ground, "People", "Curriculum"],
        ["Runs"] = [.. Ground, "People", "Curriculum", "PracticeShop", "Schedule"],
        ["Response"] = [.. Ground, "People", "PracticeShop", "Schedule", "Documents", "Runs"],
        ["Paging"] = [.. Ground, "People", "PracticeShop", "Runs", "Response"],
        ["Assessment"] = [.. Ground, "People", "PracticeShop", "Schedule", "Documents", "Runs", "Response", "Paging"],
        ["RunbookTrials"] = [.. Ground, "People", "PracticeShop", "Documents", "Runs", "Response"],
        ["Reviews"] = [.. Ground, "People", "Curriculum", "PracticeShop", "Documents", "Runs", "Response", "Assessment", "RunbookTrials"],
        ["Progress"] =
        [
            .. Ground, "People", "Curriculum", "PracticeShop", "Schedule", "Documents", "Runs", "Response", "Assessment", "RunbookTrials", "Reviews", "Quizzes",
        ],
    };

    /// <summary>Types that know what they may not, each with what it knows.</summary>
    /// <param name="assembly">Where to look.</param>
    /// <param name="root">The namespace that holds the rooms.</param>
    public static IReadOnlyList<string> Violations(Assembly assembly, string root)
    {
        var violations = new List<string>();
        foreach (var (room, allowed) in MayKnow)
        {
            var forbidden = MayKnow.Keys.Where(other => other != room && !IsBelow(other, room) && !allowed.Contains(other) && !allowed.Any(known => IsBelow(other, known)));
            foreach (var other in forbidden)
            {
                violations.AddRange(Offenders(assembly, root, room, $"{root}.{other}").Select(type => $"{type} knows {other}"));
            }
        }

        foreach (var room in (string[])["PracticeShop", "Curriculum"])
        {
            violations.AddRange(Offenders(assembly, root, room, "Microsoft.EntityFrameworkCore").Select(type => $"{type} knows the database"));
            violations.AddRange(Offenders(assembly, root, room, "Microsoft.AspNetCore").Select(type => $"{type} knows the web"));
        }

        return violations;
    }

    /// <summary>Rooms under the root that the rules do not mention.</summary>
    public static IReadOnlyList<string> UnknownRooms(Assembly assembly, string root) =>
        [.. assembly.GetTypes().Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith(root + ".", StringComparison.Ordinal))
            .Select(name => name[(root.Length + 1)..].Split('.')[0])
            .Distinct().Where(room => !MayKnow.ContainsKey(room)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Offenders(Assembly assembly, string root, string room, string forbidden)
    {
        var types = Types.InAssembly(assembly).That().ResideInNamespace($"{root}.{room}");
        foreach (var part in MayKnow.Keys.Where(part => IsBelow(part, room)))
        {
            // A part with rules of its own is judged by them.
            types = types.And().DoNotResideInNamespace($"{root}.{part}");
        }

        return types.ShouldNot().HaveDependencyOn(forbidden).GetResult().FailingTypeNames ?? [];
    }

    private static bool IsBelow(string part, string room) => part.StartsWith(room + ".", StringComparison.Ordinal);
}
