using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>A person who leaves the class during a lab leaves its crew, and the lab continues.</summary>
public sealed class LeavingTests : IDisposable
{
    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_roles_of_the_starter_pass_to_the_crew_on_the_timeline()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.Null((await first.HandOverAsync(IncidentRole.Communications, second)).Refusal);
        await RemoveAsync("demo-trainee-1");

        var crew = await CrewAsync(first.RunId);
        Assert.All(Enum.GetValues<IncidentRole>(), role => Assert.NotEqual(first.Actor.PersonId, crew.HolderOf(role).PersonId));
        Assert.Null(crew.Find(first.Actor.PersonId));
        Assert.Contains("Tariq Aziz Khan has left the class", await TimelineAsync(first.RunId));
        // The new holder of the roles continues; the person who left cannot even see the run.
        Assert.Null(
            (
                await new Responder(
                    _bench,
                    await _bench.Portal.ActorAsync(UserName(crew.HolderOf(IncidentRole.Commander).PersonId, second)),
                    first.RunId
                ).PauseAsync()
            ).Refusal
        );
        Assert.Equal(IncidentTraining.Core.Results.RefusalKind.NotFound, (await first.PauseAsync()).Refusal!.Kind);
    }

    [Fact]
    public async Task A_member_who_leaves_hands_over_to_the_commander_and_is_no_mate_any_more()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.Null((await first.HandOverAsync(IncidentRole.Communications, second)).Refusal);
        await RemoveAsync("demo-trainee-2");

        var crew = await CrewAsync(first.RunId);
        Assert.Equal(first.Actor.PersonId, crew.HolderOf(IncidentRole.Communications).PersonId);
        Assert.Null(crew.Find(second.Actor.PersonId));
    }

    [Fact]
    public async Task A_run_of_one_person_stays_for_the_staff()
    {
        var alone = await _bench.StartAsync();
        await RemoveAsync("demo-trainee-1");
        var crew = await CrewAsync(alone.RunId);
        Assert.Equal(alone.Actor.PersonId, crew.HolderOf(IncidentRole.Commander).PersonId);
        Assert.False((await alone.PauseAsync()).Succeeded);

        var facilitator = await _bench.Portal.ActorAsync("demo-facilitator");
        var board = (await _bench.Get<LiveBoard>().RunAsync(facilitator, await _bench.Portal.CohortIdAsync(), Ct)).Value;
        Assert.Equal(["Tariq Aziz Khan"], board.Single(run => run.RunId == alone.RunId).Crew);
    }

    public void Dispose() => _bench.Dispose();

    private static string UserName(Guid holder, Responder second) => holder == second.Actor.PersonId ? "demo-trainee-2" : "demo-trainee-3";

    private async Task RemoveAsync(string userName)
    {
        var outcome = await _bench
            .Get<RemoveMember>()
            .RunAsync(
                await _bench.Portal.ActorAsync("demo-facilitator"),
                await _bench.Portal.CohortIdAsync(),
                (await _bench.Portal.ActorAsync(userName)).PersonId,
                Ct
            );
        Assert.True(outcome.Succeeded, outcome.Refusal?.Message);
    }

    private async Task<Crew> CrewAsync(Guid runId)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return await Crew.LoadAsync(db, await db.Set<LabRun>().SingleAsync(run => run.Id == runId, Ct), Ct);
    }

    private async Task<string> TimelineAsync(Guid runId)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return string.Join(
            '\n',
            await db.Set<IncidentEvent>()
                .Where(entry => entry.RunId == runId)
                .OrderBy(entry => entry.Number)
                .Select(entry => entry.Text)
                .ToListAsync(Ct)
        );
    }
}
