using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Support;

/// <summary>
/// The real portal with a clock that the test moves and shops that advance only when the test lets them: the loop of the running portal is
/// removed, and <see cref="LiveAsync"/> does its rounds.
/// </summary>
public sealed class LabBench : IDisposable
{
    public const string Lab1 = "lab-1-high-latency";
    public const string Lab4 = "lab-4-worker-failure";
    public const string Lab5 = "lab-5-full-incident-response";
    public const string Chaos = "http-latency-500ms";

    private static readonly Type?[] Loops =
    [
        typeof(ShopStepping),
        typeof(OnCallLoop),
        typeof(ClassTimerLoop),
        typeof(AccountLoop),
        typeof(LobbyLoop),
    ];

    private static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <param name="dataDirectory">The folder of an earlier bench, to see a restart.</param>
    /// <param name="time">The clock; a browser wants one that begins today, because it judges the sign-in by its own.</param>
    /// <param name="seed">The seed of every run, where a test wants one certain cause.</param>
    /// <param name="configure">More or other services than the product's.</param>
    public LabBench(
        string? dataDirectory = null,
        FakeTimeProvider? time = null,
        long? seed = null,
        Action<IServiceCollection>? configure = null
    )
    {
        Time = time ?? new FakeTimeProvider(Morning);
        Portal = new PortalFactory(dataDirectory)
        {
            Time = Time,
            Seed = seed,
            ConfigureServices = services =>
            {
                foreach (
                    var loop in services
                        .Where(s => s.ServiceType == typeof(IHostedService) && Loops.Contains(s.ImplementationType))
                        .ToList()
                )
                {
                    services.Remove(loop);
                }

                configure?.Invoke(services);
            },
        };
    }

    public FakeTimeProvider Time { get; }

    public PortalFactory Portal { get; }

    public T Get<T>()
        where T : notnull => Portal.Services.GetRequiredService<T>();

    /// <summary>A seed with which a scenario has a given cause.</summary>
    public static long SeedOf(string scenarioId, string causeId)
    {
        var scenario = SharedContent.Scenarios.Find(scenarioId)!;
        return Enumerable.Range(1, 1000).First(seed => scenario.RootCauseFor(seed).Id == causeId);
    }

    /// <summary>Starts a lab for one of the demonstration's people.</summary>
    public async Task<Responder> StartAsync(
        string userName = "demo-trainee-1",
        int? rehearsalRate = null,
        bool asTeam = false,
        string lab = Lab1
    )
    {
        var actor = await Portal.ActorAsync(userName);
        var started = await Get<StartLabRun>()
            .RunAsync(actor, new(await Portal.CohortIdAsync(), lab, rehearsalRate, asTeam), TestContext.Current.CancellationToken);
        return new Responder(this, actor, started.Value);
    }

    /// <summary>Starts a run with a crew of the demonstration's three trainees; the first one holds all roles.</summary>
    public async Task<(Responder First, Responder Second, Responder Third)> StartCrewAsync()
    {
        var first = await StartAsync(asTeam: true);
        var others = new List<Responder>();
        foreach (var name in (string[])["demo-trainee-2", "demo-trainee-3"])
        {
            var other = new Responder(this, await Portal.ActorAsync(name), first.RunId);
            Assert.Null((await other.JoinAsync()).Refusal);
            others.Add(other);
        }

        return (first, others[0], others[1]);
    }

    /// <summary>
    /// Starts a run with a crew of two, of whom the first commands and the second is the operations lead; in this class the commander of a
    /// pair may act, too.
    /// </summary>
    public async Task<(Responder Commander, Responder Operations)> StartPairAsync()
    {
        var first = await StartAsync(asTeam: true);
        var second = new Responder(this, await Portal.ActorAsync("demo-trainee-2"), first.RunId);
        Assert.Null((await second.JoinAsync()).Refusal);
        Assert.Null((await first.HandOverAsync(IncidentRole.Operations, second)).Refusal);
        await ChooseRulesAsync(new(CommanderActsInPairs: true, HandsOverHalfway: false));
        return (first, second);
    }

    /// <summary>Chooses the rules of the class's crews.</summary>
    public async Task ChooseRulesAsync(CrewRules rules) =>
        Assert.Null(
            (
                await Get<SetCrewRules>()
                    .RunAsync(
                        await Portal.ActorAsync("demo-facilitator"),
                        await Portal.CohortIdAsync(),
                        rules,
                        TestContext.Current.CancellationToken
                    )
            ).Refusal
        );

    /// <summary>Advances the time and lets the loop do its rounds.</summary>
    public async Task LiveAsync(TimeSpan time)
    {
        for (var left = time; left > TimeSpan.Zero; left -= TimeSpan.FromSeconds(5))
        {
            Time.Advance(left < TimeSpan.FromSeconds(5) ? left : TimeSpan.FromSeconds(5));
            await Get<ShopHost>().StepAsync(CancellationToken.None);
        }
    }

    /// <summary>Known only to the engine: the cause that the run's seed picked, with the actions that repair it.</summary>
    public Task<RootCause> CauseAsync(Guid runId) => Portal.CauseOfAsync(runId);

    /// <summary>When the trouble of a run begins, which its seed draws.</summary>
    public async Task<TimeSpan> BeginAsync(Guid runId)
    {
        await using var db = await Portal.OpenDatabaseAsync();
        var run = await db.Set<LabRun>().SingleAsync(run => run.Id == runId);
        return Get<RunScenarios>().Find(run.ScenarioId)!.BeginsAt(run.Seed);
    }

    public async Task<IReadOnlyList<IncidentEvent>> EventsAsync(Guid runId)
    {
        await using var db = await Portal.OpenDatabaseAsync();
        return await db.Set<IncidentEvent>().Where(e => e.RunId == runId).OrderBy(e => e.Number).ToListAsync();
    }

    public void Dispose() => Portal.Dispose();
}
