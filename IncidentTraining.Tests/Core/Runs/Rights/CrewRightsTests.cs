using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>Which crew member holds which role and may act in it.</summary>
public sealed class CrewRightsTests
{
    private static readonly CrewRules CommanderActs = new(CommanderActsInPairs: true, HandsOverHalfway: true);

    private static readonly StoredMate Ana = new(Guid.CreateVersion7(), "Ana", false);
    private static readonly StoredMate Ben = new(Guid.CreateVersion7(), "Ben", false);
    private static readonly StoredMate Cleo = new(Guid.CreateVersion7(), "Cleo", false);
    private static readonly StoredMate Ines = new(Guid.CreateVersion7(), "Ines", true);

    [Fact]
    public void Who_started_holds_every_role_that_was_not_handed_over()
    {
        var crew = Make([Ben, Ana], (IncidentRole.Operations, Ben), (IncidentRole.Scribe, Ben));

        Assert.Equal(["Ana", "Ben"], crew.Mates.Select(mate => mate.Name));
        Assert.Equal([IncidentRole.Commander, IncidentRole.Communications], crew.Mates[0].Roles);
        Assert.Equal([IncidentRole.Operations, IncidentRole.Scribe], crew.Mates[1].Roles);
        Assert.Equal(("Ben", "Ana"), (crew.HolderOf(IncidentRole.Scribe).Name, crew.HolderOf(IncidentRole.Commander).Name));
        Assert.Equal(("Ben", null), (crew.Find(Ben.PersonId)?.Name, crew.Find(Cleo.PersonId)));
        Assert.Empty(crew.Lent);
    }

    [Fact]
    public void Who_started_and_left_is_of_the_crew_only_while_nobody_else_is()
    {
        var gone = Crew.Of(Ana, starterLeft: true, [Ben, Cleo], [], CrewRules.Usual);
        Assert.Equal(["Ben", "Cleo"], gone.Mates.Select(mate => mate.Name));
        Assert.Equal(4, gone.Mates[0].Roles.Count);
        Assert.Empty(gone.Mates[1].Roles);

        Assert.Equal(["Ana"], Crew.Of(Ana, starterLeft: true, [], [], CrewRules.Usual).Mates.Select(mate => mate.Name));
    }

    [Fact]
    public void Lent_roles_are_known_with_whose_they_are_in_the_order_of_the_roles()
    {
        var crew = Crew.Of(
            Ana,
            starterLeft: false,
            [Ben, Ines],
            [
                new StoredDuty(IncidentRole.Scribe, Ines.PersonId, Ben.PersonId),
                new StoredDuty(IncidentRole.Communications, Ben.PersonId, null),
                new StoredDuty(IncidentRole.Commander, Ines.PersonId, Ana.PersonId),
            ],
            CommanderActs
        );

        Assert.Equal(
            [KeyValuePair.Create(IncidentRole.Commander, Ana.PersonId), KeyValuePair.Create(IncidentRole.Scribe, Ben.PersonId)],
            crew.Lent
        );
        Assert.Same(CommanderActs, crew.Rules);
        Assert.Equal([false, false, true], crew.Mates.Select(mate => mate.IsHelper));
    }

    [Fact]
    public void One_of_the_roles_is_enough_and_others_are_told_who_holds_them()
    {
        var crew = Make([Ben], (IncidentRole.Scribe, Ben));

        Assert.True(crew.Require(Ben.PersonId, IncidentRole.Commander, IncidentRole.Scribe).Succeeded);
        Assert.True(crew.Require(Ana.PersonId, IncidentRole.Commander, IncidentRole.Scribe).Succeeded);
        var refused = crew.Require(Cleo.PersonId, IncidentRole.Commander, IncidentRole.Scribe);
        Assert.Equal(
            (
                RefusalKind.NotAllowed,
                "This is for the incident commander (Ana) or the scribe (Ben). Ask in the channel, or have the role handed over to you."
            ),
            (refused.Refusal!.Kind, refused.Refusal.Message)
        );
        Assert.False(crew.Require(Ben.PersonId, IncidentRole.Commander).Succeeded);
        Assert.False(crew.Require(null, IncidentRole.Commander).Succeeded);
    }

    [Fact]
    public void The_operations_lead_acts_and_the_commander_is_told_to_say_what_is_wanted()
    {
        var crew = Make([Ben, Cleo], (IncidentRole.Operations, Ben));

        Assert.True(crew.RequireActing(Ben.PersonId).Succeeded);
        Assert.StartsWith("Ben is the operations lead and acts on the shop. You are the incident commander:", Message(Ana));
        Assert.StartsWith("This is for the operations lead (Ben).", Message(Cleo));
        Assert.True(Make([]).RequireActing(Ana.PersonId).Succeeded);

        string Message(StoredMate mate) => crew.RequireActing(mate.PersonId).Refusal!.Message;
    }

    [Fact]
    public void In_a_pair_the_commander_acts_too_where_the_class_wants_it()
    {
        Assert.True(Acts(CommanderActs, Ben));
        // A helper does not make a pair a crew of three.
        Assert.True(Acts(CommanderActs, Ben, Ines));
        Assert.False(Acts(CrewRules.Usual, Ben));
        Assert.False(Acts(CommanderActs, Ben, Cleo));

        static bool Acts(CrewRules rules, params StoredMate[] joined) =>
            Crew.Of(Ana, false, joined, [new StoredDuty(IncidentRole.Operations, Ben.PersonId, null)], rules)
                .RequireActing(Ana.PersonId)
                .Succeeded;
    }

    private static Crew Make(StoredMate[] joined, params (IncidentRole Role, StoredMate Holder)[] duties) =>
        Crew.Of(
            Ana,
            starterLeft: false,
            joined,
            [.. duties.Select(duty => new StoredDuty(duty.Role, duty.Holder.PersonId, null))],
            CrewRules.Usual
        );
}
