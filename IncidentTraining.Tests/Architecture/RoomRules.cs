using System.Reflection;

namespace IncidentTraining.Tests.Architecture;

/// <summary>Which room of Core may depend on which other. Dependencies go one way, from the bottom up, without cycles.</summary>
public static class RoomRules
{
    // The bottom: Results depends on nothing, and everything may depend on it.
    private static readonly string[] Ground = ["Content", "Storage", "Results", "Live"];

    public static IReadOnlyDictionary<string, string[]> MayKnow { get; } =
        new Dictionary<string, string[]>
        {
            ["Results"] = [],
            ["Live"] = ["Results"],
            ["Content"] = ["Results"],
            ["Storage"] = ["Results"],
            // Pure: the engine depends on nothing; only its scenarios, and the help for their authors, depend on content.
            ["PracticeShop"] = ["Results"],
            ["PracticeShop.Scenarios"] = ["PracticeShop", "Content", "Results"],
            ["PracticeShop.Authoring"] = ["PracticeShop", "Content", "Results"],
            ["Curriculum"] = ["Content", "Results"],
            ["People"] = [.. Ground],
            ["Crews"] = [.. Ground, "People"],
            ["Schedule"] = [.. Ground, "People", "Curriculum"],
            ["Quizzes"] = [.. Ground, "People", "Curriculum"],
            ["Documents"] = [.. Ground, "People", "Curriculum"],
            ["Runs"] = [.. Ground, "People", "Crews", "Curriculum", "PracticeShop", "Schedule"],
            ["Response"] = [.. Ground, "People", "PracticeShop", "Schedule", "Documents", "Runs"],
            ["Paging"] = [.. Ground, "People", "PracticeShop", "Runs", "Response"],
            ["Assessment"] = [.. Ground, "People", "Crews", "PracticeShop", "Schedule", "Documents", "Runs", "Response", "Paging"],
            ["Drills"] = [.. Ground, "People", "Crews", "PracticeShop", "Schedule", "Documents", "Runs", "Response", "Assessment"],
            ["RunbookTrials"] = [.. Ground, "People", "PracticeShop", "Documents", "Runs", "Response"],
            ["Reviews"] =
            [
                .. Ground,
                "People",
                "Curriculum",
                "PracticeShop",
                "Documents",
                "Runs",
                "Response",
                "Assessment",
                "RunbookTrials",
            ],
            ["Progress"] =
            [
                .. Ground,
                "People",
                "Crews",
                "Curriculum",
                "PracticeShop",
                "Schedule",
                "Documents",
                "Runs",
                "Response",
                "Assessment",
                "RunbookTrials",
                "Reviews",
                "Quizzes",
            ],
            // Plays the use cases of all rooms; nothing depends on it.
            ["Demonstration"] =
            [
                .. Ground,
                "People",
                "Crews",
                "Curriculum",
                "PracticeShop",
                "Schedule",
                "Documents",
                "Runs",
                "Response",
                "Paging",
                "Assessment",
                "Reviews",
                "Quizzes",
                "Progress",
            ],
        };

    /// <summary>Parts of a room that must not depend on another part of it, although they are in the same room.</summary>
    public static IReadOnlyList<(string Part, string Other)> MustNotKnow { get; } =
    [
        ("PracticeShop.Components", "PracticeShop.Telemetry"),
        ("PracticeShop.Components", "PracticeShop.Actions"),
        ("PracticeShop.Components", "PracticeShop.Faults"),
        ("PracticeShop.Engine", "PracticeShop.Components"),
        ("PracticeShop.Engine", "PracticeShop.Telemetry"),
        ("PracticeShop.Faults", "PracticeShop.Telemetry"),
    ];

    /// <summary>Types with a forbidden dependency, each with that dependency.</summary>
    /// <param name="assembly">Where to look.</param>
    /// <param name="root">The namespace that holds the rooms.</param>
    public static IReadOnlyList<string> Violations(Assembly assembly, string root)
    {
        var violations = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var one in Dependencies.Of(assembly))
        {
            if (RoomOf(one.Space, root) is not { } room)
            {
                continue;
            }

            if (RoomOf(one.Other, root) is { } other && !May(room, other))
            {
                violations.Add($"{one.Type} knows {other}");
            }

            foreach (
                var (_, part) in MustNotKnow.Where(rule =>
                    IsIn(one.Space, $"{root}.{rule.Part}") && IsIn(one.Other, $"{root}.{rule.Other}")
                )
            )
            {
                violations.Add($"{one.Type} knows {part}");
            }

            if (room.Split('.')[0] is "PracticeShop" or "Curriculum")
            {
                foreach (
                    var (space, name) in ((string, string)[])
                        [("Microsoft.EntityFrameworkCore", "the database"), ("Microsoft.AspNetCore", "the web")]
                )
                {
                    if (IsIn(one.Other, space))
                    {
                        violations.Add($"{one.Type} knows {name}");
                    }
                }
            }
        }

        return [.. violations];
    }

    /// <summary>Rooms under the root that the rules do not mention.</summary>
    public static IReadOnlyList<string> UnknownRooms(Assembly assembly, string root) =>
        [
            .. assembly
                .GetTypes()
                .Select(type => type.Namespace ?? "")
                .Where(name => name.StartsWith(root + ".", StringComparison.Ordinal))
                .Select(name => name[(root.Length + 1)..].Split('.')[0])
                .Distinct()
                .Where(room => !MayKnow.ContainsKey(room))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The room of a namespace: the longest matching name in the rules; null outside all rooms.</summary>
    private static string? RoomOf(string space, string root) =>
        MayKnow.Keys.Where(room => IsIn(space, $"{root}.{room}")).MaxBy(room => room.Length);

    // A room may depend on all parts of the rooms that it may depend on, and on its own parts.
    private static bool May(string room, string other) =>
        room == other || IsIn(other, room) || MayKnow[room].Any(known => IsIn(other, known));

    private static bool IsIn(string space, string parent) => space == parent || space.StartsWith(parent + ".", StringComparison.Ordinal);
}
