using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>Who may see a run, and who may act in it.</summary>
[Trait("Speed", "slow")]
public sealed class RunRightsTests : IDisposable
{
    private readonly LabBench _bench = new();

    private static readonly Dictionary<string, Func<Responder, Task<Refusal?>>> VerbTable = new()
    {
        ["acknowledge"] = async r => (await r.AcknowledgeAsync()).Refusal,
        ["severity"] = async r => (await r.SetSeverityAsync(Severity.P1)).Refusal,
        ["declare"] = async r => (await r.DeclareAsync("pool-too-small")).Refusal,
        ["update"] = async r => (await r.UpdateAsync()).Refusal,
        ["verify"] = async r => (await r.VerifyAsync()).Refusal,
        ["summary"] = async r => (await r.SummariseAsync()).Refusal,
        ["review"] = async r => (await r.BeginReviewAsync()).Refusal,
        ["hint"] = async r => (await r.TakeHintAsync()).Refusal,
        ["finish"] = async r => (await r.FinishAsync()).Refusal,
        ["pause"] = async r => (await r.PauseAsync()).Refusal,
        ["resume"] = async r => (await r.ResumeAsync()).Refusal,
        ["pace"] = async r => (await r.SetRateAsync(10)).Refusal,
        ["action"] = async r => (await r.SwitchChaosAsync(on: true)).Refusal,
        ["hypothesis"] = async r => (await r.HypothesiseAsync("The pool is too small.", 60)).Refusal,
        ["draft"] = async r => (await r.DraftAsync("Slow.")).Refusal,
        ["look"] = async r => (await r.LookAsync(ShopViews.Logs)).Refusal,
    };

