using IncidentTraining.Core.Paging;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Paging;

/// <summary>Two trainees who are on call, and the loops that page them.</summary>
public abstract class OnCallTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected OnCallTest() => Bench = new LabBench(_folder.Path);

    private protected LabBench Bench { get; private set; }

    // Ten minutes of virtual time are one turn, and the latest page comes after half an hour.
    private const int Turns = 3;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The portal stops and starts again after some time.</summary>
    private protected void ComeBackAfter(TimeSpan down)
    {
        var time = Bench.Time;
        Bench.Dispose();
        time.Advance(down);
        Bench = new LabBench(_folder.Path, time);
    }

    private protected async Task<Scenario> ScenarioAsync(Guid runId)
    {
        await using var db = await Bench.Portal.OpenDatabaseAsync();
        var run = await db.Set<LabRun>().SingleAsync(r => r.Id == runId, Ct);
        return Bench.Get<RunScenarios>().Find(run.ScenarioId)!;
    }

    private protected async Task<(Actor First, Actor Second)> GoOnCallAsync()
    {
        var first = await Bench.Portal.ActorAsync("demo-trainee-1");
        var second = await Bench.Portal.ActorAsync("demo-trainee-2");
        var taken = await Bench
            .Get<TakeShift>()
            .RunAsync(first, new(await Bench.Portal.CohortIdAsync(), first.PersonId, second.PersonId, 30, EscalateAfterMinutes: 2), Ct);
        Assert.Null(taken.Refusal);
        return (first, second);
    }

    /// <summary>
    /// Advances the time until the incident of the shift has paged someone. It goes to the exact moment: steps of half a minute would miss
    /// a moment in the last half minute of the shift.
    /// </summary>
    private protected async Task<RingingPage> UntilPagedAsync(Actor first)
    {
        await ToTheMomentAsync();
        for (var round = 0; round < 10; round++)
        {
            await RoundAsync();
            if (await Bench.Get<MyPages>().RunAsync(first, Ct) is [var page])
            {
                return page;
            }

            Bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        throw new InvalidOperationException("No one was paged within ten seconds of the moment.");
    }

    /// <summary>Advances the time until the moment of the one pending shift.</summary>
    private protected async Task<DateTime> ToTheMomentAsync()
    {
        await using var db = await Bench.Portal.OpenDatabaseAsync();
        var firesAt = (await db.Set<OnCallShift>().SingleAsync(Ct)).FiresAt;
        Bench.Time.Advance(firesAt - Bench.Time.GetUtcNow().UtcDateTime);
        return firesAt;
    }

    /// <summary>
    /// One round of the portal's loops. A shop that began before the moment of its page catches up in as many turns as it needs.
    /// </summary>
    private protected async Task RoundAsync()
    {
        await Bench.Get<OnCallWatch>().LookAsync(Ct);
        for (var turn = 0; turn < Turns; turn++)
        {
            await Bench.Get<ShopHost>().StepAsync(Ct);
        }
    }

    private protected async Task PassAsync(TimeSpan time)
    {
        Bench.Time.Advance(time);
        await Bench.Get<OnCallWatch>().LookAsync(Ct);
    }

    private protected async Task<IReadOnlyList<int>> RingingAsync(params IReadOnlyList<Actor> people)
    {
        var counts = new List<int>();
        foreach (var person in people)
        {
            counts.Add((await Bench.Get<MyPages>().RunAsync(person, Ct)).Count);
        }

        return counts;
    }

    private protected Task<Outcome<Guid>> AckAsync(Actor who, Guid pageId) => Bench.Get<AcknowledgePage>().RunAsync(who, pageId, Ct);

    private protected async Task<Rota> RotaAsync(Actor who) =>
        (await Bench.Get<ReadRota>().RunAsync(who, await Bench.Portal.CohortIdAsync(), Ct)).Value;

    public void Dispose()
    {
        Bench.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
