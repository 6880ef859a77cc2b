using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>Who may do what in a lobby, and when a lobby ends.</summary>
[Trait("Speed", "slow")]
public sealed class LobbyRightsTests : IDisposable
{
    private const string Tariq = Gathering.Tariq,
        Thea = Gathering.Thea,
        Tomoko = Gathering.Tomoko,
        Facilitator = "demo-facilitator";

    /// <summary>All operations in a lobby, with the roles of the class that may perform them without a seat.</summary>
    private static readonly Dictionary<string, (string[] By, Func<Gathering, string, Guid, Task<Refusal?>> Do)> Deeds = new()
    {
        ["read"] = ([Tomoko, Facilitator, "demo-instructor"], async (crew, who, lobby) => (await crew.ReadAsync(who, lobby)).Refusal),
        ["join"] = ([Tomoko], async (crew, who, lobby) => (await crew.JoinAsync(who, lobby)).Refusal),
        ["take a role"] = ([], async (crew, who, lobby) => (await crew.TakeAsync(who, lobby, IncidentRole.Scribe)).Refusal),
        ["give a role up"] = ([], async (crew, who, lobby) => (await crew.GiveUpAsync(who, lobby, IncidentRole.Commander)).Refusal),
        ["say ready"] = ([], async (crew, who, lobby) => (await crew.ReadyAsync(who, lobby)).Refusal),
        ["start"] = ([], async (crew, who, lobby) => (await crew.StartAsync(who, lobby)).Refusal),
        // No-op for a person who is not in it.
        ["leave"] = ([Tomoko, Facilitator, "demo-instructor"], async (crew, who, lobby) => (await crew.LeaveAsync(who, lobby)).Refusal),
    };

    private readonly LabBench _bench = new();
    private readonly Gathering _crew;

    public LobbyRightsTests() => _crew = new Gathering(_bench);

