using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Support;

/// <summary>Members of the demonstration who gather for a lab, through the use cases.</summary>
public sealed class Gathering(LabBench bench)
{
    public const string Tariq = "demo-trainee-1",
        Thea = "demo-trainee-2",
        Tomoko = "demo-trainee-3";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PrepareInLobby Prepare => bench.Get<PrepareInLobby>();

    public Task<Actor> ActorAsync(string who) => bench.Portal.ActorAsync(who);

    public async Task<Outcome<GatherCrew.Gathered>> GatherAsync(string who, string lab = LabBench.Lab1)
    {
        // People arrive one after the other: their order is that of arrival.
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        return await bench.Get<GatherCrew>().RunAsync(await ActorAsync(who), await bench.Portal.CohortIdAsync(), lab, Ct);
    }

    /// <summary>A lobby that the first person has opened and the others have entered; all have it open.</summary>
    public async Task<Guid> LobbyAsync(params string[] people)
    {
        var lobby = (await GatherAsync(people[0])).Value.LobbyId!.Value;
        foreach (var who in people)
        {
            Assert.Null((await JoinAsync(who, lobby)).Refusal);
            await EnterAsync(who, lobby);
        }

        return lobby;
    }

    public async Task<Outcome> JoinAsync(string who, Guid lobby)
    {
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        return await bench.Get<GatherCrew>().JoinAsync(await ActorAsync(who), lobby, Ct);
    }

    public async Task<Outcome> LeaveAsync(string who, Guid lobby) =>
        await bench.Get<GatherCrew>().LeaveAsync(await ActorAsync(who), lobby, Ct);

    /// <summary>Opens the lobby's page; it is closed by disposing of the result.</summary>
    public async Task<IAsyncDisposable> EnterAsync(string who, Guid lobby) =>
        await bench.Get<LobbyPresence>().EnterAsync(lobby, (await ActorAsync(who)).PersonId);

    public async Task<Outcome> TakeAsync(string who, Guid lobby, IncidentRole role) =>
        await Prepare.TakeAsync(await ActorAsync(who), lobby, role, Ct);

    public async Task<Outcome> GiveUpAsync(string who, Guid lobby, IncidentRole role) =>
        await Prepare.GiveUpAsync(await ActorAsync(who), lobby, role, Ct);

    public async Task<Outcome> ReadyAsync(string who, Guid lobby, bool isReady = true) =>
        await Prepare.SayReadyAsync(await ActorAsync(who), lobby, isReady, Ct);

    public async Task<Outcome<Guid>> StartAsync(string who, Guid lobby) =>
        await bench.Get<StartTogether>().RunAsync(await ActorAsync(who), lobby, Ct);

    public async Task<Outcome<LobbyView>> ReadAsync(string who, Guid lobby) =>
        await bench.Get<ReadLobby>().RunAsync(await ActorAsync(who), lobby, Ct);

    public async Task<Outcome<IReadOnlyList<GatheringCrew>>> ListAsync(string who) =>
        await bench.Get<LobbiesOfClass>().RunAsync(await ActorAsync(who), await bench.Portal.CohortIdAsync(), Ct);

    public async Task<Outcome<Guid>> StartAloneAsync(string who) =>
        await bench.Get<StartLabRun>().RunAsync(await ActorAsync(who), new(await bench.Portal.CohortIdAsync(), LabBench.Lab1), Ct);

    /// <summary>The staff keep crews.</summary>
    public async Task KeepAsync(params string[][] crews)
    {
        var (femi, cohort) = (await ActorAsync("demo-facilitator"), await bench.Portal.CohortIdAsync());
        var people = new List<IReadOnlyList<Guid>>();
        foreach (var crew in crews)
        {
            people.Add([.. await Task.WhenAll(crew.Select(async who => (await ActorAsync(who)).PersonId))]);
        }

        var version = (await bench.Get<FormCrews>().ReadAsync(femi, cohort, Ct)).Value.Version;
        Assert.Null((await bench.Get<FormCrews>().KeepAsync(femi, cohort, new(version, CrewMethod.Hand, people), Ct)).Refusal);
    }

    /// <summary>How many runs there are.</summary>
    public async Task<int> RunsAsync()
    {
        await using var db = await bench.Portal.OpenDatabaseAsync();
        return await db.Set<LabRun>().CountAsync(Ct);
    }
}
