using IncidentTraining.Core.Content;
using IncidentTraining.Web.Startup;

namespace IncidentTraining.Tests.Architecture;

[Trait("Speed", "slow")]
public sealed class RoomTests
{
    private const string Core = "IncidentTraining.Core";
    private const string PlantedRoot = "IncidentTraining.Tests.Architecture.Planted";
    private const string PlantedCircles = "IncidentTraining.Tests.Architecture.PlantedCircles";

    [Fact]
    public void Rooms_know_each_other_in_one_direction_only() =>
        Assert.Equal([], RoomRules.Violations(typeof(ContentFolder).Assembly, Core));

    [Fact]
    public void Every_room_of_Core_has_its_rules() => Assert.Equal([], RoomRules.UnknownRooms(typeof(ContentFolder).Assembly, Core));

    [Fact]
    public void Core_knows_nothing_of_the_web_project() =>
        Assert.DoesNotContain(typeof(ContentFolder).Assembly.GetReferencedAssemblies(), reference =>
            reference.Name!.StartsWith("IncidentTraining.", StringComparison.Ordinal)
        );

    [Fact]
    public void The_rules_have_no_circle()
    {
        // A room must not depend on a room that may depend on it, directly or indirectly.
        foreach (var room in RoomRules.MayKnow.Keys)
        {
            var reached = new HashSet<string>();
            var open = new Queue<string>(RoomRules.MayKnow[room].Where(known => known != room));
            while (open.TryDequeue(out var next))
            {
                if (reached.Add(next))
                {
                    foreach (var known in RoomRules.MayKnow[next])
                    {
                        open.Enqueue(known);
                    }
                }
            }

            Assert.DoesNotContain(room, reached);
        }
    }

    [Fact]
    public void Planted_violations_are_found()
    {
        var violations = RoomRules.Violations(typeof(RoomTests).Assembly, PlantedRoot);

        Assert.Equal(
            [
                $"{PlantedRoot}.Content.KnowsAFeature knows Quizzes",
                $"{PlantedRoot}.Curriculum.KnowsTheDatabase knows the database",
                $"{PlantedRoot}.Documents.KnowsManyWhoUseIt knows Response",
                $"{PlantedRoot}.Documents.KnowsWhoUsesIt knows Response",
                $"{PlantedRoot}.PracticeShop.Components.Api.KnowsTelemetry knows PracticeShop.Telemetry",
                $"{PlantedRoot}.PracticeShop.KnowsContent knows Content",
                $"{PlantedRoot}.Runs.KnowsTheIncident knows Response",
            ],
            violations.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_planted_room_without_rules_is_found() =>
        Assert.Equal(["Attic"], RoomRules.UnknownRooms(typeof(RoomTests).Assembly, PlantedRoot));

    [Fact]
    public void Namespaces_of_Core_form_no_circles() =>
        AssertNone(Dependencies.Circles(Dependencies.Of(typeof(ContentFolder).Assembly), Core, depth: 3));

    [Fact]
    public void Areas_of_the_web_form_no_circles() =>
        AssertNone(Dependencies.Circles(Dependencies.Of(typeof(Rooms).Assembly), "IncidentTraining.Web", depth: 2));

    [Fact]
    public void Planted_circles_are_found_between_rooms_and_between_their_parts()
    {
        var dependencies = Dependencies.Of(typeof(RoomTests).Assembly);

        Assert.Equal(["Documents, Runs"], Dependencies.Circles(dependencies, PlantedCircles, depth: 1));
        Assert.Equal(
            ["Documents, Runs.Inner", "Reviews.Parts, Reviews.Queue"],
            Dependencies.Circles(dependencies, PlantedCircles, depth: 2)
        );
    }

    [Fact]
    public void The_rooms_of_the_web_carry_the_names_of_Cores_rooms()
    {
        var features = typeof(Rooms)
            .Assembly.GetTypes()
            .Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith("IncidentTraining.Web.Features.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[3])
            .Distinct();

        // The workspace of a run shows the run, the response and the assessment together: a room of the web project only.
        Assert.Subset(RoomRules.MayKnow.Keys.Append("Workspace").ToHashSet(), features.ToHashSet());
    }

    // Written in full: the names are long, and a comparison's message is truncated.
    private static void AssertNone(IReadOnlyList<string> circles) =>
        Assert.True(circles.Count == 0, $"Circles:\n{string.Join('\n', circles)}");
}