    public static TheoryData<string> Names { get; } = [.. Deeds.Keys];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Only_the_staff_of_the_class_see_who_waits_for_whom()
    {
        var lobby = await _crew.LobbyAsync(Tariq, Thea);
        foreach (var who in (string[])[Facilitator, "demo-instructor"])
        {
            var crew = Assert.Single((await _crew.ListAsync(who)).Value);
            Assert.Equal((lobby, "Lab 1: Simulate High Latency Incident"), (crew.LobbyId, crew.Lab));
            Assert.Equal(["Tariq Aziz Khan", "Thea Novak"], crew.Mates.Select(mate => mate.Name));
        }

        Assert.Equal(RefusalKind.NotAllowed, (await _crew.ListAsync(Tariq)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await _crew.ListAsync(Tomoko)).Refusal!.Kind);
        // For the administrator, who belongs to no class, it does not exist.
        Assert.Equal(RefusalKind.NotFound, (await _crew.ListAsync("demo-administrator")).Refusal!.Kind);

        Assert.Null((await _crew.LeaveAsync(Tariq, lobby)).Refusal);
        Assert.Null((await _crew.LeaveAsync(Thea, lobby)).Refusal);
        Assert.Empty((await _crew.ListAsync(Facilitator)).Value);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_deed_is_done_only_by_those_who_may_and_is_unknown_to_another_class(string name)
    {
        var lobby = await _crew.LobbyAsync(Tariq, Thea);
        var before = await StoredAsync(lobby);
        // The administrator belongs to no class.
        foreach (var who in (string[])["demo-administrator", "demo-instructor", Facilitator, Tomoko])
        {
            var refusal = await Deeds[name].Do(_crew, who, lobby);
            Assert.True(Deeds[name].By.Contains(who) == refusal is null, $"{name} by {who}: {refusal?.Message ?? "done"}");
            Assert.Equal(
                who == "demo-administrator" ? RefusalKind.NotFound : RefusalKind.NotAllowed,
                refusal?.Kind ?? RefusalKind.NotAllowed
            );
            Assert.True(name == "join" && who == Tomoko || before == await StoredAsync(lobby), $"{name} by {who} changed the lobby.");
        }

        Assert.Equal(0, await _crew.RunsAsync());
        Assert.Equal(RefusalKind.NotFound, (await Deeds[name].Do(_crew, Tariq, Guid.CreateVersion7()))?.Kind);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task In_an_archived_class_nothing_is_done_and_its_lobbies_are_closed(string name)
    {
        var lobby = await _crew.LobbyAsync(Tariq, Thea);
        Assert.Null(
            (
                await _bench
                    .Get<ChangeClass>()
                    .ArchiveAsync(await _crew.ActorAsync("demo-administrator"), await _bench.Portal.CohortIdAsync(), archived: true, Ct)
            ).Refusal
        );
        Assert.False((await _crew.ReadAsync(Facilitator, lobby)).Value.IsOpen);
        Assert.Equal(RefusalKind.NotFound, (await Deeds[name].Do(_crew, Tariq, lobby))?.Kind);

        Assert.Null(
            (
                await _bench
                    .Get<ChangeClass>()
                    .ArchiveAsync(await _crew.ActorAsync("demo-administrator"), await _bench.Portal.CohortIdAsync(), archived: false, Ct)
            ).Refusal
        );
        Assert.False((await _crew.ReadAsync(Tariq, lobby)).Value.IsOpen);
        Assert.Equal(RefusalKind.TooLate, (await _crew.StartAsync(Tariq, lobby)).Refusal?.Kind);
        Assert.NotEqual(lobby, (await _crew.GatherAsync(Tariq)).Value.LobbyId);
    }

    [Fact]
    public async Task Someone_is_in_one_lobby_of_a_lab_at_a_time_and_in_none_beside_a_run()
    {
        var (one, other) = (await _crew.LobbyAsync(Tariq), await _crew.LobbyAsync(Thea));
        Assert.Equal(RefusalKind.Conflict, (await _crew.JoinAsync(Tariq, other)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Conflict, (await _crew.StartAloneAsync(Tariq)).Refusal?.Kind);
        Assert.Null((await _crew.LeaveAsync(Tariq, one)).Refusal);
        Assert.Null((await _crew.JoinAsync(Tariq, other)).Refusal);
        // The first lobby is closed: its last person has left.
        Assert.Equal(RefusalKind.TooLate, (await _crew.JoinAsync(Tomoko, one)).Refusal?.Kind);

        var run = (await _crew.StartAloneAsync(Tomoko)).Value;
        Assert.Equal(RefusalKind.Conflict, (await _crew.JoinAsync(Tomoko, other)).Refusal?.Kind);
        Assert.Equal(run, (await _crew.GatherAsync(Tomoko)).Value.RunId);
    }

    [Fact]
    public async Task Someone_of_a_lobby_does_not_join_a_crew_that_has_started()
    {
        var team = await _bench.StartAsync(Tomoko, asTeam: true);
        var lobby = await _crew.LobbyAsync(Tariq);
        Assert.Equal(
            RefusalKind.Conflict,
            (await _bench.Get<JoinCrew>().RunAsync(await _crew.ActorAsync(Tariq), team.RunId, Ct)).Refusal?.Kind
        );
        Assert.Null((await _crew.LeaveAsync(Tariq, lobby)).Refusal);
        Assert.Null((await _bench.Get<JoinCrew>().RunAsync(await _crew.ActorAsync(Tariq), team.RunId, Ct)).Refusal);
    }

    [Fact]
    public async Task A_person_of_another_kept_crew_is_refused_with_its_number()
    {
        await _crew.KeepAsync([Tariq], [Thea, Tomoko]);
        var lobby = await _crew.LobbyAsync(Tariq);
        Assert.Contains("You are in crew 2 today", (await _crew.JoinAsync(Thea, lobby)).Refusal?.Message);
    }

    [Fact]
    public async Task A_lab_that_waits_for_the_facilitator_has_no_lobby_for_trainees_before()
    {
        Assert.Null(
            (
                await _bench
                    .Get<ChooseLabOpening>()
                    .RunAsync(await _crew.ActorAsync(Facilitator), await _bench.Portal.CohortIdAsync(), true, Ct)
            ).Refusal
        );
        Assert.Equal(RefusalKind.Conflict, (await _crew.GatherAsync(Tariq)).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _crew.GatherAsync(Tariq, "lab-6-post-incident-review")).Refusal?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _crew.GatherAsync("demo-administrator")).Refusal?.Kind);
    }

    [Fact]
    public async Task Someone_who_leaves_the_class_leaves_the_lobby_with_their_roles_and_the_last_one_closes_it()
    {
        var lobby = await _crew.LobbyAsync(Tariq, Thea);
        Assert.Null((await _crew.TakeAsync(Thea, lobby, IncidentRole.Commander)).Refusal);
        await RemoveAsync(Thea);
        var view = (await _crew.ReadAsync(Tariq, lobby)).Value;
        Assert.Equal(["Tariq Aziz Khan"], view.Mates.Select(mate => mate.Name));
        Assert.Equal((null, null), (view.HolderOf(IncidentRole.Commander), view.WhoStartsInstead));
        await RemoveAsync(Tariq);
        Assert.False((await _crew.ReadAsync(Facilitator, lobby)).Value.IsOpen);
    }

    [Theory]
    [InlineData(29, 59, true)]
    [InlineData(30, 0, false)]
    public async Task A_lobby_that_no_one_has_open_for_half_an_hour_is_closed(int minutes, int seconds, bool isOpen)
    {
        var lobby = (await _crew.GatherAsync(Tariq)).Value.LobbyId!.Value;
        var tab = await _crew.EnterAsync(Tariq, lobby);
        _bench.Time.Advance(TimeSpan.FromHours(2));
        await _bench.Get<CloseLobbies>().CloseEmptyAsync(Ct);
        Assert.True((await _crew.ReadAsync(Tariq, lobby)).Value.IsOpen);

        await tab.DisposeAsync();
        _bench.Time.Advance(new TimeSpan(0, minutes, seconds));
        await _bench.Get<CloseLobbies>().CloseEmptyAsync(Ct);
        Assert.Equal(isOpen, (await _crew.ReadAsync(Tariq, lobby)).Value.IsOpen);
    }

    [Fact]
    public async Task A_crew_has_six_people_at_most()
    {
        var lobby = (await _crew.GatherAsync(Tariq)).Value.LobbyId!.Value;
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var stored = await db.Set<CrewLobby>().SingleAsync(one => one.Id == lobby, Ct);
        for (var people = 1; people < Crew.Most; people++)
        {
            Assert.Null(stored.Sit(Guid.CreateVersion7(), DateTime.UnixEpoch).Refusal);
        }

        Assert.Equal((6, RefusalKind.Conflict), (stored.Seats.Count, stored.Sit(Guid.CreateVersion7(), DateTime.UnixEpoch).Refusal?.Kind));
    }

    private async Task RemoveAsync(string who) =>
        Assert.Null(
            (
                await _bench
                    .Get<RemoveMember>()
                    .RunAsync(
                        await _crew.ActorAsync(Facilitator),
                        await _bench.Portal.CohortIdAsync(),
                        (await _crew.ActorAsync(who)).PersonId,
                        Ct
                    )
            ).Refusal
        );

    private async Task<string> StoredAsync(Guid lobby)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var stored = await db.Set<CrewLobby>().AsNoTracking().SingleAsync(one => one.Id == lobby, Ct);
        return $"{stored.Version} {stored.IsOpen} {string.Join(",", stored.Seats.Select(seat => (seat.PersonId, seat.IsReady, string.Join("+", seat.Roles))).Order())}";
    }
}
