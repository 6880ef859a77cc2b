using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>A crew gathers, chooses roles, marks itself as ready, and starts together; no clock runs before.</summary>
public sealed class LobbyTests : IDisposable
{
    private const string Tariq = Gathering.Tariq,
        Thea = Gathering.Thea,
        Tomoko = Gathering.Tomoko;

    private readonly LabBench _bench = new();
    private readonly Gathering _crew;

    public LobbyTests() => _crew = new Gathering(_bench);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_clock_of_the_incident_begins_at_the_start_and_not_while_the_crew_gathers()
    {
        var lobby = await _crew.LobbyAsync(Tariq, Thea);
        await _bench.LiveAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await _crew.RunsAsync());

        var run = (await _crew.StartAsync(Tariq, lobby)).Value;
        var view = await RespondAsync(Tariq, run);
        Assert.Equal(TimeSpan.Zero, view.Clock.Now);
        Assert.True(view.IsTeam);
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromSeconds(30), (await RespondAsync(Thea, run)).Clock.Now);
    }

    [Fact]
    public async Task Everyone_who_is_here_is_of_the_crew_with_the_roles_that_they_took()
    {
        var lobby = await _crew.LobbyAsync(Tariq, Thea, Tomoko);
        Assert.Null((await _crew.TakeAsync(Thea, lobby, IncidentRole.Commander)).Refusal);
        Assert.Null((await _crew.TakeAsync(Tomoko, lobby, IncidentRole.Operations)).Refusal);
        Assert.Null((await _crew.TakeAsync(Tariq, lobby, IncidentRole.Scribe)).Refusal);

        var run = (await _crew.StartAsync(Thea, lobby)).Value;
        var crew = (await RespondAsync(Tariq, run)).Crew;
        Assert.Equal(["Tariq Aziz Khan", "Thea Novak", "Tomoko Sato"], crew.Mates.Select(mate => mate.Name).Order());
        // The role that no one took is the commander's.
        Assert.Equal(
            ["Thea Novak", "Tomoko Sato", "Thea Novak", "Tariq Aziz Khan"],
            Enum.GetValues<IncidentRole>().Select(role => crew.HolderOf(role).Name)
        );
        Assert.EndsWith(
            "The crew: Tariq Aziz Khan (scribe); Thea Novak (incident commander, communications lead); Tomoko Sato (operations lead).",
            (await _bench.EventsAsync(run))[0].Text,
            StringComparison.Ordinal
        );
        foreach (var who in (string[])[Tariq, Thea, Tomoko])
        {
            Assert.Equal(run, (await ReadAsync(who, lobby)).RunId);
        }
    }

    [Fact]
    public async Task Without_a_commander_what_no_one_took_belongs_to_the_person_who_starts()
    {
        var lobby = await _crew.LobbyAsync(Tariq, Thea);
        Assert.Null((await _crew.TakeAsync(Tariq, lobby, IncidentRole.Operations)).Refusal);
        var crew = (await RespondAsync(Thea, (await _crew.StartAsync(Thea, lobby)).Value)).Crew;
        Assert.Equal(
            ["Thea Novak", "Tariq Aziz Khan", "Thea Novak", "Thea Novak"],
            Enum.GetValues<IncidentRole>().Select(role => crew.HolderOf(role).Name)
        );
    }

    [Fact]
    public async Task The_commander_starts_and_the_others_are_told_who_does()
    {
        var lobby = await _crew.LobbyAsync(Tariq, Thea);
        Assert.Null((await _crew.TakeAsync(Tariq, lobby, IncidentRole.Commander)).Refusal);
        var refused = await _crew.StartAsync(Thea, lobby);
        Assert.Equal(RefusalKind.NotAllowed, refused.Refusal?.Kind);
        Assert.StartsWith("Tariq Aziz Khan starts", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(
            (refused.Refusal.Message, null),
            ((await ReadAsync(Thea, lobby)).WhoStartsInstead, (await ReadAsync(Tariq, lobby)).WhoStartsInstead)
        );
        Assert.Equal(0, await _crew.RunsAsync());
        Assert.True((await _crew.StartAsync(Tariq, lobby)).Succeeded);
    }

    [Fact]
    public async Task A_commander_who_is_away_holds_no_one_up_and_is_left_out_until_they_join()
    {
        var lobby = (await _crew.GatherAsync(Tariq)).Value.LobbyId!.Value;
        Assert.Null((await _crew.JoinAsync(Thea, lobby)).Refusal);
        await _crew.EnterAsync(Thea, lobby);
        Assert.Null((await _crew.TakeAsync(Tariq, lobby, IncidentRole.Commander)).Refusal);
        Assert.Equal(["Tariq Aziz Khan"], (await ReadAsync(Thea, lobby)).Away);

        var run = (await _crew.StartAsync(Thea, lobby)).Value;
        var crew = (await RespondAsync(Thea, run)).Crew;
        Assert.Equal(["Thea Novak"], crew.Mates.Select(mate => mate.Name));
        Assert.Equal("Thea Novak", crew.HolderOf(IncidentRole.Commander).Name);
        // A returning person is not moved into a run in whose crew they are not: they join it like any latecomer.
        var back = await ReadAsync(Tariq, lobby);
        Assert.Equal((null, run), (back.RunId, back.JoinableRunId));
        Assert.Equal(RefusalKind.TooLate, (await _crew.StartAsync(Tariq, lobby)).Refusal?.Kind);
        Assert.Null((await _bench.Get<JoinCrew>().RunAsync(await _crew.ActorAsync(Tariq), run, Ct)).Refusal);
        Assert.Equal(run, (await ReadAsync(Tariq, lobby)).RunId);
    }

    [Fact]
    public async Task A_role_has_one_holder_and_passes_on_only_when_the_holder_is_away_or_gives_it_up()
    {
        var lobby = await _crew.LobbyAsync(Tariq, Thea);
        var tomoko = (await _crew.JoinAsync(Tomoko, lobby), await _crew.EnterAsync(Tomoko, lobby)).Item2;
        Assert.Null((await _crew.TakeAsync(Tomoko, lobby, IncidentRole.Operations)).Refusal);
        var refused = await _crew.TakeAsync(Thea, lobby, IncidentRole.Operations);
        Assert.Equal(RefusalKind.Conflict, refused.Refusal?.Kind);
        Assert.Contains("Tomoko Sato", refused.Refusal!.Message, StringComparison.Ordinal);

        await tomoko.DisposeAsync();
        Assert.Null((await _crew.TakeAsync(Thea, lobby, IncidentRole.Operations)).Refusal);
        Assert.Equal("Thea Novak", (await ReadAsync(Tariq, lobby)).HolderOf(IncidentRole.Operations)!.Name);
        Assert.Single((await ReadAsync(Tariq, lobby)).Mates, mate => mate.Roles.Contains(IncidentRole.Operations));
        Assert.Null((await _crew.GiveUpAsync(Thea, lobby, IncidentRole.Operations)).Refusal);
        Assert.Null((await ReadAsync(Tariq, lobby)).HolderOf(IncidentRole.Operations));
        Assert.Equal(RefusalKind.Invalid, (await _crew.TakeAsync(Thea, lobby, (IncidentRole)9)).Refusal?.Kind);
    }

    [Fact]
    public async Task Two_who_take_the_same_role_at_the_same_instant_are_one_who_has_it_and_one_who_is_told_so()
    {
        var lobby = await _crew.LobbyAsync(Tariq, Thea);
        using var together = new Barrier(2);
        var outcomes = await Task.WhenAll(
            new[] { Tariq, Thea }.Select(who =>
                Task.Run(() =>
                {
                    together.SignalAndWait(Ct);
                    return _crew.TakeAsync(who, lobby, IncidentRole.Commander);
                })
            )
        );
        Assert.Single(outcomes, outcome => outcome.Succeeded);
        Assert.Single(outcomes, outcome => outcome.Refusal?.Kind == RefusalKind.Conflict);
        Assert.Single((await ReadAsync(Tariq, lobby)).Mates, mate => mate.Roles.Contains(IncidentRole.Commander));
    }

    [Fact]
    public async Task Who_is_here_and_not_ready_is_named_to_the_person_who_starts_and_not_to_themselves()
    {
        var lobby = await _crew.LobbyAsync(Tariq, Thea);
        Assert.Equal(["Thea Novak"], (await ReadAsync(Tariq, lobby)).NotReady);
        Assert.Equal(["Tariq Aziz Khan"], (await ReadAsync(Thea, lobby)).NotReady);
        Assert.Null((await _crew.ReadyAsync(Thea, lobby)).Refusal);
        Assert.Empty((await ReadAsync(Tariq, lobby)).NotReady);
        Assert.Null((await _crew.ReadyAsync(Thea, lobby, isReady: false)).Refusal);
        Assert.Equal(["Thea Novak"], (await ReadAsync(Tariq, lobby)).NotReady);
    }

    [Fact]
    public async Task Two_clicks_open_one_lobby_and_start_one_run()
    {
        var first = (await _crew.GatherAsync(Tariq)).Value;
        Assert.Equal(first, (await _crew.GatherAsync(Tariq)).Value);
        using var together = new Barrier(2);
        var runs = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        together.SignalAndWait(Ct);
                        return _crew.StartAsync(Tariq, first.LobbyId!.Value);
                    })
                )
        );
        Assert.Equal(runs[0].Value, runs[1].Value);
        Assert.Equal(1, await _crew.RunsAsync());
        // Gathering again leads to the open run.
        Assert.Equal(new GatherCrew.Gathered(null, runs[0].Value), (await _crew.GatherAsync(Tariq)).Value);
    }

    [Fact]
    public async Task People_of_a_kept_crew_meet_in_one_lobby_and_someone_late_joins_the_run()
    {
        await _crew.KeepAsync([Tariq, Thea, Tomoko]);
        var lobby = (await _crew.GatherAsync(Tariq)).Value.LobbyId!.Value;
        Assert.Equal(lobby, (await _crew.GatherAsync(Thea)).Value.LobbyId);
        await _crew.EnterAsync(Tariq, lobby);
        await _crew.EnterAsync(Thea, lobby);
        var view = await ReadAsync(Tariq, lobby);
        Assert.Equal(1, view.KeptCrew);
        Assert.Equal(["Tomoko Sato"], view.Missing);

        var run = (await _crew.StartAsync(Thea, lobby)).Value;
        Assert.Contains("Crew 1: Tariq Aziz Khan; Thea Novak", (await _bench.EventsAsync(run))[0].Text, StringComparison.Ordinal);
        Assert.Equal(new GatherCrew.Gathered(null, run), (await _crew.GatherAsync(Tomoko)).Value);
        Assert.Equal(3, (await RespondAsync(Tomoko, run)).Crew.Mates.Count);
    }

    [Fact]
    public async Task No_one_starts_beside_the_lobby_of_their_crew_and_someone_of_no_lobby_starts_alone_at_once()
    {
        await _crew.KeepAsync([Tariq, Thea]);
        var lobby = (await _crew.GatherAsync(Tariq)).Value.LobbyId!.Value;
        Assert.Equal(RefusalKind.Conflict, (await _crew.StartAloneAsync(Tariq)).Refusal?.Kind);
        Assert.Equal(RefusalKind.Conflict, (await _crew.StartAloneAsync(Thea)).Refusal?.Kind);
        Assert.True((await _crew.StartAloneAsync(Tomoko)).Succeeded);
        Assert.Null((await _crew.LeaveAsync(Tariq, lobby)).Refusal);
        Assert.True((await _crew.StartAloneAsync(Tariq)).Succeeded);
    }

    [Fact]
    public async Task A_restart_of_the_portal_keeps_the_lobby_with_its_people_and_roles()
    {
        using var folder = new TemporaryFolder();
        Guid lobby;
        using (var before = new LabBench(folder.Path))
        {
            var crew = new Gathering(before);
            lobby = await crew.LobbyAsync(Tariq, Thea);
            Assert.Null((await crew.TakeAsync(Thea, lobby, IncidentRole.Operations)).Refusal);
            Assert.Null((await crew.ReadyAsync(Tariq, lobby)).Refusal);
        }

        using var after = new LabBench(folder.Path);
        var again = new Gathering(after);
        var view = (await again.ReadAsync(Tariq, lobby)).Value;
        Assert.Equal(
            [("Tariq Aziz Khan", true, false), ("Thea Novak", false, false)],
            view.Mates.Select(mate => (mate.Name, mate.IsReady, mate.IsHere))
        );
        Assert.Equal("Thea Novak", view.HolderOf(IncidentRole.Operations)!.Name);
        await again.EnterAsync(Thea, lobby);
        Assert.True((await again.StartAsync(Tariq, lobby)).Succeeded);
    }

    [Fact]
    public async Task The_list_of_labs_leads_back_to_ones_own_lobby_and_offers_those_of_classmates()
    {
        var lobby = await _crew.LobbyAsync(Tariq);
        Assert.Equal(lobby, (await LabAsync(Tariq)).OwnLobby);
        Assert.Empty((await LabAsync(Tariq)).Lobbies);
        Assert.Equal([new OpenLobby(lobby, "Tariq Aziz Khan", 1)], (await LabAsync(Thea)).Lobbies);
        await _crew.KeepAsync([Thea, Tomoko]);
        Assert.Empty((await LabAsync(Thea)).Lobbies);
        Assert.True((await _crew.StartAsync(Tariq, lobby)).Succeeded);
        Assert.Null((await LabAsync(Tariq)).OwnLobby);
    }

    private async Task<LabWithRuns> LabAsync(string who) =>
        (await _bench.Get<MyRuns>().RunAsync(await _crew.ActorAsync(who), await _bench.Portal.CohortIdAsync(), Ct)).Value.Labs.Single(lab =>
            lab.Page.PageId == LabBench.Lab1
        );

    private async Task<LobbyView> ReadAsync(string who, Guid lobby) => (await _crew.ReadAsync(who, lobby)).Value;

    private async Task<IncidentTraining.Core.Response.RunView> RespondAsync(string who, Guid run) =>
        await new Responder(_bench, await _crew.ActorAsync(who), run).ViewAsync();
}