    [Fact]
    public async Task Nobody_but_the_responder_can_do_anything_in_a_run()
    {
        var own = await _bench.StartAsync("demo-trainee-1");
        var neighbour = new Responder(_bench, await _bench.Portal.ActorAsync("demo-trainee-2"), own.RunId);
        var instructor = new Responder(_bench, await _bench.Portal.ActorAsync("demo-instructor"), own.RunId);
        var before = (await _bench.EventsAsync(own.RunId)).Count;
        foreach (var (name, verb) in VerbTable)
        {
            Assert.True((await verb(neighbour))?.Kind == RefusalKind.NotFound, name);
            Assert.True((await verb(instructor))?.Kind == RefusalKind.NotAllowed, name);
        }

        Assert.Equal(before, (await _bench.EventsAsync(own.RunId)).Count);
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.Empty(await db.Set<RunInput>().ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_crew_and_the_staff_of_the_class_write_in_the_channel_and_no_one_else()
    {
        var own = await _bench.StartAsync("demo-trainee-1");
        foreach (
            var (who, writes) in (IEnumerable<(string, bool)>)
                [
                    ("demo-trainee-1", true),
                    ("demo-instructor", true),
                    ("demo-facilitator", true),
                    ("demo-trainee-2", false),
                    ("demo-administrator", false),
                ]
        )
        {
            var said = await new Responder(_bench, await _bench.Portal.ActorAsync(who), own.RunId).TypeAsync("Hello.");
            Assert.Equal((writes, writes ? null : RefusalKind.NotFound), (said.Succeeded, said.Refusal?.Kind));
        }
    }

    [Fact]
    public async Task A_run_is_seen_by_its_responder_and_the_staff_of_the_class_only()
    {
        var own = await _bench.StartAsync("demo-trainee-1");
        foreach (
            var (who, sees) in (IEnumerable<(string, bool)>)
                [
                    ("demo-trainee-1", true),
                    ("demo-instructor", true),
                    ("demo-facilitator", true),
                    ("demo-trainee-2", false),
                    ("demo-administrator", false),
                ]
        )
        {
            var actor = await _bench.Portal.ActorAsync(who);
            var view = await _bench.Get<GetRun>().RunAsync(actor, own.RunId, TestContext.Current.CancellationToken);
            var window = await _bench.Get<OpenShopWindow>().RunAsync(actor, own.RunId, TestContext.Current.CancellationToken);
            Assert.Equal(sees, view.Succeeded);
            Assert.Equal(sees, window.Succeeded);
            Assert.True(sees || view.Refusal!.Kind == RefusalKind.NotFound);
        }
    }

    [Fact]
    public async Task What_was_true_is_told_to_nobody_before_the_run_has_ended()
    {
        var own = await _bench.StartAsync("demo-trainee-1");
        foreach (var who in (string[])["demo-trainee-1", "demo-instructor"])
        {
            var early = new Responder(_bench, await _bench.Portal.ActorAsync(who), own.RunId);
            Assert.Equal(RefusalKind.Conflict, (await early.AfterActionAsync()).Refusal!.Kind);
        }

        Assert.True((await own.FinishAsync()).Succeeded);
        Assert.NotNull((await own.AfterActionAsync()).Value.TrueCause);
        var neighbour = new Responder(_bench, await _bench.Portal.ActorAsync("demo-trainee-2"), own.RunId);
        Assert.Equal(RefusalKind.NotFound, (await neighbour.AfterActionAsync()).Refusal!.Kind);
    }

    [Fact]
    public async Task A_stranger_to_the_class_cannot_start_its_labs()
    {
        var outcome = await _bench
            .Get<StartLabRun>()
            .RunAsync(
                await _bench.Portal.ActorAsync("demo-administrator"),
                new(await _bench.Portal.CohortIdAsync(), LabBench.Lab1),
                TestContext.Current.CancellationToken
            );
        Assert.Equal(RefusalKind.NotFound, outcome.Refusal!.Kind);
    }

    [Theory]
    [InlineData(false, ClassRole.Trainee, false)]
    [InlineData(true, ClassRole.Trainee, true)]
    [InlineData(false, ClassRole.Instructor, true)]
    public async Task Rehearsals_are_for_staff_and_the_demonstration(bool demonstration, ClassRole role, bool allowed)
    {
        var start = new StartLabRun(
            _bench.Get<LabStarter>(),
            new RehearsalPolicy(demonstration),
            _bench.Get<ShopHost>(),
            _bench.Get<JoinCrew>(),
            _bench.Get<IncidentTraining.Core.Live.LiveEvents>()
        );
        var actor = await _bench.Portal.ActorAsync(role == ClassRole.Trainee ? "demo-trainee-1" : "demo-instructor");
        var outcome = await start.RunAsync(
            actor,
            new(await _bench.Portal.CohortIdAsync(), LabBench.Lab1, 10),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(allowed, outcome.Succeeded);
        Assert.True(allowed || outcome.Refusal!.Kind == RefusalKind.NotAllowed);
    }

    [Fact]
    public async Task Two_clicks_start_one_run_and_a_lab_without_a_shop_starts_none()
    {
        var first = await _bench.StartAsync();
        var second = await _bench.StartAsync();
        Assert.Equal(first.RunId, second.RunId);
        var none = await _bench
            .Get<StartLabRun>()
            .RunAsync(
                first.Actor,
                new(await _bench.Portal.CohortIdAsync(), "lab-6-post-incident-review"),
                TestContext.Current.CancellationToken
            );
        Assert.Equal(RefusalKind.NotFound, none.Refusal!.Kind);
    }

    [Fact]
    public async Task Neighbours_get_different_causes_and_nobody_the_same_one_twice_in_a_row()
    {
        var causes = new List<string>();
        foreach (var who in (string[])["demo-trainee-1", "demo-trainee-2", "demo-trainee-3", "demo-instructor"])
        {
            causes.Add((await _bench.CauseAsync((await _bench.StartAsync(who)).RunId)).Id);
        }

        Assert.Equal(4, causes.Distinct().Count());
        var again = await _bench.StartAsync("demo-trainee-1");
        Assert.True((await again.FinishAsync()).Succeeded);
        Assert.NotEqual(causes[0], (await _bench.CauseAsync((await _bench.StartAsync("demo-trainee-1")).RunId)).Id);
    }

    public void Dispose() => _bench.Dispose();
}
