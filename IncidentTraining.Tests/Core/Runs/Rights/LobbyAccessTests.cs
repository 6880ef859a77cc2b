using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>Who may see a lobby, and which lobby is found for a person or a crew.</summary>
public sealed class LobbyAccessTests : IAsyncLifetime
{
    private const string Unknown = "There is no such lobby, or it is not in your class.";

    private RightsBench _bench = null!;

    private static CancellationToken Ct => RightsBench.Ct;

    public async ValueTask InitializeAsync() => _bench = await RightsBench.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Members_of_the_class_see_a_lobby_each_with_their_role_and_for_others_it_does_not_exist()
    {
        var lobby = await LobbyAsync([_bench.Ana]);
        foreach (var (actor, role) in new[] { (_bench.Ben, ClassRole.Trainee), (_bench.Instructor, ClassRole.Instructor) })
        {
            var seen = (await SeeAsync(actor, lobby.Id)).Value;
            Assert.Equal((lobby.Id, actor.PersonId, role), (seen.Lobby.Id, seen.Member.PersonId, seen.Member.Role));
        }

        foreach (var actor in new[] { _bench.Stranger, _bench.Administrator })
        {
            Assert.Equal((RefusalKind.NotFound, Unknown), Of((await SeeAsync(actor, lobby.Id)).Refusal));
        }

        Assert.Equal((RefusalKind.NotFound, Unknown), Of((await SeeAsync(_bench.Ana, Guid.CreateVersion7())).Refusal));
        await _bench.ArchiveAsync();
        Assert.Equal((RefusalKind.NotFound, Unknown), Of((await SeeAsync(_bench.Ana, lobby.Id)).Refusal));
        Assert.StartsWith(
            "This class is archived",
            (await _bench.ChangeAsync(db => db.RequireVisibleLobbyAsync(_bench.Instructor, lobby.Id, Ct))).Refusal!.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_lobby_is_open_until_it_starts_or_closes()
    {
        var open = await LobbyAsync([_bench.Facilitator, _bench.Ana]);
        var (started, closed) = (await LobbyAsync([_bench.Ben]), await LobbyAsync([_bench.Cleo]));
        var run = await _bench.RunAsync(_bench.Ben, isTeam: true);
        await _bench.Storage.ChangeAsync<CrewLobby>(started.Id, lobby => lobby.Start(run.Id));
        await _bench.Storage.ChangeAsync<CrewLobby>(closed.Id, lobby => lobby.Close(RightsBench.Now));
        await LobbyAsync([_bench.Stranger], cohortId: _bench.OtherCohortId);

        Assert.Equal([open.Id], await _bench.ReadAsync(db => db.OpenLobbies(_bench.CohortId).Select(lobby => lobby.Id).ToListAsync(Ct)));
        Assert.Equal(open.Id, await OfAsync(_bench.Ana, RightsBench.Lab));
        Assert.Null(await OfAsync(_bench.Ana, "lab-2"));
        Assert.Null(await OfAsync(_bench.Ben, RightsBench.Lab));
        Assert.Null(await OfAsync(_bench.Instructor, RightsBench.Lab));

        async Task<Guid?> OfAsync(Actor actor, string page) =>
            (await _bench.ReadAsync(db => db.OpenLobbyOfAsync(actor.PersonId, _bench.CohortId, page, Ct)))?.Id;
    }

    [Fact]
    public async Task A_kept_crew_finds_the_lobby_in_which_most_of_them_gather_and_of_two_the_earlier()
    {
        await LobbyAsync([_bench.Ana, _bench.Ben, _bench.Cleo], pageId: "lab-2");
        await LobbyAsync([_bench.Instructor, _bench.Facilitator]);
        Assert.Null(await FindAsync());

        var late = await LobbyAsync([_bench.Cleo, _bench.Instructor, _bench.Facilitator], openedAfter: 2);
        Assert.Equal(late.Id, await FindAsync());
        var early = await LobbyAsync([_bench.Ben], openedAfter: 1);
        Assert.Equal(early.Id, await FindAsync());
        var most = await LobbyAsync([_bench.Ana, _bench.Ben], openedAfter: 3);
        Assert.Equal(most.Id, await FindAsync());

        async Task<Guid?> FindAsync() =>
            (
                await _bench.ReadAsync(db =>
                    db.OpenLobbyOfCrewAsync(
                        new(1, [.. new[] { _bench.Ana, _bench.Ben, _bench.Cleo }.Select(actor => new KeptMate(actor.PersonId, ""))]),
                        _bench.CohortId,
                        RightsBench.Lab,
                        Ct
                    )
                )
            )?.Id;
    }

    [Fact]
    public async Task The_names_are_those_of_its_people()
    {
        var lobby = await LobbyAsync([_bench.Ana, _bench.Ben]);
        Assert.Equal(
            new Dictionary<Guid, string> { [_bench.Ana.PersonId] = "Ana Silva", [_bench.Ben.PersonId] = "Ben Okoro" },
            await _bench.ReadAsync(db => db.NamesOfAsync(lobby, Ct))
        );
    }

    private static (RefusalKind, string) Of(Refusal? refusal) => (refusal!.Kind, refusal.Message);

    private Task<Outcome<(CrewLobby Lobby, Membership Member)>> SeeAsync(Actor actor, Guid id) =>
        _bench.ReadAsync(db => db.RequireVisibleLobbyAsync(actor, id, Ct));

    private async Task<CrewLobby> LobbyAsync(Actor[] seats, string pageId = RightsBench.Lab, Guid? cohortId = null, int openedAfter = 0)
    {
        var lobby = new CrewLobby(Guid.CreateVersion7(), cohortId ?? _bench.CohortId, pageId, RightsBench.Now.AddMinutes(openedAfter));
        Assert.All(seats, actor => Assert.True(lobby.Sit(actor.PersonId, RightsBench.Now).Succeeded));
        await _bench.Storage.AddAsync(lobby);
        return lobby;
    }
}
