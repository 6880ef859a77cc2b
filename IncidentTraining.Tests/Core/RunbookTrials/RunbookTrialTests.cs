using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.RunbookTrials;

/// <summary>Runbooks that the portal executes on real shops with the scenarios of the content.</summary>
[Trait("Speed", "slow")]
public sealed class RunbookTrialTests(Writing writing) : IClassFixture<Writing>
{
    /// <summary>
    /// A runbook that distinguishes causes of Lab 1 by what the shop shows after its first round of checks. No such sign identifies the
    /// release: it is rolled back in any case.
    /// </summary>
    private const string Good = """
        check alert any is firing
        do disable-experiment experiment=http-latency-500ms
        wait 6m
        if log "logins of shop_api were not completed" then resize-pool connections=20
        if statement orders_of_customer above 60 then create-index index=orders_customer_id_idx
        if loop api-2 above 90 then restart-instance instance=api-2
        if network api-database is slow then restore-route route=api-database
        if statement list_products above 20 then resize-cache megabytes=1024
        if log "sessions of shop_api were opened" then set-connection-uses requests=1000
        if log "recommendations answered after" then roll-back
        check chart latency_p95 below 400 within 8m
        """;

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_runbook_that_tells_the_causes_apart_brings_every_shop_back()
    {
        var (id, trial) = await TryAsync(Good);
        Assert.True(trial.Passed, string.Join("\n", trial.ReadShops().Select(shop => shop.Ending)));
        Assert.Equal(8, trial.Shops);
        Assert.All(trial.ReadShops(), shop =>
        {
            Assert.Equal(11, shop.Steps.Count);
            Assert.True(shop.ResolvedAt > shop.FirstAlert);
            Assert.Null(shop.FailedStep);
        });
        Assert.Equal(trial.StepsText, (await writing.ReadAsync(id)).Body.Section("steps").Text);
    }

    [Fact]
    public async Task A_check_that_does_not_hold_is_the_failing_step_and_nothing_is_done_after_it()
    {
        var (_, trial) = await TryAsync(
            "check alert any is firing\ncheck health redis is down within 30s\ndo disable-experiment experiment=http-latency-500ms"
        );
        Assert.Equal(0, trial.Recovered);
        Assert.All(trial.ReadShops(), shop =>
        {
            Assert.Equal(2, shop.FailedStep);
            Assert.Equal(2, shop.Steps.Count);
            Assert.Contains("redis is up", shop.Ending, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task An_action_that_the_shop_refuses_is_the_failing_step()
    {
        var (_, trial) = await TryAsync("do start-instance instance=api-1");
        Assert.Contains(trial.ReadShops(), shop => shop.FailedStep == 1 && shop.Ending.Contains("refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Steps_that_can_all_be_taken_do_not_pass_when_the_shop_stays_broken()
    {
        // The experiment makes the weakness visible, and is not the weakness.
        var (_, trial) = await TryAsync("do disable-experiment experiment=http-latency-500ms\nwait 1m");
        Assert.False(trial.Passed);
        Assert.Contains(trial.ReadShops(), shop =>
            shop is { Recovered: false, FailedStep: null } && shop.Ending.Contains("did not recover", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_kept_of_a_trial_does_not_name_the_cause()
    {
        var (_, trial) = await TryAsync("check alert any is firing");
        var scenario = writing.UseCase<RunScenarios>().Find(LabBench.Lab1)!;
        Assert.All(scenario.RootCauses, cause =>
        {
            Assert.DoesNotContain(cause.Id, trial.ShopsJson, StringComparison.Ordinal);
            Assert.DoesNotContain(cause.Title, trial.ShopsJson, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_writer_and_the_instructor_see_what_came_of_it_and_nobody_else()
    {
        var id = await writing.SubmittedAsync("runbook");
        Assert.True((await writing.UseCase<ReadRunbookRuns>().RunAsync(await writing.ActorAsync(Writing.Instructor), id, Ct)).Succeeded);
        foreach (var stranger in (string[])[Writing.OtherTrainee, "demo-facilitator", "demo-administrator"])
        {
            var actor = await writing.ActorAsync(stranger);
            Assert.Equal(RefusalKind.NotFound, (await writing.UseCase<ReadRunbookRuns>().RunAsync(actor, id, Ct)).Refusal!.Kind);
            Assert.Equal(RefusalKind.NotFound, (await writing.UseCase<TryRunbook>().RunAsync(actor, id, LabBench.Lab1, Ct)).Refusal!.Kind);
        }
    }

    [Fact]
    public async Task A_draft_is_not_an_instructors_to_try()
    {
        var id = await WriteAsync("check alert any is firing");
        var refused = await writing.UseCase<TryRunbook>().RunAsync(await writing.ActorAsync(Writing.Instructor), id, LabBench.Lab1, Ct);
        Assert.Equal(RefusalKind.NotAllowed, refused.Refusal!.Kind);
    }

    [Theory]
    [InlineData("", "no steps")]
    [InlineData("check alert any is firing\nrestart it", "Step 2 is not valid")]
    [InlineData("do restart-world", "There is no action")]
    public async Task Steps_that_cannot_be_run_are_refused_before_a_shop_is_broken(string steps, string words)
    {
        var refused = await writing.UseCase<TryRunbook>().RunAsync(await writing.ActorAsync(), await WriteAsync(steps), LabBench.Lab1, Ct);
        Assert.Equal(RefusalKind.Invalid, refused.Refusal!.Kind);
        Assert.Contains(words, refused.Refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lab_that_does_not_exist_and_a_document_without_steps_are_refused()
    {
        var author = await writing.ActorAsync();
        Assert.Equal(
            RefusalKind.NotFound,
            (await writing.UseCase<TryRunbook>().RunAsync(author, await WriteAsync("wait 1s"), "lab-99", Ct)).Refusal!.Kind
        );
        Assert.Equal(
            RefusalKind.NotFound,
            (await writing.UseCase<ReadRunbookRuns>().RunAsync(author, await writing.BeginAsync("pir"), Ct)).Refusal!.Kind
        );
    }

    private async Task<Guid> WriteAsync(string steps)
    {
        var id = await writing.BeginAsync("runbook");
        await writing.SaveAsync(id, new DocumentBody("High latency", new Dictionary<string, SectionBody> { ["steps"] = new(steps) }));
        return id;
    }

    private async Task<(Guid Id, RunbookTrial Trial)> TryAsync(string steps)
    {
        Assert.All(RunbookSteps.Read(steps), step => Assert.Null(step.Problem));
        var id = await WriteAsync(steps);
        var author = await writing.ActorAsync();
        var tried = await writing.UseCase<TryRunbook>().RunAsync(author, id, LabBench.Lab1, Ct);
        Assert.True(tried.Succeeded, tried.Refusal?.Message);
        return (id, Assert.Single((await writing.UseCase<ReadRunbookRuns>().RunAsync(author, id, Ct)).Value.Trials));
    }
}
