using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>
/// The database statements of one operation of a crew: the rights, others' possible changes and the incident are read in one query each;
/// then each new or changed row is written.
/// </summary>
[Trait("Speed", "slow")]
public sealed class OneActionTests : IDisposable
{
    private const int Reads = 3;
    private const int Most = 8;

    private readonly StatementCounter _counter = new();
    private readonly List<LabBench> _benches = [];

    public static TheoryData<string, long> Repairs =>
        new(
            from lab in (string[])[LabBench.Lab1, "lab-2-payment-failure", "lab-3-database-connection", LabBench.Lab4, LabBench.Lab5]
            from seed in (long[])[1, 2]
            select (lab, seed)
        );

    [Theory]
    [MemberData(nameof(Repairs))]
    public async Task Each_action_of_a_repair_is_two_commits_and_at_most_eight_statements(string lab, long seed)
    {
        var bench = Bench(seed);
        var trainee = await bench.StartAsync(lab: lab);
        await bench.LiveAsync(TimeSpan.FromSeconds(30));
        if (lab == LabBench.Lab1)
        {
            await CountAsync(() => trainee.SwitchChaosAsync(on: true));
        }

        await bench.LiveAsync(await bench.BeginAsync(trainee.RunId) + TimeSpan.FromMinutes(4));
        Assert.Null((await trainee.AcknowledgeAsync()).Refusal);
        Assert.Null((await trainee.SetSeverityAsync(Severity.P1)).Refusal);
        var repairs = (await bench.CauseAsync(trainee.RunId)).Mitigations;
        Assert.NotEmpty(repairs);
        foreach (var repair in repairs)
        {
            await bench.LiveAsync(TimeSpan.FromMinutes(2));
            var said = repair.Said((await trainee.SeeAsync(shop => shop.Work()))!);
            await CountAsync(() => trainee.ActAsync(repair.Action, [.. said]));
        }
    }

    [Fact]
    public async Task An_action_late_in_a_lab_asks_no_more_than_one_at_its_beginning()
    {
        var bench = Bench(1);
        var trainee = await bench.StartAsync();
        await bench.LiveAsync(TimeSpan.FromSeconds(30));
        var asked = new List<Asked>();
        for (var i = 0; i < 20; i++)
        {
            await bench.LiveAsync(TimeSpan.FromSeconds(10));
            asked.Add(
                await CountAsync(() =>
                    trainee.ActAsync("switch-flag", ("flag", "live-recommendations"), ("state", i % 2 == 0 ? "off" : "on"))
                )
            );
        }

        // The first one is also the first mitigation.
        Assert.Single(asked.Skip(1).Select(one => one.Statements).Distinct());
    }

    [Fact]
    public async Task What_else_a_crew_does_is_one_commit_and_few_statements()
    {
        var bench = Bench(1);
        var trainee = await bench.StartAsync();
        await bench.LiveAsync(TimeSpan.FromSeconds(30));
        await trainee.SwitchChaosAsync(on: true);
        await bench.LiveAsync(TimeSpan.FromMinutes(5));
        await CountAsync(() => trainee.LookAsync(ShopViews.Logs), 4);
        await CountAsync(() => trainee.AcknowledgeAsync(), 6);
        await bench.LiveAsync(TimeSpan.FromSeconds(5));
        await CountAsync(() => trainee.SetSeverityAsync(Severity.P1), 6);
        await bench.LiveAsync(TimeSpan.FromSeconds(5));
        await CountAsync(() => trainee.PinAsync(PinKind.Health, "/api/health/ready"), 4);
        await CountAsync(() => trainee.HypothesiseAsync("The pool is too small for the load.", 50), 4);
        await CountAsync(async () => await trainee.TypeAsync("I look at the logs of the api now."), 4);
        // The draft of the audience is read, because publishing clears it.
        await CountAsync(() => trainee.UpdateAsync(), 6);
    }

    private async Task<Asked> CountAsync<T>(Func<Task<Outcome<T>>> act)
    {
        Refusal? refusal = null;
        var asked = await _counter.DuringAsync(async () => refusal = (await act()).Refusal);
        Assert.Null(refusal);
        Assert.Equal(2, asked.Commits);
        Check(asked, Most);
        return asked;
    }

    private async Task CountAsync(Func<Task<Outcome>> act, int most)
    {
        var asked = await _counter.DuringAsync(async () => Assert.Null((await act()).Refusal));
        Assert.Equal(1, asked.Commits);
        Check(asked, most);
    }

    private Task CountAsync(Func<Task> act, int most) =>
        CountAsync(
            async () =>
            {
                await act();
                return Outcome.Done;
            },
            most
        );

    private static void Check(Asked asked, int most)
    {
        var all = string.Join('\n', asked.Texts);
        Assert.True(asked.Statements <= most, $"{asked.Statements} statements, more than {most}:\n{all}");
        Assert.True(asked.Reads <= (most == Most ? Reads : Reads + 1), $"{asked.Reads} queries:\n{all}");
        // The timeline is in memory with the shop; only its last number is read.
        Assert.DoesNotContain(asked.Texts, text =>
            text.StartsWith("SELECT", StringComparison.Ordinal) && text.Contains("\"Details\"", StringComparison.Ordinal)
        );
    }

    private LabBench Bench(long seed)
    {
        var bench = new LabBench(seed: seed, configure: services =>
            services.ConfigureDbContext<TrainingDb>(options => options.AddInterceptors(_counter))
        );
        _benches.Add(bench);
        return bench;
    }

    public void Dispose() => _benches.ForEach(bench => bench.Dispose());
}
