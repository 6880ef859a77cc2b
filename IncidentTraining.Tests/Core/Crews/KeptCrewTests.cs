using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Crews;

/// <summary>Labs start with the crews that the staff have kept; a person who is absent has no run.</summary>
public sealed class KeptCrewTests : IDisposable
{
    private static readonly string[] Trainees = ["demo-trainee-1", "demo-trainee-2", "demo-trainee-3"];

    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_starts_the_lab_for_the_crew_and_the_others_join_the_same_run()
    {
        await KeepAsync([0, 1]);
        var first = await StartAsync(0);
        Assert.Contains("Crew 1: Tariq Aziz Khan, Thea Novak.", (await _bench.EventsAsync(first))[0].Text);
        Assert.Equal(first, await StartAsync(1));
        // The second click of either starts nothing.
        Assert.Equal((first, first), (await StartAsync(0), await StartAsync(1)));
        Assert.Equal(2, await PeopleAsync(first));
        Assert.Equal(IncidentEventKind.CrewJoined, (await _bench.EventsAsync(first))[^1].Kind);
        // A person without a crew starts alone, as before.
        Assert.NotEqual(first, await StartAsync(2));
    }

    [Fact]
    public async Task Two_of_a_crew_who_start_at_the_same_instant_are_in_one_run()
    {
        await KeepAsync([0, 1, 2]);
        using var together = new Barrier(3);
        var runs = await Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(who =>
                    Task.Run(() =>
                    {
                        together.SignalAndWait(Ct);
                        return StartAsync(who);
                    })
                )
        );
        Assert.Single(runs.Distinct());
        Assert.Equal(3, await PeopleAsync(runs[0]));
    }

    [Fact]
    public async Task Someone_who_is_absent_is_not_credited_and_joins_when_they_come()
    {
        await KeepAsync([0, 1, 2]);
        var run = await StartAsync(0);
        var absent = await _bench.Portal.ActorAsync(Trainees[2]);
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            Assert.Empty(await db.RunsOf(absent.PersonId).ToListAsync(Ct));
        }

        var lab = await LabOfAsync(2);
        Assert.Equal(1, lab.KeptCrew!.Number);
        Assert.Equal(run, Assert.Single(lab.Crews).RunId);
        Assert.Equal(run, await StartAsync(2));
    }

    [Fact]
    public async Task A_person_of_another_crew_is_refused_with_its_number_and_does_not_see_the_run()
    {
        await KeepAsync([0], [1]);
        var run = await StartAsync(0);
        var refused = await _bench.Get<JoinCrew>().RunAsync(await _bench.Portal.ActorAsync(Trainees[1]), run, Ct);
        Assert.Contains("You are in crew 2 today", refused.Refusal?.Message);
        Assert.Empty((await LabOfAsync(1)).Crews);
        // A person without a crew may still join one that accepts members.
        Assert.True((await _bench.Get<JoinCrew>().RunAsync(await _bench.Portal.ActorAsync(Trainees[2]), run, Ct)).Succeeded);
    }

    [Fact]
    public async Task Crews_for_one_lab_count_for_that_lab_only_and_a_rehearsal_has_none()
    {
        await KeepAsync(LabBench.Lab4, [0, 1]);
        Assert.NotEqual(await StartAsync(0), await StartAsync(1));
        Assert.Equal(await StartAsync(0, LabBench.Lab4), await StartAsync(1, LabBench.Lab4));
        Assert.Null((await LabOfAsync(0)).KeptCrew);
        Assert.NotNull((await LabOfAsync(0, LabBench.Lab4)).KeptCrew);

        await KeepAsync(LabBench.Lab5, [0, 1]);
        var rehearsal = await StartAsync(0, LabBench.Lab5, rate: 1);
        Assert.NotEqual(rehearsal, await StartAsync(1, LabBench.Lab5));
    }

    [Fact]
    public async Task A_later_lab_starts_without_someone_who_was_removed_and_with_someone_who_was_added()
    {
        await KeepAsync([0, 1]);
        await StartAsync(0);
        var femi = await _bench.Portal.ActorAsync("demo-facilitator");
        Assert.True(
            (
                await _bench
                    .Get<RemoveMember>()
                    .RunAsync(femi, await _bench.Portal.CohortIdAsync(), (await _bench.Portal.ActorAsync(Trainees[1])).PersonId, Ct)
            ).Succeeded
        );
        Assert.Equal(["Tariq Aziz Khan"], (await LabOfAsync(0, LabBench.Lab4)).KeptCrew!.Mates.Select(mate => mate.Name));
        await KeepAsync([0, 2]);
        Assert.Equal(await StartAsync(0, LabBench.Lab4), await StartAsync(2, LabBench.Lab4));
    }

    [Fact]
    public async Task A_lab_starts_without_someone_whose_account_is_disabled()
    {
        await KeepAsync([0, 1]);
        var disabled = await _bench.Portal.ActorAsync(Trainees[1]);
        Assert.True(
            (
                await _bench
                    .Get<EndAccess>()
                    .DisableAsync(
                        await _bench.Portal.ActorAsync("demo-administrator"),
                        await _bench.Portal.CohortIdAsync(),
                        disabled.PersonId,
                        disabled: true,
                        Ct
                    )
            ).Succeeded
        );
        Assert.Equal(["Tariq Aziz Khan"], (await LabOfAsync(0)).KeptCrew!.Mates.Select(mate => mate.Name));
        Assert.DoesNotContain("Thea Novak", (await _bench.EventsAsync(await StartAsync(0)))[0].Text, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private Task KeepAsync(params int[][] crews) => KeepAsync(null, crews);

    private async Task KeepAsync(string? lab, params int[][] crews)
    {
        var (femi, cohort) = (await _bench.Portal.ActorAsync("demo-facilitator"), await _bench.Portal.CohortIdAsync());
        var people = new List<IReadOnlyList<Guid>>();
        foreach (var crew in crews)
        {
            people.Add([.. await Task.WhenAll(crew.Select(async who => (await _bench.Portal.ActorAsync(Trainees[who])).PersonId))]);
        }

        var version = (await _bench.Get<FormCrews>().ReadAsync(femi, cohort, Ct)).Value.Version;
        var kept = await _bench.Get<FormCrews>().KeepAsync(femi, cohort, new(version, CrewMethod.Hand, people, lab), Ct);
        Assert.True(kept.Succeeded, kept.Refusal?.Message);
    }

    private async Task<Guid> StartAsync(int who, string lab = LabBench.Lab1, int? rate = null)
    {
        var started = await _bench
            .Get<StartLabRun>()
            .RunAsync(await _bench.Portal.ActorAsync(Trainees[who]), new(await _bench.Portal.CohortIdAsync(), lab, rate), Ct);
        Assert.True(started.Succeeded, started.Refusal?.Message);
        return started.Value;
    }

    private async Task<LabWithRuns> LabOfAsync(int who, string lab = LabBench.Lab1) =>
        (
            await _bench.Get<MyRuns>().RunAsync(await _bench.Portal.ActorAsync(Trainees[who]), await _bench.Portal.CohortIdAsync(), Ct)
        ).Value.Labs.Single(one => one.Page.PageId == lab);

    private async Task<int> PeopleAsync(Guid run)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        return (await Crew.LoadAsync(db, await db.Set<LabRun>().SingleAsync(one => one.Id == run, Ct), Ct)).Mates.Count;
    }
}
